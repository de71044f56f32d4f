"""The check: every mistake in a content folder at once, nothing written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from plugins.cache import Cache
from plugins.circular_files import read_circulars
from plugins.easy.report import report
from plugins.frontmatter import read_document
from plugins.items import render_item
from plugins.mistakes import Mistake, Mistakes
from plugins.orders import Progress, no_progress
from plugins.organization_files import read_tree
from plugins.organizations import GLOSSARY_FILE
from plugins.reading.readings import own_readings
from plugins.sources import holding, holdings
from plugins.translation.glossaries import glossary_of, read_glossary
from plugins.translation.memories import FOLDER, Memory


def check(content: Path, progress: Progress = no_progress) -> tuple[int, tuple[Mistake, ...]]:
    """How many items are sound when all are, and every mistake otherwise."""
    content = content.resolve()
    mistakes = Mistakes(content)
    progress("reading", 0, 1)
    tree = read_tree(content, mistakes)
    for organization in tree:
        own_readings(organization, content, mistakes)
        read_glossary(content / organization.path / GLOSSARY_FILE, mistakes)
        for file in sorted((content / organization.path / FOLDER).glob("*.po")):
            Memory.read(file, file.stem, mistakes)
    files = [file for held in holdings(tree).values() for file in held.circulars(content)]
    circulars = read_circulars(tree, files, mistakes)
    with tempfile.TemporaryDirectory(prefix="kairan-check-") as scratch:
        cache = Cache(Path(scratch))
        for done, circular in enumerate(circulars):
            progress("rendering", done, len(circulars))
            mistakes.found += render_item(circular, cache, content)[1]
    return 0 if mistakes.found else len(circulars), tuple(sorted(set(mistakes.found)))


def advise(content: Path) -> tuple[Mistake, ...]:
    """What would make the easy Japanese of a content folder easier: each place, by file and line.

    Files ``name.easy.md`` are looked at, and the ``easy:`` of other circulars' front matter.
    """
    content = content.resolve()
    tree = read_tree(content, Mistakes(content))
    told: list[Mistake] = []
    for organization in tree:
        names = tuple(glossary_of(tree.chain(organization.path), content, Mistakes(content)).names)
        for file in holding(tree, organization.path).circulars(content):
            shown = file.relative_to(content.parent).as_posix()
            text = file.read_text("utf-8-sig", errors="replace").replace("\r\n", "\n")
            if file.name.endswith(".easy.md"):
                told += report(text, shown, names=names)
            elif document := read_document(file, Mistakes(content)):
                easy, line = document.values.get("easy"), document.lines.get("easy", 1)
                if isinstance(easy, str):
                    first = line + ("\n" in easy)  # a block begins below its key
                    told += report(easy, shown, first_line=first, names=names)
    return tuple(told)
