"""The check: every mistake in a content folder at once, nothing written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from plugins.cache import Cache
from plugins.city import Progress, no_progress, read_city
from plugins.mistakes import ContentError, Mistake

NO_SECRET = bytes(32)  # nothing is sealed by a check


def check(content: Path, progress: Progress = no_progress) -> tuple[int, tuple[Mistake, ...]]:
    """How many items are sound when all are, and every mistake otherwise."""
    with tempfile.TemporaryDirectory(prefix="kairan-check-") as scratch:
        try:
            city = read_city(content.resolve(), Cache(Path(scratch)), NO_SECRET, progress=progress)
        except ContentError as error:
            return 0, error.mistakes
    return len(city.items), ()
