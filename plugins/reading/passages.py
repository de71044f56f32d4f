"""Passages: the text of HTML that is read in one go, and where each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from plugins.frames import MARKS
from plugins.reading.tags import RAW, VOID, is_japanese, tags

ENTITY = re.compile(r"(&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][0-9a-zA-Z]*);)")
# What stands within a sentence; all else ends one.
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
}  # fmt: skip
BARE = {"code", "kbd", "option", "pre", "ruby", "select", "svg", *RAW}  # get no furigana
UNSAID = {"rp", "rt", *RAW}  # are no part of the sentence


class Piece(NamedTuple):
    """What stands at ``place`` in its passage and at ``html[start:end]``. One character per entity.

    ``free`` when it is Japanese prose, not code or the like.
    """

    place: int
    start: int
    end: int
    text: str
    free: bool


class Passage:
    """The text of a paragraph, a cell, a heading: inline tags left out, entities resolved.

    A mark of a frame, for which something unknown will stand, is a line break in it.
    """

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._places = [piece.place for piece in pieces]
        self.text = MARKS.sub("\n", "".join(piece.text for piece in pieces))

    def in_html(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``text[start:end]`` is in the HTML; None when a tag divides it or it is not free."""
        first = bisect_right(self._places, start) - 1
        last = bisect_right(self._places, end - 1) - 1
        pieces = self._pieces[first : last + 1]
        whole = all(a.end == b.start for a, b in pairwise(pieces))
        if not whole or not all(piece.free for piece in pieces):
            return None
        return _position(pieces[0], start)[0], _position(pieces[-1], end - 1)[1]


def _position(piece: Piece, place: int) -> tuple[int, int]:
    """Where a character begins and ends in the HTML."""
    if len(piece.text) == 1:
        return piece.start, piece.end
    start = piece.start + place - piece.place
    return start, start + 1


class _Element(NamedTuple):
    """An open element, with what holds within it."""

    name: str
    bare: bool
    unsaid: bool
    japanese: bool


_OUTSIDE = _Element("", bare=False, unsaid=False, japanese=True)


def passages(html: str) -> Iterator[Passage]:
    """The passages of a fragment or a page, in order; those with nothing free are left out."""
    pieces: list[Piece] = []
    length = done = 0
    open_elements = [_OUTSIDE]
    for start, end, tag in tags(html):
        within = open_elements[-1]
        if done < start and not within.unsaid:
            free = within.japanese and not within.bare
            for piece in _pieces(html, done, start, length, free):
                pieces.append(piece)
                length += len(piece.text)
        done = end
        name = tag["name"].lower() if tag and tag["name"] else ""
        if (name or not tag) and name not in INLINE:
            if any(piece.free for piece in pieces):
                yield Passage(pieces)
            pieces, length = [], 0
        if tag and name:
            _enter_or_leave(open_elements, name, tag)


def _pieces(html: str, start: int, end: int, place: int, free: bool) -> Iterator[Piece]:
    """A text between two tags; every second part of it is an entity."""
    for number, part in enumerate(ENTITY.split(html[start:end])):
        text = unescape(part) if number % 2 else part
        if len(text) > 1 and number % 2:
            text = "\n"  # of one unknown or of two characters it matters only that it is there
        if part:
            yield Piece(place, start, start + len(part), text, free)
        start += len(part)
        place += len(text)


def _enter_or_leave(open_elements: list[_Element], name: str, tag: re.Match[str]) -> None:
    if not tag["close"]:
        if name not in VOID:
            within = open_elements[-1]
            open_elements.append(
                _Element(
                    name,
                    within.bare or name in BARE,
                    within.unsaid or name in UNSAID,
                    is_japanese(tag["attributes"], within.japanese),
                )
            )
    elif any(element.name == name for element in open_elements):
        while open_elements.pop().name != name:
            pass  # an element whose end may be left out ends with the one around it
