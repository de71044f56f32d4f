"""The headers a published file is served with: by the daemon itself and by static storage."""

from __future__ import annotations

from functools import lru_cache
from mimetypes import MimeTypes

TYPES = {
    ".atom": "application/atom+xml",
    ".bin": "application/octet-stream",
    ".br": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
COMPRESSIBLE = {
    ".atom", ".css", ".csv", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest",
}  # fmt: skip
KEPT_FOR_EVER = {"assets", "files", "sealed"}  # named by their bytes
KEPT_A_DAY = {"icons"}
BUILT_IN = MimeTypes()  # Python's own table, the same on every machine


def content_type(place: str) -> str:
    """The media type by the name, with its charset; of names nobody knows, plain bytes."""
    return _content_type(_suffix(place))


def compressible(place: str) -> bool:
    """Whether the file is text, which a content coding makes smaller."""
    return _suffix(place) in COMPRESSIBLE


def cache_control(place: str) -> str:
    """How long a browser may keep the file at a place without asking again.

    What is named by its bytes never changes; everything else must show what is published now, so
    a browser asks each time and is answered in a few bytes (304) when nothing changed.
    """
    folders = place.split("/")[:-1]
    if not KEPT_FOR_EVER.isdisjoint(folders):
        return "public, max-age=31536000, immutable"
    if not KEPT_A_DAY.isdisjoint(folders):
        return "public, max-age=86400"
    return "no-cache"


def _suffix(place: str) -> str:
    """As a path's, many times quicker: a city has half a million files."""
    name = place[place.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


@lru_cache
def _content_type(suffix: str) -> str:
    return TYPES.get(suffix) or BUILT_IN.guess_type(f"x{suffix}")[0] or "application/octet-stream"
