"""Easy blocks: the ``easy:`` of a circular's front matter, an easy version in the same file."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import NamedTuple

BLOCK = re.compile(r"^easy:[ ]*[|>][-+]?[ ]*\n(?P<text>(?:(?:[ \t]+.*)?\n)+)", re.MULTILINE)
FRONT_MATTER = re.compile(r"---\n.*?^---$", re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """The text of a block and the line of its file it begins on."""

    text: str
    line: int


def easy_block(text: str) -> Block | None:
    """The easy version in a file's front matter; None when there is none."""
    front = FRONT_MATTER.match(text)
    found = BLOCK.search(front[0]) if front else None
    if not found:
        return None
    return Block(dedent(found["text"]), text.count("\n", 0, found.start("text")) + 1)
