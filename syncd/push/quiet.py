"""Quiet hours: until when an ordinary push waits."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

Quiet = tuple[int, int]  # minutes of the day from which and to which it is quiet


def due_after(now: datetime, quiet: Quiet | None, timezone: str) -> datetime:
    """``now``, or the end of the quiet hours ``now`` lies in, by the clock on the wall.

    The end itself is not quiet. Hours that begin and end at the same minute are none.
    """
    if quiet is None or quiet[0] == quiet[1]:
        return now
    begin, end = quiet
    local = now.astimezone(ZoneInfo(timezone))
    minute = local.hour * 60 + local.minute
    if begin < end:
        is_quiet, ends_tomorrow = begin <= minute < end, False
    else:
        is_quiet, ends_tomorrow = minute >= begin or minute < end, minute >= begin
    if not is_quiet:
        return now
    day = local.date() + timedelta(days=1 if ends_tomorrow else 0)
    wall = datetime.combine(day, time(end // 60, end % 60), local.tzinfo)
    return wall.astimezone(now.tzinfo)
