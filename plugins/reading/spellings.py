"""Spellings: which kanji of a text are read how, from dictionary, rules and the reading list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from plugins.reading.counted import counted_things
from plugins.reading.homographs import in_context
from plugins.reading.okurigana import HAS_KANJI, kanji_readings
from plugins.reading.reading_list import ReadingList
from plugins.reading.words import Reading, Word, words


def spellings(text: str, listed: ReadingList) -> list[Reading]:
    """The reading of each run of kanji that has one, in order, without overlap.

    The organization's list comes before the rules for numbers, and these before the dictionary.
    """
    if not HAS_KANJI.search(text):
        return []
    cut = words(text)
    fixed = _without_overlap([*listed.found(text, cut), *counted_things(text, cut)])
    found = [part for reading in fixed for part in _parts(text, reading)]
    for word in in_context(_between(text, cut, fixed), text):
        found.extend(_parts(text, Reading(word.start, word.end, word.reading)))
    return sorted(found)


def _parts(text: str, reading: Reading) -> Iterator[Reading]:
    for start, end, said in kanji_readings(text[reading.start : reading.end], reading.reading):
        yield Reading(reading.start + start, reading.start + end, said)


def _without_overlap(readings: Sequence[Reading]) -> list[Reading]:
    """Of readings that overlap the one that stands first in the sequence; ordered by place."""
    kept: list[Reading] = []
    for reading in readings:
        place = bisect_left(kept, reading)
        before, after = kept[place - 1 : place], kept[place : place + 1]
        if any(other.end > reading.start for other in before):
            continue
        if any(other.start < reading.end for other in after):
            continue
        kept.insert(place, reading)
    return kept


def _between(text: str, cut: Sequence[Word], fixed: Sequence[Reading]) -> list[Word]:
    """The words outside the fixed readings; what is left of one that was cut is cut anew."""
    left: list[Word] = []
    place = 0
    number = 0
    for word in cut:
        while number < len(fixed) and fixed[number].end <= word.start:
            number += 1
        untouched = number == len(fixed) or fixed[number].start >= word.end
        if untouched and word.start >= place:
            left.append(word)
            continue
        place = max(place, word.start)
        at = number
        while at < len(fixed) and fixed[at].start < word.end:
            left.extend(_anew(text, place, fixed[at].start))
            place = fixed[at].end
            at += 1
        left.extend(_anew(text, place, word.end))
    return left


def _anew(text: str, start: int, end: int) -> Iterator[Word]:
    for word in words(text[start:end]) if start < end else ():
        yield word._replace(start=word.start + start, end=word.end + start)
