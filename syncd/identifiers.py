"""Identifiers of what the daemon makes: ULIDs, which sort by the moment they were made."""

from datetime import datetime

from ulid import ULID


def new_id(now: datetime) -> str:
    return str(ULID.from_datetime(now))
