"""The directory: the page of the bare address, with a way to every association."""

from __future__ import annotations

from typing import Any

from plugins.edition import Edition
from plugins.interface import language_choices, language_tag
from plugins.manifests import Files
from plugins.organizations import SOURCE_LANGUAGE, Organization, Tree
from plugins.signals import root_files

ICONS = ("icons/favicon-32.png", "icons/apple-touch-icon.png")


def add_directory(edition: Edition, files: Files) -> None:
    """The page in every language, and what it needs to look like the boards it leads to."""
    theme, languages = edition.theme, edition.languages
    for language in languages:
        page = theme.template("directory.html", language).render(
            page="directory",
            lang=language,
            lang_tag=language_tag(language),
            languages=language_choices(languages, _place),
            root="",
            home="",
            assets=theme.assets_folder,
            daemons=[],
            csp_connect="'none'",
            site=None,
            cities=cities(edition.tree, language),
        )
        files.add(_place(language), page)
    for name, data in theme.assets.items():
        if name.startswith("css/") or name == "js/appearance.js":
            files.add(f"{theme.assets_folder}{name}", data)
    for name in ICONS:
        files.add(name, (theme.folder / name).read_bytes())


def cities(tree: Tree, language: str) -> list[dict[str, Any]]:
    """Cities with their federations with their associations, those without any left out.

    An association directly below a city, or below nothing, stands in a federation of its parent's
    name, or its own.
    """
    found: dict[str, dict[str, list[Organization]]] = {}
    for association in tree.associations():
        above = tree.chain(association.path)
        found.setdefault(above[-1].path, {}).setdefault(above[min(1, len(above) - 1)].path, [])
        found[above[-1].path][above[min(1, len(above) - 1)].path].append(association)
    return [
        {
            "name": tree[city].name(language),
            "federations": [
                {
                    "path": federation,
                    "name": tree[federation].name(language),
                    "associations": [
                        {
                            "name": association.name(language),
                            "url": f"{association.path}/{_home(association, language)}",
                        }
                        for association in associations
                    ],
                }
                for federation, associations in federations.items()
            ],
        }
        for city, federations in found.items()
    ]


def _home(association: Organization, language: str) -> str:
    spoken = language in association.languages and language != SOURCE_LANGUAGE
    return f"{language}/index.html" if spoken else "index.html"


def _place(language: str) -> str:
    return "index.html" if language == SOURCE_LANGUAGE else f"index.{language}.html"


def register() -> None:
    root_files.connect(add_directory)
