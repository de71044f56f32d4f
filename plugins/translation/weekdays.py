"""Weekdays without a date: 毎週月・木曜日, 月〜金, 第2・第4土曜日."""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel.lists import format_list

from plugins.languages import EASY, Language
from plugins.translation.dates import WEEKDAYS
from plugins.translation.numerals import HYPHEN, WAVE, folded
from plugins.translation.words import locale, ordinal, word

_APART = "(?:(?<![一-龥々0-9])|(?<=[週毎]))"  # 祝日 is no Sunday, 月 of 3月 no Monday
_DAY = f"[{WEEKDAYS}]"
_NAMED = f"{_DAY}曜日?"
_AND = r"\s?[・、,と]\s?"
_ITEM = f"{_DAY}(?:{_AND}{_DAY})*曜日?"
_MORE = f"(?:{_AND}{_ITEM})*"
_PAIR = f"(?:{_DAY}(?:・{_DAY})+|土日)(?![一-龥々])"
_TO = rf"\s?(?:{WAVE}|{HYPHEN})\s?"
_LETTER = "[一-龥々A-Za-z]|[ぁ-ん](?<![はにのがでも])"
PATTERN = (
    rf"(?:第\s?(?P<nth>[1-5](?:{_AND}第?\s?[1-5])*)\s?(?:の|週の)?\s?"
    rf"(?P<which>{_ITEM}{_MORE}|{_DAY}(?!{_LETTER}))"
    rf"|{_APART}(?P<first>{_DAY})(?:曜日?)?{_TO}(?P<last>{_DAY})(?:曜日?|(?![一-龥々]))(?:まで)?"
    rf"|(?P<start>{_DAY})曜日?から(?P<end>{_DAY})曜日?まで"
    rf"|(?P<listed>(?:{_NAMED}|{_APART}{_ITEM}){_MORE}|{_APART}(?:土日(?=祝)|{_PAIR})))"
)


@dataclass(frozen=True)
class Weekdays:
    """``nth`` are which of the month; ``span`` whether the two days are a first and a last."""

    source: str
    days: tuple[int, ...]
    nth: tuple[int, ...] = ()
    span: bool = False

    def written(self, language: Language) -> str:
        if language.code == EASY:
            return self._easy()
        wide = locale(language).days["format"]["wide"]
        names = [str(wide[day]) for day in self.days]
        if self.span:
            return " – ".join(names)
        listed = format_list(names, locale=language.locale)
        if not self.nth:
            return listed
        numbers = format_list([self._which(n, language) for n in self.nth], locale=language.locale)
        return word("nth", language, n=numbers, weekday=listed) or folded(self.source)

    def _which(self, nth: int, language: Language) -> str:
        if language.code == "pt-BR":  # sábado and domingo are masculine
            return f"{nth}{'º' if self.days[0] >= 5 else 'ª'}"
        forms = {"en": ordinal(nth), "ko": f"{nth}번째", "tl": f"ika-{nth}", "ne": f"{nth}औँ"}
        return forms.get(language.code) or {"vi": f"thứ {nth}", "id": f"ke-{nth}"}.get(
            language.code, str(nth)
        )

    def _easy(self) -> str:
        names = [f"{WEEKDAYS[day]}曜日" for day in self.days]
        if self.span:
            return f"{names[0]}から{names[1]}まで"
        return "・".join(f"第{nth}" for nth in self.nth) + "・".join(names)


def read(match: re.Match[str], source: str) -> Weekdays | None:
    """The weekdays a folded text has at a match."""
    first, last = match["first"] or match["start"], match["last"] or match["end"]
    if first:
        return Weekdays(source, (WEEKDAYS.index(first), WEEKDAYS.index(last)), span=True)
    said = re.sub("曜日?", "", match["listed"] or match["which"])
    days = tuple(WEEKDAYS.index(char) for char in said if char in WEEKDAYS)
    return Weekdays(source, days, tuple(map(int, re.findall("[0-9]", match["nth"] or ""))))
