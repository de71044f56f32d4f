"""Filling: things put back among translated words, with the spaces the language wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.languages import Language
from plugins.translation.figures import Thing
from plugins.translation.marks import Mark

_SUFFIXED = ("ko", "ne")  # languages that put particles right behind a word
# Japanese punctuation, for languages that have their own.
_PUNCTUATION = {
    "、": ", ",
    "，": ", ",
    "。": ". ",
    "・": ", ",
    "：": ": ",
    "；": "; ",
    "！": "! ",
    "？": "? ",
    "（": " (",
    "）": ") ",
    "「": " “",
    "」": "” ",
    "『": " “",
    "』": "” ",
    "〜": " – ",
    "～": " – ",
    "\u3000": " ",
}
_JAPANESE = re.compile(f"[{''.join(_PUNCTUATION)}]")


@dataclass(frozen=True)
class Group:
    """Things side by side with nothing to translate among them: **3,600円** as one."""

    things: tuple[Thing, ...]

    @property
    def source(self) -> str:
        return "".join(thing.source for thing in self.things)

    def written(self, language: Language) -> str:
        return joined(self.things, language)


@dataclass
class _Piece:
    text: str
    mark: Mark | None = None
    words: bool = False


def joined(pieces: Sequence[str | Thing], language: Language) -> str:
    """The text of words and things in their order.

    Words never run into a thing, nor one number into another; emphasis has no space inside, as it
    would be none then.
    """
    line: list[_Piece] = []
    for piece in _flat(pieces):
        if isinstance(piece, str):
            line.append(_Piece(_punctuated(piece, language), words=True))
        else:
            line.append(_Piece(piece.written(language), piece if isinstance(piece, Mark) else None))
    _tighten(line)
    result: list[_Piece] = []
    for one in line:
        if one.text:
            if not one.mark:
                _part(result, one, language)
            result.append(one)
    text = "".join(one.text for one in result)
    first, last = pieces[0] if pieces else "", pieces[-1] if pieces else ""
    if isinstance(first, str) and _JAPANESE.match(first):
        text = text.lstrip(" ")
    return text.rstrip(" ") if isinstance(last, str) and _JAPANESE.search(last[-1:]) else text


def _flat(pieces: Iterable[str | Thing]) -> Iterator[str | Thing]:
    for piece in pieces:
        if isinstance(piece, Group):
            yield from _flat(piece.things)
        else:
            yield piece


def _punctuated(words: str, language: Language) -> str:
    if not language.spaced or not _JAPANESE.search(words):
        return words
    text = _JAPANESE.sub(lambda match: _PUNCTUATION[match[0]], words)
    text = re.sub(r" +([,.;:!?)”])", r"\1", re.sub(" {2,}", " ", text))
    return re.sub(r"([(“]) +", r"\1", text)


def _tighten(line: list[_Piece]) -> None:
    """Moves white space from inside paired marks to outside of them."""
    for place, piece in enumerate(line):
        if not piece.mark or piece.mark.pair is None:
            continue
        step = 1 if piece.mark.opens else -1
        inner = place + step
        while 0 <= inner < len(line) and _leans(line[inner], piece.mark.opens):
            inner += step
        if not (0 <= inner < len(line) and line[inner].words):
            continue
        text = line[inner].text
        kept = text.lstrip() if piece.mark.opens else text.rstrip()
        if kept and kept != text:
            line[inner].text = kept
            if piece.mark.opens and place:
                piece.text = f" {piece.text}"
            elif not piece.mark.opens and place < len(line) - 1:
                piece.text = f"{piece.text} "
    for one, after in pairwise(line):
        if one.text.endswith(" ") and after.text[:1] in (" ", ",", ".", ")", "、", "。"):
            if one.mark:
                one.text = one.text.rstrip(" ")
            elif after.mark:
                after.text = after.text.lstrip(" ")


def _leans(piece: _Piece, opens: bool) -> bool:
    return piece.mark is not None and piece.mark.pair is not None and piece.mark.opens == opens


def _part(before: list[_Piece], piece: _Piece, language: Language) -> None:
    """Puts a space between what is before and a piece where they would run into each other."""
    place = len(before)
    while place and before[place - 1].mark:
        place -= 1
    marks = [one for one in before[place:] if one.mark]
    if not place or any(mark.text != mark.text.strip() for mark in marks):
        return
    last, first = before[place - 1].text[-1], piece.text[0]
    ends = last.isalnum() or (not piece.words and last in ")%")
    begins = first.isalnum() or (not piece.words and first in "-+")
    if not (ends and begins):
        return
    narrow = last.isascii() and first.isascii()
    follows = piece.words and language.code in _SUFFIXED and not narrow
    if narrow or (language.spaced and not follows):
        closing = [one for one in marks if one.mark and not one.mark.opens]
        before.insert(
            place + len(closing) if marks[: len(closing)] == closing else place, _Piece(" ")
        )
