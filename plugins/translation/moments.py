"""Moments: a date, a time, or both, and the spans between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plugins.languages import EASY, Language
from plugins.translation import dates, times
from plugins.translation.dates import Date
from plugins.translation.figures import Code, Thing
from plugins.translation.numerals import HYPHEN, WAVE, folded
from plugins.translation.times import Time
from plugins.translation.words import locale

POINT = rf"(?:{dates.DAY}(?:の|\s)?\s?{times.TIME}|{dates.DATE}|{times.TIME})"
_UNFINISHED = r"(?:[0-9]{1,2}月[0-9]{1,2}|(?:午前|午後)?[0-9]{1,2}|(?:19|20)[0-9]{2})"
_TO = rf"\s?(?:{WAVE}|{HYPHEN})\s?"
SPAN = (
    rf"(?:(?P<first>{POINT}){_TO}(?P<last>{POINT})(?:まで)?"
    rf"|(?P<start>{POINT})から(?P<end>{POINT})(?:まで|(?=の(?:間|あいだ)))"
    rf"|(?P<short>{_UNFINISHED}){_TO}(?P<whole>{POINT})(?:まで)?)"
)
OPEN_SPAN = rf"(?P<from>{POINT})\s?{WAVE}(?=[\s、。)）」|]|$)"

_POINT = re.compile(rf"(?P<day>{dates.DAY}|{dates.DATE})?(?:の|\s)?\s?(?P<time>{times.TIME})?")
_DAY_ALONE = re.compile("[0-9]{1,2}日")
# What tells 3日 "three days" from 3日 "the third".
_DURATION_AFTER = re.compile(
    "間|以内|前|後|目|ほど|程|くらい|ぐらい|分|ごと|毎|おき|あたり|当たり|以上|未満|余|かか|がかり|連続"
    "|置|たて|たっ|たち|足|[0-9]|に(?:つき|[0-9一二]+[回度](?!目))"
)
_DURATION_BEFORE = re.compile(
    "(?:約|およそ|計|最長|最大|延べ|のべ|合計|毎月|月に|週に|年に|うち|あと|残り|残りは|丸|まる)$"
)
_EITHER_AFTER = re.compile("で(?!す)")
_DAY_BEFORE = re.compile(r"(?:[日)]|月)\s?(?:[・、,と]|及び|および|または|又は)\s?$")


@dataclass(frozen=True)
class Moment:
    source: str
    date: Date | None = None
    time: Time | None = None

    def written(self, language: Language) -> str:
        parts = [part.written(language) for part in (self.date, self.time) if part]
        if len(parts) == 1 or language.code == EASY:
            return "".join(parts)
        pattern = str(locale(language).datetime_formats["medium"]).replace("'", "")
        return pattern.format(parts[1], parts[0])


@dataclass(frozen=True)
class Span:
    """From one moment to another; an open one has no last."""

    source: str
    first: Moment
    last: Moment | None = None

    def written(self, language: Language) -> str:
        first = self.first.written(language)
        last = self.last.written(language) if self.last else ""
        if language.code == EASY:
            return f"{first}から{last}まで" if last else f"{first}から"
        return f"{first} – {last}".rstrip()


def read(match: re.Match[str], source: str) -> Thing | None:
    """The moment a folded text has at a match; None for a day that may be a number of days.

    A day there is not, 2月30日, and a year that is two, 令和8年（2027年）, stay as written.
    """
    text, before, after = match[0], match.string[: match.start()], match.string[match.end() :]
    if _DAY_ALONE.fullmatch(text) and duration(text, before, after) is not False:
        return None
    if re.fullmatch("[0-9]+/[0-9]+", text) and _is_fraction(text):
        return None
    found = point(text, match.string, before, source)
    return found if found or not re.search("[日)]$", text) else Code(source)


def read_span(match: re.Match[str], source: str) -> Span | None:
    """The span a folded text has at a match."""
    around, before = match.string, match.string[: match.start()]
    groups = match.groupdict()
    if opening := groups.get("from"):
        first, last = opening, None
    else:
        first = groups["first"] or groups["start"] or groups["short"]
        last = groups["last"] or groups["end"] or groups["whole"]
    if groups.get("short"):
        if re.fullmatch("[0-9]+", first) and _DAY_ALONE.fullmatch(last or ""):
            return None  # 2〜3日 is rather two or three days
        first += next((unit for unit in "日月年" if unit in (last or "")), "時")
    begin = point(first, around, before, first)
    if last is None:
        return Span(source, begin) if begin and not _DAY_ALONE.fullmatch(first) else None
    end = point(last, around, before + first, last)
    if not begin or not end:
        return None
    if begin.time and begin.time.sure and end.time and not end.time.sure:
        end = replace(end, time=_same_half(begin.time, end.time))
    return Span(source, begin, end)


def point(text: str, around: str, before: str, source: str) -> Moment | None:
    """The moment a folded text is; None when there is none such."""
    match = _POINT.fullmatch(text)
    if not match or not (match["day"] or match["time"]):
        return None
    date = dates.read(match["day"]) if match["day"] else None
    before += text[: match.start("time")] if match["time"] else ""
    time = times.read(match["time"], around, before) if match["time"] else None
    if bool(match["day"]) != bool(date) or bool(match["time"]) != bool(time):
        return None
    return Moment(source, date, time)


def duration(text: str, before: str, after: str) -> bool | None:
    """Whether 3日 is three days; None when it may be the third as well."""
    days = int(folded(text).removesuffix("日"))
    if not 1 <= days <= 31 or _DURATION_BEFORE.search(before) or _DURATION_AFTER.match(after):
        return True
    if _DAY_BEFORE.search(before):
        return False
    return None if _EITHER_AFTER.match(after) and days <= 10 else False


def _same_half(first: Time, last: Time) -> Time:
    """午後1時〜3時 ends at 15:00; 午前10時〜3時 ends nobody knows when."""
    if first.hour % 12 >= last.hour or last.hour >= 12:
        return last
    return Time(last.hour + (12 if first.hour >= 12 else 0), last.minute)


def _is_fraction(text: str) -> bool:
    part, whole = map(int, text.split("/"))
    return part < whole <= 10
