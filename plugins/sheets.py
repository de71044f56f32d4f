"""Sheets: items made ready for every site that shows them.

A sheet holds no item any more, only what sites are put together from: its pages, its lines in
lists, index and feed, and what the order of a list depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from plugins.cache import Cache
from plugins.items import Item
from plugins.manifests import Manifest

MOMENTS = ("date", "starts", "deadline", "expires")


@dataclass
class Sheet:
    """One item, made ready.

    ``parts`` are pieces of pages by (name of the piece, language); ``files`` are manifests by the
    languages of the sites they are for, since a page leads to itself in the others, those under ""
    for all sites. ``source`` tells of what it was made, ``reads`` are the sources of the files it
    was made with, by place below the content folder.
    """

    id: str
    kind: str
    priority: str
    title: str
    public: bool
    asks: bool
    date: datetime
    starts: datetime | None
    deadline: datetime | None
    expires: datetime | None
    source: str
    reads: Mapping[str, str]
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[str, Manifest] = field(default_factory=dict)

    @classmethod
    def of(cls, item: Item, source: str, reads: Mapping[str, str]) -> Sheet:
        """The sheet of an item, with nothing on it yet."""
        circular = item.circular
        return cls(
            id=circular.id,
            kind=circular.kind,
            priority=circular.priority,
            title=circular.wordings["ja"].title,
            public=circular.public,
            asks=circular.form is not None,
            date=circular.date,
            starts=circular.starts,
            deadline=circular.deadline,
            expires=circular.expires,
            source=source,
            reads=reads,
        )

    def answer_until(self) -> datetime | None:
        """The moment until which an answer is asked for: the deadline, else the beginning."""
        return self.deadline or self.starts if self.asks else None

    def add_part(self, name: str, text: str, language: str = "") -> None:
        """Add a piece of pages, which sites find under its name."""
        self.parts[name, language] = text

    def add(
        self, cache: Cache, place: str, data: bytes | str, languages: tuple[str, ...] = ()
    ) -> None:
        """Add a file of all sites that show the item, or of those in just these languages."""
        raw = data.encode() if isinstance(data, str) else data
        self.add_kept(place, cache.keep(raw), languages)

    def add_kept(self, place: str, content: str, languages: tuple[str, ...] = ()) -> None:
        """Add a file whose bytes the cache already keeps."""
        self.files.setdefault(" ".join(languages), {})[place] = content

    def shown(self, languages: tuple[str, ...]) -> Manifest:
        """Its files in a site of these languages."""
        return {**self.files.get("", {}), **self.files.get(" ".join(languages), {})}

    def as_json(self) -> dict[str, Any]:
        known = dict(self.__dict__)
        for name in MOMENTS:
            moment = known[name]
            known[name] = moment and moment.isoformat()
        known["parts"] = [[name, lang, text] for (name, lang), text in self.parts.items()]
        return known

    @classmethod
    def from_json(cls, known: dict[str, Any]) -> Sheet:
        for name in MOMENTS:
            known[name] = known[name] and datetime.fromisoformat(known[name])
        known["parts"] = {(name, lang): text for name, lang, text in known["parts"]}
        return cls(**known)
