"""Words: what the generated circulars are made of, one file a language in ``words/``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("ja", "en", "zh-Hans", "vi", "pt-BR", "ko", "tl", "ne", "id")
FALLBACK = "en"

# Issued over two years up to here. Fixed, so that a seed gives the same bytes on any day.
LATEST = date(2026, 11, 20)
DAYS_OF_ISSUE = 730
DAYS_AFTER = 200  # what is announced lies at most so many days after the latest issue


@dataclass(frozen=True)
class Words:
    """Phrases with ``{place}``-like gaps. ``days`` has the name of each day of the calendar, by
    its distance from the first day of issue."""

    language: str
    separator: str
    days: tuple[str, ...]
    things: list[str]
    places: list[str]
    who: list[str]
    bring: list[str]
    costs: list[str]
    headings: list[str]
    captions: list[str]
    footnotes: list[str]
    links: list[str]
    contact: str
    unit: str
    hour: str
    duty: list[str]
    cost: list[str]
    summary: str
    sentences: list[str]
    terms: list[list[str]]
    asks: list[list[str]]
    titles: dict[str, list[str]]


@cache
def words(language: str) -> Words:
    """The words of a language; what its file leaves out is English."""
    given = {**_file(FALLBACK), **_file(language)}
    weekdays, months, pattern = (given.pop(key) for key in ("weekdays", "months", "day"))
    days = tuple(
        pattern.format(
            month=day.month,
            monthname=months[day.month - 1],
            day=day.day,
            weekday=weekdays[day.weekday()],
        )
        for day in map(day_of, range(DAYS_OF_ISSUE + DAYS_AFTER))
    )
    return Words(language=language, days=days, **given)


def day_of(distance: int) -> date:
    """The day so many days after the first day of issue."""
    return LATEST + timedelta(days=distance - DAYS_OF_ISSUE)


def _file(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
