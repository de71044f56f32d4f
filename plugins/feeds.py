"""Atom feeds of a site's public items, one a language (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime

from feedgenerator import Atom1Feed

from plugins.edition import Edition
from plugins.files import SiteFiles, folder_of
from plugins.organizations import Organization
from plugins.signals import site_files

NEWEST = 30
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """An empty feed is dated the epoch, not by the clock, which would make two builds differ."""

    def latest_post_date(self) -> datetime:
        found: datetime = super().latest_post_date() if self.items else EPOCH
        return found


def add_feeds(edition: Edition, site: Organization, files: SiteFiles) -> None:
    for language in site.languages:
        files.add(f"{folder_of(language)}feed.atom", feed(edition, site, language))


def feed(edition: Edition, site: Organization, language: str) -> str:
    """The feed's XML. Links are relative when nobody said where the sites are reached."""
    folder = folder_of(language)
    base = f"{edition.public_url}{site.path}/{folder}" if edition.public_url else ""
    shown = [item for item in edition.city.shown_in(site) if item.circular.public]
    atom = _Feed(
        title=site.name(language),
        link=f"{base}index.html",
        description="",
        feed_url=f"{base}feed.atom",
        feed_guid=f"urn:x-kairan:{site.path}:{language}",
        language=language,
    )
    for item in shown[:NEWEST]:
        circular = item.circular
        wording, _ = circular.wording(language)
        atom.add_item(
            title=wording.title,
            link=f"{base}{circular.url}",
            description=item.summary(language),
            author_name=circular.organization.name(language),
            pubdate=circular.date,
            updateddate=circular.date,
            unique_id=f"urn:x-kairan:{circular.id}:{language}",
        )
    text: str = atom.writeString("utf-8")
    return text


def register() -> None:
    site_files.connect(add_feeds)
