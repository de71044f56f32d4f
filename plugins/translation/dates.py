"""Dates: a year, a month, a day and its weekday, as far as the officer gave them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from plugins.languages import EASY, Language
from plugins.translation import eras
from plugins.translation.numerals import number
from plugins.translation.words import locale, ordinal, word

WEEKDAYS = "月火水木金土日"
LEAP_YEAR = 2000  # stands for a year not given; it has a 29 February

_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?![0-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_SHORT_YEAR = rf"(?:(?<![0-9])(?:19|20)[0-9]{{2}}|{eras.SHORT})"
_WEEKDAY = (
    rf"\s?(?:\((?:祝日?[・、])?[{WEEKDAYS}](?:曜日?)?(?:[・、,/\s]?(?:祝日?|休日?|振替休日|振休))?\)"
    rf"|[{WEEKDAYS}]曜日?)"
)
_END = r"(?![0-9./-]*[0-9])"
MONTH_AND_DAY = rf"(?:(?:{eras.YEAR}\s?)?{_MONTH}月\s?{_DAY}日)"
SLASHED = (
    rf"(?:{_SHORT_YEAR}(?:/{_MONTH}/{_DAY}|-{_MONTH}-{_DAY}|\.{_MONTH}\.{_DAY}){_END}"
    rf"|(?<![0-9/.-]){_MONTH}/{_DAY}{_END})"
)
# Alone, 一日 is rather "a day" and 三月 part of a name: digits only.
DAY = rf"(?:(?:{MONTH_AND_DAY}|{SLASHED}|(?=[0-9]){_DAY}日(?!曜))(?:{_WEEKDAY})?)"
MONTH = rf"(?:(?:{eras.YEAR}\s?|(?=[0-9])){_MONTH}月(?![0-9]))"
DATE = rf"(?:{DAY}|{MONTH}|{eras.YEAR})"

_PARTS = re.compile(
    rf"(?P<year>{eras.YEAR})?\s?(?:(?P<month>{_MONTH})月)?\s?(?:(?P<day>{_DAY})日)?"
    rf"(?P<weekday>{_WEEKDAY})?"
)
_SLASHES = re.compile(
    rf"(?:(?P<year>{_SHORT_YEAR})[./-])?(?P<month>{_MONTH})[./-](?P<day>{_DAY})"
    rf"(?P<weekday>{_WEEKDAY})?"
)


@dataclass(frozen=True)
class Date:
    """What was given of a date. The weekday stays the one written, be it wrong."""

    year: eras.Year | None = None
    month: int = 0
    day: int = 0
    weekday: int | None = None  # 0 is Monday
    holiday: bool = False

    def written(self, language: Language) -> str:
        text = self._easy() if language.code == EASY else self._plain(language)
        if not self.holiday:
            return text
        if language.code == EASY:
            return text.replace("）", "・祝日）") if "）" in text[-1:] else text
        return text + (word("holiday", language) or "（祝）")

    def _plain(self, language: Language) -> str:
        if not self.month and self.day:
            return self._day(language)
        pattern = self._pattern(language)
        if self.weekday is not None:
            name = locale(language).days["format"]["wide"][self.weekday]
            pattern = re.sub("E+|c{3,}", "'" + name.replace("'", "''") + "'", pattern)
        return format_date(self._any_date(), pattern, locale=language.locale)

    def _pattern(self, language: Language) -> str:
        """CLDR's pattern for the parts given, with the names in full."""
        known = locale(language)
        weekday = "E" if self.weekday is not None else ""
        if self.year and self.month and self.day:
            return str(known.date_formats["full" if weekday else "long"].pattern)
        if self.year:
            skeletons = ["yMMMM", "yMMM"] if self.month else ["y"]
        elif self.day:
            skeletons = [f"MMMM{weekday}d", f"MMM{weekday}d"]
        else:
            return "LLLL"
        for skeleton in skeletons:
            if skeleton in known.datetime_skeletons:
                pattern = str(known.datetime_skeletons[skeleton].pattern)
                return re.sub("(?<!M)M{3}(?!M)", "MMMM", re.sub("(?<!L)L{3}(?!L)", "LLLL", pattern))
        return "y-MM-dd" if self.day else "y-MM"

    def _day(self, language: Language) -> str:
        key = "day" if self.weekday is None else "weekday-day"
        name = "" if self.weekday is None else locale(language).days["format"]["wide"][self.weekday]
        text = word(key, language, n=self.day, th=ordinal(self.day), weekday=name)
        if text is None:
            text = f"{self.day} {name}".strip()
        return text

    def _any_date(self) -> date:
        return date(self.year.western if self.year else LEAP_YEAR, self.month or 1, self.day or 1)

    def _easy(self) -> str:
        text = ""
        if self.year:
            era = f"（{self.year.era}）" if self.year.era else ""
            text += f"{self.year.western}年{era}"
        text += (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")
        return text + ("" if self.weekday is None else f"（{WEEKDAYS[self.weekday]}）")


def read(text: str) -> Date | None:
    """The date a folded text is; None when there is no such day."""
    match = _PARTS.fullmatch(text) or _SLASHES.fullmatch(text)
    if not match:
        return None
    year = None
    if match["year"] and not (year := eras.year(match["year"])):
        return None
    month, day = (int(number(match[part])) if match[part] else 0 for part in ("month", "day"))
    if day and month and day > monthrange(year.western if year else LEAP_YEAR, month)[1]:
        return None
    said = match["weekday"] or ""
    weekday = next((WEEKDAYS.index(char) for char in said if char in WEEKDAYS), None)
    return Date(year, month, day, weekday, "祝" in said)
