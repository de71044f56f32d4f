"""Okurigana: of a word's reading, what belongs to its kanji and what its own kana say."""

from __future__ import annotations

import re
from functools import lru_cache

from plugins.reading.words import hiragana

# 々〆〇 stand for kanji; so do ヶ and ヵ between them, which are read か or が.
KANJI = "々〆〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003134f"
HAS_KANJI = re.compile(f"[{KANJI}]")
# Digits in a word with kanji are read with them: 1人暮らし is ひとりぐ and らし.
RUN = re.compile(f"[{KANJI}0-9０-９]+")
RUN_WITH_KE = re.compile(f"[{KANJI}0-9０-９ヶヵケカが]*[{KANJI}]+[{KANJI}ヶヵケ]*")


@lru_cache(maxsize=50_000)
def kanji_readings(surface: str, reading: str) -> tuple[tuple[int, int, str], ...]:
    """Each run of kanji of a word, as start, end and reading: 取り扱い is 取 と, 扱 あつか.

    Where the kana do not fit the reading, all from the first kanji to the last is one run.
    Empty when there are no kanji or the reading says nothing.
    """
    if not reading or not HAS_KANJI.search(surface):
        return ()
    for run in (RUN, RUN_WITH_KE):
        found = _matched(surface, reading, run)
        if found:
            return found
    return _as_one(surface, reading)


def fits(surface: str, reading: str) -> bool:
    """Whether the kana of a word are in its reading where they ought to be."""
    return any(_matched(surface, reading, run) for run in (RUN, RUN_WITH_KE))


def _matched(surface: str, reading: str, run: re.Pattern[str]) -> tuple[tuple[int, int, str], ...]:
    runs = [match.span() for match in run.finditer(surface)]
    pattern, place = "", 0
    for start, end in runs:
        pattern += re.escape(hiragana(surface[place:start])) + "(.+?)"
        place = end
    match = re.fullmatch(pattern + re.escape(hiragana(surface[place:])), reading)
    if not match:
        return ()
    return tuple((*span, said) for span, said in zip(runs, match.groups(), strict=True))


def _as_one(surface: str, reading: str) -> tuple[tuple[int, int, str], ...]:
    """The kanji with the kana between them, less the kana that both begin and end with."""
    kana = hiragana(surface)
    places = [match.start() for match in HAS_KANJI.finditer(surface)]
    start, end = places[0], places[-1] + 1
    before, after = kana[:start], kana[end:]
    if not reading.startswith(before) or not reading.endswith(after):
        return ()
    said = reading[len(before) : len(reading) - len(after)]
    return ((start, end, said),) if said else ()
