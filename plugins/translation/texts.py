"""Texts: what a reader reads of each line and each cell, with its inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.rendering import INLINE_TAG
from plugins.translation.blocks import blocks
from plugins.translation.sentences import CODE

QUOTED_CODE = re.compile(r"[ ]{0,3}>[ ]?(?:[ ]{4}|\t)[ \t]*(?![-*+][ ]|[0-9]+\.[ ])")
DELIMITER = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
PIPE = re.compile(rf"\\.|{CODE}|(?P<pipe>\|)")
ATTRIBUTES = r"\{(?::|[ ]*[#.][\w-]|[ ]*[\w-]+=)[^{}\n]*\}"
END = re.compile(rf"(?:(?<!\\)\\|(?<!\S){ATTRIBUTES})\Z")
HASHES = re.compile(r"(?<!\\)#+\Z")
BREAK = re.compile(r"<br\s*/?>|<!--.{0,1000}?-->", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
ADDRESS = re.compile(r"<(?:[a-z]+:|[^\s<>]+@)[^\s<>]*>")
UNREAD = re.compile(rf"{CODE}|\]\([^()]*\)|\[\^[^\[\]]*\]|<[^<>]*>|{ATTRIBUTES}")


def texts(markdown: str) -> Iterator[tuple[int, int]]:
    """The spans of text in lines and cells, ascending; white space and attributes are outside."""
    for block in blocks(markdown):
        table = len(block) > 1 and "|" in block[1].text and DELIMITER.fullmatch(block[1].content)
        for line in block:
            content = line.content
            if QUOTED_CODE.match(line.text):
                continue
            end = line.start + len(line.raw)
            first = end - len(content)
            heading = line.text.lstrip(" >").startswith("#")
            cells = _cells(content) if table or content.startswith("|") else [(0, len(content))]
            for begin, stop in cells:
                yield from _read(markdown, first + begin, first + stop, heading)


def readable(text: str) -> bool:
    """Whether a letter or digit is left for a reader when code, targets and tags are not."""
    return any(char.isalnum() for char in UNREAD.sub("", text))


def _read(markdown: str, start: int, end: int, heading: bool) -> Iterator[tuple[int, int]]:
    """The parts of a line or cell between its breaks.

    None with a tag that is more than markup within a line: readers may not see what is in it.
    """
    text = markdown[start:end].rstrip()
    while (shorter := END.sub("", text).rstrip()) != text:
        text = shorter
    if heading:
        text = HASHES.sub("", text).rstrip()
    place = 0
    for stop, after in (*(match.span() for match in BREAK.finditer(text)), (len(text),) * 2):
        part = text[place:stop]
        foreign = TAG.search(INLINE_TAG.sub("", ADDRESS.sub("", part)))
        if part.strip() and not foreign:
            yield start + place, start + stop
        place = after


def _cells(content: str) -> Iterator[tuple[int, int]]:
    place = 0
    for match in PIPE.finditer(content):
        if match["pipe"]:
            yield place, match.start()
            place = match.end()
    yield place, len(content)
