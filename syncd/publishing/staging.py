"""Staging: what is about to travel, held still while builds go on.

Files are linked, not copied: a build replaces names, never the bytes below them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.cache import BEST, COMPRESSORS, QUICK, Cache
from plugins.publication import link
from syncd.publishing.errors import PublicationError


@contextmanager
def empty_folder(folder: Path) -> Iterator[Path]:
    """A folder that is empty now, whatever was left in it, and gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage(output: Path, places: Iterable[str], staging: Path) -> None:
    """Link the places of the output into the staging folder."""
    made: set[Path] = set()
    for place in places:
        target = staging / place
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        try:
            link(output / place, target)
        except FileNotFoundError as error:
            raise PublicationError(
                f"{output / place} is not there, though it was built."
                " Build again, or publish what is there: kairan publish --compare"
            ) from error


def gzip_in_place(staging: Path, place: str, cache: Cache) -> None:
    """Replace a staged file by its gzip coding."""
    file = staging / place
    coded = gzip_coding(file, place, cache)
    file.unlink()
    link(coded, file)


def gzip_coding(file: Path, place: str, cache: Cache) -> Path:
    """The file that holds the gzip coding of another: the same bytes every time, made once."""
    data = file.read_bytes()
    effort = BEST if "/assets/" in f"/{place}" else QUICK
    smaller = cache.compressed(cache.keep(data), "gz", effort)
    # Of a few bytes the coding is the longer one; it is stored all the same, one rule for all text.
    return cache.object(smaller or cache.keep(COMPRESSORS["gz"](data, effort)))
