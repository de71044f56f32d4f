"""The plan of a publication: what has to travel, in which order, with which headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from plugins.cache import digest
from plugins.publication import rank
from syncd.headers import cache_control, compressible, content_type
from syncd.publishing.built import Built

UNSURE = ""  # the mark of a place of which nobody knows what lies there
# By rank: what is linked to travels before what links to it.
STAGES = ("files", "items", "pages", "indexes", "service workers and the front page")

Headers = tuple[str, ...]


@dataclass(frozen=True)
class Manner:
    """How a storage keeps files: with their headers, and text gzip-encoded."""

    headers: bool
    gzip: bool

    def coded(self, place: str) -> bool:
        """Whether the file is stored gzip-encoded."""
        return self.gzip and compressible(place)

    def headers_of(self, site_place: str) -> Headers:
        """The headers a file is stored with, by its place in its site."""
        if not self.headers:
            return ()
        coding = "gzip" if self.coded(site_place) else ""
        return _headers(cache_control(site_place), content_type(site_place), coding)


@dataclass(frozen=True)
class Parcel:
    """Places that travel together, because they share stage and headers."""

    stage: int
    headers: Headers
    places: list[str]


@dataclass(frozen=True)
class Plan:
    """What a publication does: the parcels in their order, then what is removed."""

    parcels: list[Parcel]
    gone: list[str]
    empty: list[str]

    def places(self) -> list[str]:
        return [place for parcel in self.parcels for place in parcel.places]


def marks(built: Built, manner: Manner) -> dict[str, str]:
    """What is to lie at each place: a mark of its bytes and of the headers they are stored with."""
    return {
        place: f"{content}.{_mark(manner.headers_of(built.in_site(place)[1]))}"
        for place, content in built.files.items()
    }


def difference(
    wanted: Mapping[str, str], known: Mapping[str, str], built: Built, manner: Manner
) -> Plan:
    """What makes a storage that holds ``known`` hold ``wanted``; both are marks by place."""
    parcels: dict[tuple[int, Headers], list[str]] = {}
    changed = [place for place, mark in wanted.items() if known.get(place, UNSURE) != mark]
    for place in sorted(changed):
        site, inner = built.in_site(place)
        key = stage(site, inner), manner.headers_of(inner)
        parcels.setdefault(key, []).append(place)
    gone = sorted(known.keys() - wanted.keys())
    return Plan(
        [Parcel(*key, places) for key, places in sorted(parcels.items())],
        gone,
        _emptied(gone, wanted),
    )


def stage(site: str, place: str) -> int:
    """When a file travels: after what it links to. The front page links to every site's index."""
    when = rank(place)[0]
    return when if site or when == 0 else len(STAGES) - 1


def _emptied(gone: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """The topmost folders that hold nothing any more once ``gone`` is gone."""
    emptied = {above for place in gone for above in PurePosixPath(place).parents}
    if not emptied:
        return []
    for place in wanted:
        emptied.difference_update(PurePosixPath(place).parents)
    return sorted(f.as_posix() for f in emptied if f.name and f.parent not in emptied)


@lru_cache
def _headers(kept: str, type_: str, coding: str) -> Headers:
    headers = f"Cache-Control: {kept}", f"Content-Type: {type_}"
    return (*headers, f"Content-Encoding: {coding}") if coding else headers


@lru_cache
def _mark(headers: Headers) -> str:
    return digest("\n".join(headers).encode())[:8]
