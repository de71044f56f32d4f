"""Milestones: after how long a quarter, half and three quarters of the households had reported."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

SHARES = (25, 50, 75)


def milestones(
    first_reports: Iterable[datetime], households: int, started_at: datetime
) -> dict[int, timedelta | None]:
    """By percentage, the time from the start to the report that reached it; None if none did.

    A report that says it was made before the start counts as made at the start.
    """
    moments = sorted(first_reports)
    reached: dict[int, timedelta | None] = {}
    for share in SHARES:
        needed = max(1, ceil(households * share / 100))
        passed = moments[needed - 1] - started_at if len(moments) >= needed else None
        reached[share] = passed if passed is None else max(passed, timedelta())
    return reached
