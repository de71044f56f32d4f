"""Sentences: where each begins and ends, and the words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.reading.words import Word, words

ENDS = "。！？!?"
OPENING = "「『（(〈《【"
CLOSING = "」』）)〉》】"
BULLET = re.compile(
    r"[ \t　]*(?:[-*+・●◆▪•▶○◇]|[（(]?[0-9０-９]{1,2}[.)．）])[ \t　]+|[ \t　]*[・●◆▪•▶]"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a line that is none: a heading, a cell, an item.

    ``start`` is where it begins in the whole text; the offsets of ``words`` count from there, and
    there are no words of white space. ``ended`` tells whether a full stop closes it, ``item``
    whether it stands in a list.
    """

    start: int
    text: str
    words: tuple[Word, ...]
    ended: bool
    item: bool

    def outside_brackets(self) -> tuple[Word, ...]:
        """The words without quotations and explanations, which are sentences of their own."""
        depth, outside = 0, []
        for word in self.words:
            depth += word.surface in OPENING
            if depth == 0:
                outside.append(word)
            depth = max(0, depth - (word.surface in CLOSING))
        return tuple(outside)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text. A line's end ends a sentence, as it does on our pages."""
    start = 0
    for line in text.split("\n"):
        bullet = BULLET.match(line)
        skipped = bullet.end() if bullet else 0
        for first, last in _spans(line, skipped):
            piece = line[first:last]
            found = tuple(word for word in words(piece) if word.surface.strip())
            if found:
                yield Sentence(start + first, piece, found, piece[-1] in ENDS, bullet is not None)
        start += len(line) + 1


def _spans(line: str, begin: int) -> Iterator[tuple[int, int]]:
    depth = 0
    for index in range(begin, len(line)):
        depth = max(0, depth + (line[index] in OPENING) - (line[index] in CLOSING))
        following = line[index + 1 : index + 2]
        if depth == 0 and line[index] in ENDS and (not following or following not in ENDS):
            yield begin, index + 1
            begin = index + 1
    if line[begin:].strip():
        yield begin, len(line)


def predicate_end(words: Sequence[Word], index: int) -> int:
    """The index of the last auxiliary that belongs to the verb at ``index``."""
    while index + 1 < len(words) and words[index + 1].part[0] == "助動詞":
        index += 1
    return index
