"""Atom feeds of a site's public items, one a language (RFC 4287)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial

from feedgenerator import Atom1Feed, rfc3339_date
from markupsafe import Markup

from plugins.edition import Edition
from plugins.frames import Frame
from plugins.items import Item
from plugins.manifests import Files, folder_of
from plugins.organizations import Organization
from plugins.rendering import ROOT_MARK
from plugins.sheets import Sheet
from plugins.signals import item_files, site_files

NEWEST = 30
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ENTRY = re.compile(r"<entry>.*</entry>", re.DOTALL)
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def add_item(edition: Edition, item: Item, sheet: Sheet) -> None:
    """The item's entry in the feeds of every site; ROOT_MARK stands before its link."""
    circular = item.circular
    if not circular.public:
        return
    for language in edition.languages:
        wording, _ = circular.wording(language)
        entry = edition.once(("feed entry", language), partial(_entry_frame, language)).filled(
            id=circular.id,
            title=NOT_XML.sub("", wording.title),
            summary=NOT_XML.sub("", item.summary(language)),
            url=circular.url,
            author=circular.organization.name(language),
            moment=rfc3339_date(circular.date),
        )
        sheet.add_part("feed", entry, language)


def _entry_frame(language: str) -> Frame:
    """The XML of an entry, but for what each item fills in."""

    def render(id: str, title: str, summary: str, url: str, author: str, moment: str) -> str:
        feed = Atom1Feed(title="", link="", description="")
        feed.add_item(
            title=title,
            link=ROOT_MARK,
            description=summary,
            author_name=author,
            pubdate=EPOCH,
            updateddate=EPOCH,
            unique_id=f"urn:x-kairan:{id}:{language}",
        )
        text = feed.writeString("utf-8").replace(rfc3339_date(EPOCH), moment)
        found = ENTRY.search(text.replace(ROOT_MARK, ROOT_MARK + url))
        return found[0] if found else ""

    return Frame(render, "id", "title", "summary", "url", "author", "moment")


def add_feeds(edition: Edition, site: Organization, sheets: list[Sheet], files: Files) -> None:
    newest = [sheet for sheet in sheets if sheet.public][:NEWEST]
    moment = newest[0].date if newest else EPOCH
    for language in site.languages:
        folder = folder_of(language)
        # Links are relative when nobody said where the sites are reached.
        base = f"{edition.public_url}{site.path}/{folder}" if edition.public_url else ""
        entries = "".join(sheet.parts["feed", language] for sheet in newest)
        feed = edition.once(("feed", language), partial(_frame, language)).filled(
            name=site.name(language),
            path=site.path,
            base=base,
            moment=rfc3339_date(moment),
            entries=Markup(entries.replace(ROOT_MARK, base)),  # noqa: S704
        )
        files.add(f"{folder}feed.atom", feed)


def _frame(language: str) -> Frame:
    """The XML of a feed, but for what each site fills in."""

    def render(name: str, path: str, base: str, moment: str, entries: str) -> str:
        atom = Atom1Feed(
            title=name,
            link=f"{ROOT_MARK}index.html",
            description="",
            feed_url=f"{ROOT_MARK}feed.atom",
            feed_guid=f"urn:x-kairan:{path}:{language}",
            language=language,
        )
        # The clock, which would make two builds differ, stays out of it.
        atom.latest_post_date = lambda: EPOCH
        text = atom.writeString("utf-8").replace(rfc3339_date(EPOCH), moment)
        text = text.replace(ROOT_MARK, base)
        return str(text.replace("</feed>", f"{entries}</feed>"))

    return Frame(render, "name", "path", "base", "moment", "entries")


def register() -> None:
    item_files.connect(add_item)
    site_files.connect(add_feeds)
