"""Counted things in a text: where numbers stand with counters, and weekdays, and how to read them.

Digits are read by everyone, so of 8時 and 1本 the counter alone gets a reading (じ, ぽん), save where
both are one word (1日 ついたち, 20日 はつか, 1人 ひとり). A number in kanji gets its reading together
with the counter's: 一丁目 いっちょうめ. Choices where usage differs: 20歳 is さい, but はたち of the
ceremony (つどい); 1日 is ついたち of a date, いちにち of a length of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.reading.counters import LONGEST, READINGS, counted, counter_reading, fused
from plugins.reading.numerals import arabic, ending, kanji_number, spoken
from plugins.reading.weekdays import weekdays
from plugins.reading.words import NUMERAL, Reading, Word

NUMBER = re.compile(
    r"(?P<arabic>[0-9０-９]+(?:[.,．，][0-9０-９]+)*)(?P<units>[百千万億兆]*)"
    r"|(?P<kanji>[〇一二三四五六七八九十百千万億兆]+|何)"
)
UNITS = {"百": "ひゃく", "千": "せん", "万": "まん", "億": "おく", "兆": "ちょう"}
UNITS_AFTER = {
    ("百", "3"): "びゃく",
    ("百", "6"): "ぴゃく",
    ("百", "8"): "ぴゃく",
    ("千", "3"): "ぜん",
}
UNIT_ENDINGS = {"百": "100", "千": "1000"}
# What may follow a counter (any, or these), and how it is read there.
TAILS: dict[str, tuple[str, str]] = {
    "間": ("かん", ""), "目": ("め", ""), "分": ("ぶん", ""), "前": ("まえ", ""), "後": ("ご", ""),
    "用": ("よう", ""), "弱": ("じゃく", ""), "強": ("きょう", ""), "中": ("ちゅう", ""), "制": ("せい", ""),
    "頃": ("ごろ", ""), "半": ("はん", "時間年月"), "末": ("まつ", "月年期"), "付": ("づけ", "日"),
    "台": ("だい", "時円番歳"), "組": ("ぐみ", "人"), "毎": ("ごと", ""),
}  # fmt: skip
DATED_BEFORE = re.compile(r"(?:月|月の|元日|[0-9０-９]日[・、,，と])$")
DATED_AFTER = re.compile(r"\s*[（(][月火水木金土日元]|[・、,，と][0-9０-９]{1,2}日|付|号|現在")
ROUGHLY = re.compile("(?<![月0-9０-９])[0-9０-９一二三四五六七八九][、,]$")  # 2、3日 is にさんにち
CEREMONY = re.compile("[のを](?:つどい|集い|祝)")
FRACTION = re.compile("の[0-9０-９一二三四五六七八九十]")


def counted_things(text: str, words: Sequence[Word]) -> list[Reading]:
    """The readings of numbers, counters and weekdays, in order; ``words`` are those of the text."""
    found = _Numbers(text, words).readings() if NUMBER.search(text) else []
    return sorted([*found, *weekdays(text)])


class _Numbers:
    """The numbers of one text, and where its words begin and end."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.ends = {word.end for word in words}
        for word in words:
            if word.part[1] == NUMERAL:  # 12万3 is one word
                self.ends.update(range(word.start + 1, word.end))
        self.starts = {word.start: word for word in words}

    def readings(self) -> Iterator[Reading]:
        for match in NUMBER.finditer(self.text):
            yield from self._in_digits(match) if match["arabic"] else self._in_kanji(match)

    def _in_digits(self, match: re.Match[str]) -> Iterator[Reading]:
        number, units = arabic(match["arabic"]), match["units"]
        end = ending(number)
        if units:
            if match.end() not in self.ends:
                return
            first = UNITS_AFTER.get((units[0], end), UNITS[units[0]])
            yield Reading(*match.span("units"), first + "".join(UNITS[unit] for unit in units[1:]))
            number, end = "", UNIT_ENDINGS.get(units[-1], "万")
        counter = self._counter(match.end())
        if counter:
            one_word = self._one_word(number.lstrip("0"), counter, match)
            place = match.end() + len(counter)
            begin = match.start() if one_word else match.end()
            if self._is_fraction(counter, place):
                one_word = "ぶん"
            yield Reading(begin, place, one_word or counter_reading(counter, end))
            yield from self._tails(number, place)

    def _in_kanji(self, match: re.Match[str]) -> Iterator[Reading]:
        kanji = match["kanji"]
        value = kanji_number(kanji)
        if not self._is_number(match) or (value is None and kanji != "何"):
            return
        number = kanji if value is None else str(value)
        counter = self._counter(match.end())
        place = match.end() + len(counter)
        if self._is_fraction(counter, place) and value is not None:
            yield Reading(match.start(), place, spoken(value) + "ぶん")
        elif counter:
            said = self._one_word(number, counter, match) or counted(number, counter)
            yield Reading(match.start(), place, said)
            yield from self._tails(number, place)
        elif value is not None:
            things = fused(number, "つ") if self.text.startswith("つ", match.end()) else ""
            yield Reading(*match.span(), things.removesuffix("つ") or spoken(value))

    def _is_number(self, match: re.Match[str]) -> bool:
        """Whether the kanji are words of their own, and numbers: not those of 千葉 or 十分."""
        if match.end() not in self.ends:
            return False
        place = match.start()
        while place < match.end():
            word = self.starts.get(place)
            if word is None or not (word.part[1] == NUMERAL or word.surface == "何"):
                return False
            place = word.end
        return True

    def _counter(self, place: int) -> str:
        """The longest counter at a place that does not cut a word: none in 2部屋長 or 5年金."""
        for length in range(LONGEST, 0, -1):
            counter, end = self.text[place : place + length], place + length
            known = counter in READINGS and len(counter) == length
            if known and (end in self.ends or self._tail(end)):
                return counter
        return ""

    def _tail(self, place: int) -> str:
        tail = self.text[place : place + 1]
        if tail not in TAILS or place + 1 not in self.ends:
            return ""
        reading, after = TAILS[tail]
        return reading if not after or self.text[place - 1] in after else ""

    def _tails(self, number: str, place: int) -> Iterator[Reading]:
        reading = self._tail(place)
        while reading:
            if self.text[place - 1 : place + 1] in {"日中", "年中"} and number == "1":
                reading = "じゅう"
            yield Reading(place, place + 1, reading)
            place += 1
            reading = self._tail(place)

    def _one_word(self, number: str, counter: str, match: re.Match[str]) -> str:
        """What number and counter are together where they are one word, as only the text tells."""
        after = match.end() + len(counter)
        before = self.text[max(0, match.start() - 4) : match.start()]
        if counter == "日" and ROUGHLY.search(before):
            return spoken(int(number)) + "にち" if match["kanji"] else ""
        if (number, counter) == ("1", "日"):
            dated = DATED_BEFORE.search(before) or DATED_AFTER.match(self.text, after)
            return "ついたち" if dated else ""
        if number == "20" and counter in {"歳", "才"} and CEREMONY.match(self.text, after):
            return "はたち"
        return fused(number, counter)

    def _is_fraction(self, counter: str, place: int) -> bool:
        return counter == "分" and FRACTION.match(self.text, place) is not None
