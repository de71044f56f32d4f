"""Annotated sentences: {漢字|かんじ} as written by hand, against what the program makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.reading.furigana import with_furigana
from plugins.reading.readings import combined

SENTENCES = Path(__file__).with_name("sentences.tsv")
ANNOTATED = re.compile(r"\{(?P<surface>[^|]+)\|(?P<readings>[^}]+)\}|(?P<plain>[^{}]+)")
RUBY = re.compile(r"<ruby>(.*?)<rt>(.*?)</rt></ruby>")


@dataclass(frozen=True)
class Part:
    """A word with its right readings at ``start`` to ``end``, or what stands between words."""

    start: int
    end: int
    surface: str
    readings: frozenset[str]


def parts(annotation: str) -> Iterator[Part]:
    place = 0
    for match in ANNOTATED.finditer(annotation):
        surface = match["surface"] or match["plain"]
        readings = match["readings"].split("/") if match["readings"] else [surface]
        yield Part(place, place + len(surface), surface, frozenset(readings))
        place += len(surface)


def plain(annotation: str) -> str:
    return "".join(part.surface for part in parts(annotation))


def annotated(sentence: str) -> str:
    """What the program makes of a sentence, in the same notation."""
    return RUBY.sub(r"{\1|\2}", with_furigana(sentence, combined([])))


def wrong_words(wanted: str, made: str) -> list[Part]:
    """The wanted words that were made otherwise.

    Words may be cut elsewhere than wanted: then the readings of the shortest stretch count in which
    both begin and end with a word.
    """
    expected, found = list(parts(wanted)), list(parts(made))
    wrong: list[Part] = []
    while expected:
        stretch, others = [expected.pop(0)], [found.pop(0)]
        while stretch[-1].end != others[-1].end:
            if stretch[-1].end < others[-1].end:
                stretch.append(expected.pop(0))
            else:
                others.append(found.pop(0))
        said = "".join(next(iter(part.readings)) for part in others)
        if not any(said == right for right in _readings(stretch)):
            wrong.extend(part for part in stretch if part.readings != {part.surface})
            wrong.extend(part for part in stretch if len(stretch) == 1 and part not in wrong)
    return wrong


def _readings(stretch: list[Part]) -> list[str]:
    said = [""]
    for part in stretch:
        said = [before + reading for before in said for reading in sorted(part.readings)]
    return said
