"""Segments: a circular cut into what is translated, by where it stands in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.translation.guards import fitting
from plugins.translation.sentences import sentences
from plugins.translation.texts import readable
from plugins.translation.texts import texts as texts_of

OPENING = "|>「『（([{【〔《“"
CLOSING = "|<」』）)]}】〕》”、。，．,.!?！？:;\\"


@dataclass(frozen=True)
class Segment:
    """``text`` is what stands from ``start`` to before ``end``, with its inline Markdown."""

    start: int
    end: int
    text: str


def segments(markdown: str) -> list[Segment]:
    """The sentences, headings, cells and items of a Markdown text or of a whole file, ascending.

    None spans a line, none holds what marks its block, and each has a letter or a digit. Code,
    blocks of HTML, definitions of links and the front matter are no segments.
    """
    found = []
    for first, last in texts_of(markdown):
        for begin, end in sentences(markdown[first:last]):
            text = markdown[first + begin : first + end]
            if readable(text):
                found.append(Segment(first + begin, first + end, text))
    return found


def put_back(
    markdown: str,
    found: Sequence[Segment],
    texts: Sequence[str | None],
    *,
    spaced: bool,
    around: tuple[str, str] = ("", ""),
) -> str:
    """The Markdown with the text of each segment in its place; None leaves it as it is.

    The blocks stay as they are: a text that would begin or end one is written so that it does not,
    and one without a letter or digit is not put back. With ``spaced`` there is white space where a
    text put back meets the next or what was left; ``around`` stands before and after what was left.
    """
    parts: list[str] = []
    place, before, replaced = 0, "", False
    for segment, text in zip(found, texts, strict=True):
        fitted = None if text in (None, segment.text) else fitting(segment.text, text or "")
        words = around[0] + segment.text + around[1] if fitted is None else fitted
        gap = markdown[place : segment.start]
        if spaced and (replaced or fitted is not None):
            gap = _gap(before, gap, words, replaced, fitted is not None)
        parts += gap, words
        place, before, replaced = segment.end, words, fitted is not None
    rest = markdown[place:]
    parts.append(_gap(before, rest, "", replaced, False) if spaced and replaced else rest)
    return "".join(parts)


def _gap(left: str, gap: str, right: str, left_is_new: bool, right_is_new: bool) -> str:
    """What stands between two texts of which one at least was put back."""
    if left and right and not gap.strip(" 　"):
        return " " if "　" in gap or (not gap and _meet(left, right)) else gap
    if left_is_new and gap and (gap[0].isalnum() or gap[0] == "`"):
        gap = " " + gap
    if right_is_new and _meet(gap, right):
        gap += " "
    return gap


def _meet(left: str, right: str) -> bool:
    """Whether there ought to be white space between two texts and is none."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
    return left[-1] not in OPENING and right[0] not in CLOSING
