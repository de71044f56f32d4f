"""Pages: the HTML of the sites, through the theme's templates."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from plugins import order
from plugins.edition import Edition, Languages
from plugins.frames import Frame
from plugins.interface import language_choices, language_tag
from plugins.items import Item
from plugins.manifests import Files, folder_of
from plugins.organizations import Organization
from plugins.sheets import Sheet
from plugins.signals import item_files, shared_files, site_files
from plugins.views import ItemViews, calendar_views, site_facts

SAME_EVERYWHERE = ("sealed", "offline")
WITHOUT_LISTS = ("safety", "settings")


def add_item(edition: Edition, item: Item, sheet: Sheet) -> None:
    """The item's pages, the same in every association, and its lines in list and calendar."""
    circular = item.circular
    if not circular.public:
        return
    spoken = edition.spoken_at(circular.organization.path)
    path = circular.organization.path
    for language in edition.spoken(path):
        root = _root(language, circular.url)
        views = edition.once(("views", language, root), partial(ItemViews, edition, language, root))
        view = views.view(item)
        sheet.add_part("entry", edition.ruby(views.entry(view), language, path), language)
        if circular.starts:
            day = edition.ruby(views.entry(view, dated=True), language, path)
            sheet.add_part("day", day, language)
        article = Markup(edition.ruby(views.article(view), language, path))  # noqa: S704
        summary = item.summary(language)
        for languages in spoken:
            if language in languages:
                page = _item_frame(edition, language, languages, form=view.asks).filled(
                    key=circular.key, title=view.title, description=summary, article=article
                )
                sheet.add(edition.cache, folder_of(language) + circular.url, page, languages)
    for place, attachment in item.files().items():
        sheet.add_kept(place, attachment.content)


def _item_frame(edition: Edition, language: str, languages: Languages, *, form: bool) -> Frame:
    def render(key: str, **openings: Markup) -> str:
        url = f"items/{key}.html"
        return _page(edition, "item", language, url, languages, site=None, form=form, **openings)

    return edition.once(
        ("item", language, languages, form),
        lambda: Frame(render, "key", "title", "description", "article"),
    )


def add_shared(edition: Edition, languages: Languages, files: Files) -> None:
    """The pages that unseal or excuse, and the theme's assets."""
    for language in languages:
        for name in SAME_EVERYWHERE:
            url = f"{name}.html"
            page = _page(edition, name, language, url, languages, site=None)
            files.add(f"{folder_of(language)}{url}", page)
    for name, data in edition.theme.assets.items():
        files.add(f"{edition.theme.assets_folder}{name}", data)


def add_site(edition: Edition, site: Organization, sheets: list[Sheet], files: Files) -> None:
    """The pages that carry the association's name."""
    public = [sheet for sheet in sheets if sheet.public]
    lists = order.lists(public)
    months = order.months(public)
    has_sealed = len(public) < len(sheets)
    for language in site.languages:
        folder = folder_of(language)
        page = partial(_site_page, edition, site, language)
        index = page("index", _entries(lists, language), has_sealed=has_sealed)
        files.add(f"{folder}index.html", index)
        files.add(f"{folder}calendar.html", page("calendar", _months(edition, months, language)))
        for name in WITHOUT_LISTS:
            files.add(f"{folder}{name}.html", page(name, {}))


def _site_page(
    edition: Edition,
    site: Organization,
    language: str,
    name: str,
    lists: dict[str, Markup],
    **flags: bool,
) -> str:
    """A page of an association: a frame, filled with its facts and its lists of entries."""
    facts = site_facts(site, edition.tree, language)
    for fact in ("name", "above"):
        # Titles and attributes cannot have readings.
        spoken = edition.ruby(str(escape(facts[fact])), language, site.path)
        facts[f"spoken_{fact}"] = Markup(spoken)  # noqa: S704
    filled = {key: text for key, text in {**facts, **lists}.items() if text}
    empty = {key: "" for key in (*facts, *lists) if key not in filled}
    calendars = calendar_views(site, language)

    def render(**marks: Markup) -> str:
        texts = {**empty, **marks}
        view = {**{key: texts[key] for key in facts}, "calendars": calendars}
        shown = {key: texts[key] for key in lists}
        url = f"{name}.html"
        return _page(edition, name, language, url, site.languages, site=view, **shown, **flags)

    key = (name, language, site.languages, *filled, repr(calendars), *flags.items())
    return edition.once(key, lambda: Frame(render, *filled)).filled(**filled)


def _entries(lists: dict[str, list[Sheet]], language: str) -> dict[str, Markup]:
    return {
        name: Markup("".join([sheet.parts["entry", language] for sheet in sheets]))  # noqa: S704
        for name, sheets in lists.items()
    }


def _months(
    edition: Edition, months: list[tuple[datetime, list[Sheet]]], language: str
) -> dict[str, Markup]:
    section = edition.theme.macros("_month.html", language, page="calendar").month_section
    sections = [
        section(month, Markup("".join(event.parts["day", language] for event in events)))  # noqa: S704
        for month, events in months
    ]
    return {"months": Markup("").join(sections)}


def _page(
    edition: Edition, name: str, language: str, url: str, languages: Languages, **context: Any
) -> str:
    """A page's HTML; ``url`` is its place below the folder of its language."""
    root = _root(language, url)
    html = edition.theme.template(f"{name}.html", language).render(
        page=name,
        lang=language,
        lang_tag=language_tag(language),
        languages=language_choices(languages, lambda code: f"{root}{folder_of(code)}{url}"),
        root=root,
        home="../" * url.count("/"),
        assets=edition.theme.assets_folder,
        daemons=list(edition.daemons),
        csp_connect=" ".join(dict.fromkeys(["'self'", *map(_origin, edition.daemons)])),
        **context,
    )
    return edition.ruby(html, language, "")


def _root(language: str, url: str) -> str:
    return "../" * (folder_of(language) + url).count("/")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


def register() -> None:
    item_files.connect(add_item)
    shared_files.connect(add_shared)
    site_files.connect(add_site)
