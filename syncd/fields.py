"""Types of what clients send, each checked once and described by the same words in OpenAPI."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    StringConstraints,
)

ULID_PATTERN = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
LARGEST_INTEGER = 2**53 - 1  # what every JSON reader keeps exactly
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)", re.ASCII
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def _storable(text: str) -> str:
    # PostgreSQL has no NUL in text; SQLite would cut there in places.
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _date_time(value: object) -> object:
    # Without this a number, or a text of digits, would be taken for seconds since 1970.
    if isinstance(value, datetime) or (isinstance(value, str) and _DATE_TIME.fullmatch(value)):
        return value
    raise ValueError("is not a moment such as 2026-11-01T08:00:00+09:00")


def _storable_year(moment: datetime) -> datetime:
    # Moments near the calendar's ends leave it when shifted between timezones.
    if not 1970 <= moment.year <= 9000:
        raise ValueError("is not between the years 1970 and 9000")
    return moment


def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError("is not a language tag such as ja, en or zh-Hant")
    return tag


Name = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_storable)]
Text = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_storable)]
Ulid = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
Moment = Annotated[
    AwareDatetime,
    Field(strict=False),
    AfterValidator(_storable_year),
    BeforeValidator(_date_time),
]
Language = Annotated[str, StringConstraints(max_length=8), AfterValidator(_language)]
# What we write: always UTC.
WrittenMoment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
