"""The check: every mistake in a content folder at once, nothing written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from plugins.cache import Cache
from plugins.circular_files import read_circulars
from plugins.items import render_item
from plugins.mistakes import Mistake, Mistakes
from plugins.orders import Progress, no_progress
from plugins.organization_files import read_tree
from plugins.sources import holdings


def check(content: Path, progress: Progress = no_progress) -> tuple[int, tuple[Mistake, ...]]:
    """How many items are sound when all are, and every mistake otherwise."""
    content = content.resolve()
    mistakes = Mistakes(content)
    progress("reading", 0, 1)
    tree = read_tree(content, mistakes)
    files = [file for held in holdings(tree).values() for file in held.circulars(content)]
    circulars = read_circulars(tree, files, mistakes)
    with tempfile.TemporaryDirectory(prefix="kairan-check-") as scratch:
        cache = Cache(Path(scratch))
        for done, circular in enumerate(circulars):
            progress("rendering", done, len(circulars))
            mistakes.found += render_item(circular, cache, content)[1]
    return 0 if mistakes.found else len(circulars), tuple(sorted(set(mistakes.found)))
