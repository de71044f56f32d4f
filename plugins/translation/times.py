"""Times: an hour and a minute, and whether it is known which half of the day they are in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from babel.dates import format_time

from plugins.languages import EASY, Language
from plugins.translation.numerals import KANJI, number
from plugins.translation.words import locale, word

_HALF = r"(?:(?:午前|午後)の?\s?|(?<![A-Za-z])[AaPp]\.?[Mm]\.?\s?)"
_WORD_END = "(?![間計価期点代報給限速効])"
TIME = (
    rf"(?:{_HALF}?(?<![0-9:.])(?:[0-9]{{1,2}}時{_WORD_END}(?:\s?[0-5]?[0-9]分(?!の[0-9])|半)?"
    rf"|[0-9]{{1,2}}:[0-5][0-9](?![0-9:])(?:\s?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?)"
    rf"|(?:午前|午後)の?\s?(?:{KANJI}{{1,3}}時{_WORD_END}(?:{KANJI}{{1,3}}分|半)?)"
    r"|正午)"
)
_PARTS = re.compile(
    rf"(?P<half>{_HALF})?(?P<hour>[0-9]+|{KANJI}+)(?:時|:)\s?"
    rf"(?:(?P<minute>[0-9]+|{KANJI}+)分?|(?P<thirty>半))?(?:\s?(?P<after>[AaPp])\.?[Mm]\.?)?"
)
# An hour past noon beside it shows that hours are counted to 24.
_TO_24 = re.compile(
    r"(?<![0-9:.前後])(?:1[3-9]|2[0-4]|0[0-9])(?:時(?!間)|:[0-5][0-9])|[0-9]{4}-[0-9]{2}-"
)
_MORNING = re.compile(r"(?:朝|早朝|明け方|未明)(?:の|は)?\s?$")
_EVENING = re.compile(r"(?:夜|夕|夕方|夕刻|晩|昼過ぎ|深夜|真夜中)(?:の|は)?\s?$")


@dataclass(frozen=True)
class Time:
    """``sure`` when the half of the day is known; hours are counted to 24 then.

    4時 alone may mean the afternoon. It is written as the clock shows it, 4:00, never as 4 AM.
    """

    hour: int
    minute: int = 0
    sure: bool = True

    def written(self, language: Language) -> str:
        if language.code == EASY:
            return self._easy()
        pattern = str(locale(language).time_formats["short"].pattern)
        to_twelve = bool(re.search("[hK]", pattern))
        if self.hour == 24:
            return (to_twelve and word("day-end", language)) or self._clock(language, "24")
        if not self.sure:
            return self._clock(language, str(self.hour))
        exact = "" if self.minute else {0: "midnight", 12: "noon"}.get(self.hour, "")
        if to_twelve and exact and (text := word(exact, language)):
            return text
        full = re.sub("a+", "aaaa", pattern)
        return format_time(self._time(), full, locale=language.locale).replace("\u202f", " ")

    def _clock(self, language: Language, hour: str) -> str:
        separator = "." if "." in locale(language).time_formats["short"].pattern else ":"
        return f"{hour}{separator}{self.minute:02}"

    def _time(self) -> time:
        return time(self.hour, self.minute)

    def _easy(self) -> str:
        minute = f"{self.minute}分" if self.minute else ""
        if not self.sure:
            return f"{self.hour}時{minute}"
        if self.hour == 24:
            return "夜の12時"
        if self.hour == 12:
            return f"昼の12時{minute}"
        return f"午{'前' if self.hour < 12 else '後'}{self.hour % 12}時{minute}"


def read(text: str, around: str = "", before: str = "") -> Time | None:
    """The time a folded text is, with the segment around it and what stands before it.

    None when there is no such time, and for 午前12時 and 午後12時, which people take either way.
    """
    if text == "正午":
        return Time(12)
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    hour = int(number(match["hour"]))
    minute = 30 if match["thirty"] else int(number(match["minute"] or "0"))
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    said = match["half"] or match["after"]
    if said:
        late = "後" in said or said[0] in "pP"
        if hour == 12 and (not minute or not late):
            return None
        return Time(hour + 12 if late and hour < 12 else hour, minute)
    if 1 <= hour <= 12 and _EVENING.search(before):
        return _evening(hour, minute, before)
    morning = hour < 12 and _MORNING.search(before)
    return Time(hour, minute, bool(hour == 0 or hour > 12 or morning or _TO_24.search(around)))


def _evening(hour: int, minute: int, before: str) -> Time:
    """夜7時 is 19:00; 夜12時 and 深夜1時 are left as the clock shows them."""
    if hour < 5 or hour == 12 or "深夜" in before or "真夜中" in before:
        return Time(hour, minute, sure=False)
    return Time(hour + 12, minute)
