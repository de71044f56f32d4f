"""Dates: years of our era, months and days in words, weekdays written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence

BEFORE = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "R": 2018, "H": 1988, "S": 1925}
ERA = re.compile(r"(?P<era>令和|平成|昭和|大正)\s*(?P<year>元|\d{1,2})\s*年")
ERA_INITIAL = re.compile(
    r"(?<![A-Za-z0-9])(?P<era>[RHS])\s?(?P<year>\d{1,2})"
    r"(?:年|[./．／](?P<month>1[0-2]|0?[1-9])[./．／](?P<day>3[01]|[12]\d|0?[1-9])(?!\d))"
)
OURS_BEFORE = re.compile(r"\d{4}\s*年?\s*[（(〈]?\s*$")
OURS_AFTER = re.compile(r"\s*度?\s*[（(〈＝]+\s*\d{4}")
DAY = r"(?P<month>1[0-2]|0?[1-9])[/／](?P<day>3[01]|[12]\d|0?[1-9])(?![\d/／])"
SLASHED = re.compile(
    r"(?<![\d/／.])(?:(?P<year>\d{4})(?P<mark>[/／.-]))(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/／-])"
)
SLASHED_DAY = re.compile(r"(?<![\d/／.])" + DAY)
FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)}
WEEKDAY = re.compile(r"日\s*(?P<open>[（(])\s*(?P<day>[月火水木金土日])(?P<rest>[・、,]?祝?)[）)]")


def eras(sentence: Sentence) -> Iterator[Advice]:
    """令和8年 without 2026年 beside it.

    Hirosaki's guideline: 元号は使わず、西暦で書く. Both beside each other are as well.
    """
    text = sentence.text
    for match in [*ERA.finditer(text), *ERA_INITIAL.finditer(text)]:
        if OURS_BEFORE.search(text[: match.start()]) or OURS_AFTER.match(text, match.end()):
            continue
        year = BEFORE[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
        plain = f"{year}年"
        groups = match.groupdict()
        if groups.get("month"):
            plain += f"{int(groups['month'] or 0)}月{int(groups['day'] or 0)}日"
        yield Advice(
            match.start(),
            match.end(),
            "easy.era",
            f"「{match[0]}」は元号です。「{plain}」と西暦で書いてください。",
            f"'{match[0]}' is a year of an era. Write '{plain}'.",
            plain,
        )


def slashes(sentence: Sentence) -> Iterator[Advice]:
    """10/4, which is the tenth of April to many.

    Hirosaki's guideline: 日付に「/」（スラッシュ）は使わず、年月日で書く.
    """
    found = list(SLASHED.finditer(sentence.text))
    taken = [match.span() for match in found]
    for match in SLASHED_DAY.finditer(sentence.text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        sure = sentence.text[match.end() : match.end() + 1] in ("（", "(")
        if sure or (int(match["month"]), int(match["day"])) not in FRACTIONS:
            found.append(match)
    for match in found:
        groups = match.groupdict()
        year = f"{int(groups['year'] or 0)}年" if groups.get("year") else ""
        plain = f"{year}{int(match['month'])}月{int(match['day'])}日"
        yield Advice(
            match.start(),
            match.end(),
            "easy.date",
            f"「{match[0]}」は国によって読み方が違います。「{plain}」と書いてください。",
            f"'{match[0]}' is read otherwise in other countries. Write '{plain}'.",
            plain,
        )


def weekdays(sentence: Sentence) -> Iterator[Advice]:
    """4日（日）, the weekday in one character.

    The project's own: it is an abbreviation, and with furigana or read aloud 日 becomes "nichi". No
    source asks for a weekday with every date, so one that has none is let pass.
    """
    for match in WEEKDAY.finditer(sentence.text):
        plain = f"（{match['day']}曜日{match['rest'].replace('祝', '祝日')}）"
        yield Advice(
            match.start("open"),
            match.end(),
            "easy.weekday",
            f"曜日は略さずに「{plain}」と書いてください。",
            f"Write the weekday out: '{plain}'.",
            plain,
        )
