"""Quiet hours: until when an ordinary push waits, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from syncd.push.quiet import Quiet, due_after
from tests.daemon.conftest import NOW

NIGHT, NOON = (21 * 60, 7 * 60), (12 * 60, 13 * 60)


def tokyo(day: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    ("quiet", "now", "due"),
    [
        (NIGHT, tokyo(5, "20:59"), tokyo(5, "20:59")),
        (NIGHT, tokyo(5, "21:00"), tokyo(6, "07:00")),
        (NIGHT, tokyo(5, "23:59"), tokyo(6, "07:00")),
        (NIGHT, tokyo(6, "00:00"), tokyo(6, "07:00")),
        (NIGHT, tokyo(6, "06:59"), tokyo(6, "07:00")),
        (NIGHT, tokyo(6, "07:00"), tokyo(6, "07:00")),
        (NOON, tokyo(5, "11:59"), tokyo(5, "11:59")),
        (NOON, tokyo(5, "12:30"), tokyo(5, "13:00")),
        (NOON, tokyo(5, "13:00"), tokyo(5, "13:00")),
        (NIGHT, tokyo(30, "22:00"), datetime(2026, 12, 1, 7, tzinfo=ZoneInfo("Asia/Tokyo"))),
        ((0, 0), tokyo(5, "00:00"), tokyo(5, "00:00")),
        ((NIGHT[0], NIGHT[0]), tokyo(5, "21:00"), tokyo(5, "21:00")),
        (None, tokyo(5, "03:00"), tokyo(5, "03:00")),
    ],
)
def test_what_comes_in_quiet_hours_waits_for_their_end(
    quiet: Quiet | None, now: datetime, due: datetime
) -> None:
    assert due_after(now, quiet, "Asia/Tokyo") == due
    assert due_after(now.astimezone(UTC), quiet, "Asia/Tokyo") == due


def test_the_clock_is_the_associations() -> None:
    # NOW is noon in Tokyo and three at night in London.
    assert due_after(NOW, NIGHT, "Asia/Tokyo") == NOW
    assert due_after(NOW, NIGHT, "Europe/London") == NOW.replace(hour=7)


def test_the_morning_comes_by_the_wall_when_clocks_are_changed() -> None:
    london = ZoneInfo("Europe/London")
    evening = datetime(2026, 3, 28, 22, 0, tzinfo=london)

    assert due_after(evening, NIGHT, "Europe/London") == datetime(2026, 3, 29, 6, 0, tzinfo=UTC)
