"""Types of what clients send, each checked once and described by the same words in OpenAPI."""

import re
from datetime import UTC, datetime
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
# PostgreSQL has no NUL in text; SQLite would cut there in places.
_STORABLE = r"^[^\x00]*$"
_LANGUAGE = "^([a-z]{2,3}(-[A-Za-z]{2,4})?|easy)$"
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)


def _date_time(value: object) -> object:
    # Without this a number, or a text of digits, would be taken for seconds since 1970.
    if isinstance(value, datetime) or (isinstance(value, str) and _DATE_TIME.fullmatch(value)):
        return value
    raise ValueError("is not a moment such as 2026-11-01T08:00:00+09:00")


def _shiftable(moment: datetime) -> datetime:
    # Moments near the calendar's ends leave it when shifted between timezones. Nobody believes a
    # clock that says such a year, so that any other unbelievable one will do.
    if moment.year < _EARLIEST.year:
        return _EARLIEST
    return _LATEST if moment.year >= _LATEST.year else moment


def whole(value: object) -> object:
    # To JSON, and to makers of small devices, 5.0 is an integer.
    return int(value) if isinstance(value, float) and value.is_integer() else value


Name = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=_STORABLE)]
Text = Annotated[str, StringConstraints(max_length=2000, pattern=_STORABLE)]
Ulid = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
Moment = Annotated[
    AwareDatetime,
    Field(strict=False),
    AfterValidator(_shiftable),
    BeforeValidator(_date_time),
]
Language = Annotated[str, StringConstraints(pattern=_LANGUAGE)]
# What we write: always UTC.
WrittenMoment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
