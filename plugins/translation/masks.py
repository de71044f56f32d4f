"""Masks: what must not be translated, taken out of a segment and put back as a language has it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from plugins.languages import Language
from plugins.translation import names as registered
from plugins.translation.figures import Thing
from plugins.translation.filling import Group, joined
from plugins.translation.kinds import Kind, kinds
from plugins.translation.marks import Mark, paired
from plugins.translation.names import Name, Names
from plugins.translation.numerals import folded

OPEN, CLOSE = "⟦", "⟧"  # U+27E6, U+27E7
SOURCE = "ja"

_MASK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
# Where anything masked may begin.
_START = re.compile(
    r"[!-~￥−〒⟦⟧〇一二三四五六七八九十百千月火水木金土日第午正明大昭平令マ内]|\d|[①-⓿❶-➓㉈-㊿]"
)
_SILENT = ("P", "S", "Z", "C")  # categories of what needs no translation


class MaskError(ValueError):
    """A translation that does not have every mask of its source, once and in a possible order."""


@dataclass(frozen=True)
class Masked:
    """A segment with ⟦0⟧, ⟦1⟧ … for its ``things``."""

    text: str
    things: tuple[Thing, ...]

    @property
    def bare(self) -> bool:
        """Whether there is nothing to translate: ``filled(text, language)`` writes it by rule."""
        rest = _MASK.sub("", self.text)
        return all(unicodedata.category(char)[0] in _SILENT for char in rest)

    def filled(self, translated: str, language: Language) -> str:
        """The translation with every thing as the language writes it; in Japanese, verbatim.

        Raises MaskError when a mask is missing, twice or unknown, or what closes comes before what
        opens.
        """
        parts = _MASK.split(translated)
        said = parts[1::2]
        self._check(said, "".join(parts[::2]))
        if language.code == SOURCE:
            sources = [self.things[int(number)].source for number in said]
            return "".join(
                word + source for word, source in zip(parts[::2], [*sources, ""], strict=True)
            )
        pieces: list[str | Thing] = []
        for place, part in enumerate(parts):
            if place % 2:
                pieces.append(self.things[int(part)])
            elif part:
                pieces.append(part)
        return joined(pieces, language)

    def _check(self, said: list[str], words: str) -> None:
        known = [str(number) for number in range(len(self.things))]
        count = Counter(said)
        for number in count:
            if number not in known:
                raise MaskError(f"⟦{number}⟧ is not in the source")
        for number in known:
            if count[number] != 1:
                how = "is missing" if not count[number] else f"stands {count[number]} times"
                raise MaskError(f"⟦{number}⟧ {how}")
        if OPEN in words or CLOSE in words:
            raise MaskError("a ⟦ or ⟧ belongs to no mask")
        open_pairs: list[int] = []
        for number in said:
            thing = self.things[int(number)]
            if isinstance(thing, Mark) and thing.pair is not None:
                if thing.opens:
                    open_pairs.append(thing.pair)
                elif not open_pairs or open_pairs.pop() != thing.pair:
                    raise MaskError(f"⟦{number}⟧ closes what is not open")


def mask(text: str, names: Names) -> Masked:
    """A segment with everything masked that no engine may touch."""
    pieces = _merged(paired(_pieces(text, names)))
    things = tuple(piece for piece in pieces if not isinstance(piece, str))
    numbers = iter(range(len(things)))
    masked = "".join(
        piece if isinstance(piece, str) else f"{OPEN}{next(numbers)}{CLOSE}" for piece in pieces
    )
    return Masked(masked, things)


def _pieces(text: str, names: Names) -> list[str | Thing]:
    narrow = folded(text)
    name_pattern = registered.pattern(tuple(names))
    by_folded = {folded(name): name for name in names}
    pieces: list[str | Thing] = []
    done = place = 0
    name = name_pattern.search(narrow) if name_pattern else None
    while True:
        start = _START.search(narrow, place)
        if name and name.start() < place and name_pattern:
            name = name_pattern.search(narrow, place)
        begin = min((match.start() for match in (start, name) if match), default=None)
        if begin is None:
            break
        found = _thing(kinds()[0], text, narrow, begin)
        if not found and name and name.start() == begin:
            source = text[begin : name.end()]
            found = Name(source, names[by_folded[name[0]]])
        found = found or _thing(kinds()[1], text, narrow, begin)
        if found:
            pieces += [part for part in (text[done:begin],) if part]
            pieces.append(found)
            done = place = begin + len(found.source)
        else:
            place = begin + 1
    return pieces + [part for part in (text[done:],) if part]


def _thing(asked: tuple[Kind, ...], text: str, narrow: str, begin: int) -> Thing | None:
    for kind in asked:
        match = kind.pattern.match(text if kind.as_written else narrow, begin)
        if match and match.end() > begin:
            found = kind.read(match, text[begin : match.end()])
            if found:
                return found
    return None


def _merged(pieces: list[str | Thing]) -> list[str | Thing]:
    """Pairs of marks with nothing but things between them as one thing: fewer masks to lose."""
    result: list[str | Thing] = []
    for piece in pieces:
        result.append(piece)
        if not isinstance(piece, Mark) or piece.pair is None or piece.opens:
            continue
        inside: list[Thing] = []
        for back in reversed(result):
            if isinstance(back, str):
                break
            inside.append(back)
            if isinstance(back, Mark) and back.pair == piece.pair and back.opens:
                result[-len(inside) :] = [Group(tuple(reversed(inside)))]
                break
    return result


__all__ = ["MaskError", "Masked", "Names", "mask"]
