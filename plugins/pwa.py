"""The progressive web app: manifest, service worker, icons, robots.txt."""

from __future__ import annotations

import json
from typing import Any

from plugins.edition import Edition, Languages
from plugins.icons import ICONS
from plugins.manifests import Files, folder_of
from plugins.organizations import Organization
from plugins.sheets import Sheet
from plugins.signals import shared_files, site_files

PAPER = "#f7f2e7"
INDIGO = "#23405f"
SHELL_PAGES = ("index", "calendar", "safety", "settings", "sealed", "offline")
# Whoever crawls may read what is public, and has nothing to seek in the rest.
ROBOTS = "User-agent: *\nDisallow: /*/sealed/\nDisallow: /sealed/\n"


def manifest(site: Organization, language: str, root: str) -> dict[str, Any]:
    """The web app manifest; ``root`` leads from its folder to the site's root."""
    return {
        # An identity is resolved against the origin, which associations may share.
        "id": f"/{site.path}/",
        "name": site.name(language),
        "short_name": site.name(language)[:12],
        "lang": language,
        "dir": "ltr",
        "start_url": "./index.html",
        "scope": root or "./",
        "display": "standalone",
        "theme_color": INDIGO,
        "background_color": PAPER,
        "icons": [
            {
                "src": f"{root}{place}",
                "sizes": f"{icon.side}x{icon.side}",
                "type": "image/png",
                "purpose": icon.purpose,
            }
            for place, icon in ICONS.items()
            if icon.purpose
        ],
    }


def add_icons(edition: Edition, languages: Languages, files: Files) -> None:
    for place in ICONS:
        files.add(place, (edition.theme.folder / place).read_bytes())


def add_app(edition: Edition, site: Organization, sheets: list[Sheet], files: Files) -> None:
    for language in site.languages:
        folder = folder_of(language)
        described = manifest(site, language, "../" * folder.count("/"))
        text = json.dumps(described, ensure_ascii=False, indent=1)
        files.add(f"{folder}manifest.webmanifest", text)
    worker = edition.once(
        ("sw.js", site.languages), lambda: service_worker(edition, site.languages)
    )
    files.add("sw.js", worker)
    files.add("robots.txt", ROBOTS)


def service_worker(edition: Edition, languages: Languages) -> str:
    theme = edition.theme
    return theme.template("sw.js.jinja", languages[0]).render(  # noqa: S604  (the app shell, not a command)
        version=theme.version,
        assets=theme.assets_folder,
        shell={
            "common": [
                *(f"{theme.assets_folder}{name}" for name in theme.assets if _in_shell(name)),
                *ICONS,
                "index.json",
            ],
            **{
                language: [
                    *(f"{folder_of(language)}{page}.html" for page in SHELL_PAGES),
                    f"{folder_of(language)}manifest.webmanifest",
                    f"{theme.assets_folder}i18n/{language}.json",
                ]
                for language in languages
            },
        },
    )


def _in_shell(name: str) -> bool:
    """Whether every language needs an asset: the texts of another language it does not."""
    return not name.startswith("i18n/")


def register() -> None:
    shared_files.connect(add_icons)
    site_files.connect(add_app)
