"""Weekdays as notices shorten them: 22日（日） is にち, 月・水 are げつ and すい."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.reading.words import Reading

BRACKETED_DAYS = re.compile(
    r"(?<=[0-9０-９日])\s?[（(](?P<days>[月火水木金土日祝休振・、,，〜～/／–-]+)[）)]"
)
LISTED_DAYS = re.compile(
    r"(?:(?<![一-龠々])|(?<=週))(?P<days>[月火水木金土日](?:[・〜～][月火水木金土日祝])+)(?=曜|[^一-龠々]|$)"
)
WEEKDAYS = {
    "月": "げつ", "火": "か", "水": "すい", "木": "もく", "金": "きん", "土": "ど", "日": "にち", "祝": "しゅく",
    "休": "きゅう", "振": "ふり",
}  # fmt: skip


def weekdays(text: str) -> Iterator[Reading]:
    """The readings of single kanji that stand for days, in brackets after a date or in a list."""
    for pattern in (BRACKETED_DAYS, LISTED_DAYS):
        for match in pattern.finditer(text):
            for place in range(*match.span("days")):
                if text[place] in WEEKDAYS:
                    holiday = text[place - 1] in "祝休" and text[place] == "日"
                    yield Reading(place, place + 1, "じつ" if holiday else WEEKDAYS[text[place]])
