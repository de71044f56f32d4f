"""Blocks: the lines of a circular that stand together, without those that hold no text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown.blockprocessors import ReferenceProcessor

from plugins.translation.lines import WIDTH, Line, lines
from plugins.translation.untouched import untouched

# After these a block begins without a blank line before it.
ENDS_BLOCK = re.compile(r"#{1,6}|[ ]{0,3}(?:[-=*_][ ]*)+$")


def blocks(markdown: str) -> Iterator[list[Line]]:
    """The blocks of text: no code, no HTML, no definitions of links, no front matter."""
    level = -1  # of the list item, definition or footnote that what is indented belongs to
    for block in _together(lines(markdown)):
        if block[0].indent < WIDTH and not block[0].begins_item:
            level = -1
        code_from = WIDTH * (level + 2) if level >= 0 else WIDTH
        while block and block[0].indent >= code_from:
            del block[0]
        if not block:
            continue
        if level >= 0 and not block[0].begins_item:
            level = min(level, max(block[0].indent // WIDTH - 1, 0))
        for line in block:
            if line.begins_item:
                level = line.indent // WIDTH
        yield block


def _together(found: Sequence[Line]) -> Iterator[list[Line]]:
    kept = untouched([line.text for line in found]) | _definitions(found)
    block: list[Line] = []
    for number, line in enumerate(found):
        apart = number in kept or line.is_blank
        if not apart:
            block.append(line)
        if block and (apart or ENDS_BLOCK.match(line.text)):
            yield block
            block = []
    if block:
        yield block


def _definitions(found: Sequence[Line]) -> set[int]:
    """The lines that say where links lead."""
    numbers: set[int] = set()
    text = "\n".join(line.content for line in found)
    for match in ReferenceProcessor.RE.finditer(text) if "]:" in text else ():
        first = text.count("\n", 0, match.start())
        numbers.update(range(first, first + match[0].count("\n") + 1))
    return numbers
