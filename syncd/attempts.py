"""Attempts: how often something may be guessed wrong, counted in windows of fixed length."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, update

from syncd.store.tables import attempts
from syncd.store.upsert import insert_or


def window_end(now: datetime, seconds: int) -> datetime:
    """The end of the window ``now`` lies in; windows begin at multiples of their length."""
    return datetime.fromtimestamp((math.floor(now.timestamp() / seconds) + 1) * seconds, UTC)


def take(
    connection: Connection, limits: Mapping[str, int], seconds: int, now: datetime
) -> int | None:
    """Count one attempt in every bucket; the seconds to wait if any bucket is over its limit.

    The counts are one statement each, so that attempts made side by side cannot slip through.
    """
    ends_at = window_end(now, seconds)
    over = False
    for bucket, limit in limits.items():
        counted = insert_or(connection, attempts).values(bucket=bucket, ends_at=ends_at, count=1)
        counted = counted.on_conflict_do_update(
            index_elements=["bucket", "ends_at"], set_={"count": attempts.c.count + 1}
        )
        count = connection.scalar(counted.returning(attempts.c.count))
        over = over or count > limit
    return math.ceil((ends_at - now).total_seconds()) if over else None


def give_back(
    connection: Connection, limits: Mapping[str, int], seconds: int, now: datetime
) -> None:
    """Uncount an attempt that turned out right: only wrong ones are limited."""
    connection.execute(
        update(attempts)
        .where(attempts.c.bucket.in_(limits), attempts.c.ends_at == window_end(now, seconds))
        .values(count=attempts.c.count - 1)
    )


def forget(connection: Connection, now: datetime) -> None:
    """Remove the counts of windows that have ended."""
    connection.execute(delete(attempts).where(attempts.c.ends_at < now))
