"""Pages: the HTML of the sites, through the theme's templates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from plugins import order
from plugins.city import Item
from plugins.edition import Edition
from plugins.files import SharedFiles, SiteFiles, folder_of
from plugins.interface import language_name
from plugins.organizations import Organization
from plugins.signals import shared_files, site_files
from plugins.views import ItemView, item_view, site_view

SAME_EVERYWHERE = ("sealed", "offline")
OWN = ("index", "calendar", "safety", "settings")


def add_shared(edition: Edition, files: SharedFiles) -> None:
    """Item pages, and the pages that unseal or excuse: the same in every association."""
    city, theme = edition.city, edition.theme
    for language in city.languages():
        for name in SAME_EVERYWHERE:
            page = _page(edition, name, language, f"{name}.html", city.languages(), site=None)
            files.add(f"{folder_of(language)}{name}.html", page, language=language)
    for name, data in theme.assets.items():
        files.add(f"{theme.assets_folder}{name}", data)
    for item in city.items:
        if item.circular.public:
            _add_item(edition, item, files)


def _add_item(edition: Edition, item: Item, files: SharedFiles) -> None:
    languages = edition.city.languages_of(item)
    url = item.circular.url
    for language in languages:
        view = item_view(item, language, root=_root(language, url))
        page = _page(edition, "item", language, url, languages, site=None, item=view)
        files.add(f"{folder_of(language)}{url}", page, item=item.id, language=language)
    for place, attachment in item.files().items():
        files.add_kept(place, attachment.content, item=item.id)


def add_site(edition: Edition, site: Organization, files: SiteFiles) -> None:
    """The pages that carry the association's name."""
    shown = edition.city.shown_in(site)
    public = [item for item in shown if item.circular.public]
    for language in site.languages:
        contents = _contents(public, language)
        contents["index"]["has_sealed"] = len(public) < len(shown)
        view = site_view(site, edition.city, language)
        for name in OWN:
            url = f"{name}.html"
            own = contents.get(name, {})
            page = _page(edition, name, language, url, list(site.languages), site=view, **own)
            files.add(f"{folder_of(language)}{url}", page)


def _contents(items: list[Item], language: str) -> dict[str, dict[str, Any]]:
    def views(some: list[Item]) -> list[ItemView]:
        return [item_view(item, language) for item in some]

    return {
        "index": {
            "answer_first": views(order.answer_first(items)),
            "items": views(order.news(items)),
            "pages": views(order.pages(items)),
        },
        "calendar": {
            "months": [
                {"month": month, "entries": views(entries)}
                for month, entries in order.months(items)
            ]
        },
    }


def _page(
    edition: Edition, name: str, language: str, url: str, languages: list[str], **context: Any
) -> str:
    """A page's HTML; ``url`` is its place below the folder of its language."""
    root = _root(language, url)
    return edition.theme.template(f"{name}.html", language).render(
        page=name,
        lang=language,
        languages=[
            {"code": code, "name": language_name(code), "url": f"{root}{folder_of(code)}{url}"}
            for code in languages
        ],
        root=root,
        home="../" * url.count("/"),
        assets=edition.theme.assets_folder,
        daemons=list(edition.daemons),
        csp_connect=" ".join(dict.fromkeys(["'self'", *map(_origin, edition.daemons)])),
        **context,
    )


def _root(language: str, url: str) -> str:
    return "../" * (folder_of(language) + url).count("/")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


def register() -> None:
    shared_files.connect(add_shared)
    site_files.connect(add_site)
