"""Moments as officers read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from syncd.console.moments import ago, lasting, local_moment, near_moment

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "ja", "en"),
    [
        (0, "0 分", "0 min"),
        (5, "5 分", "5 min"),
        (60, "1 時間", "1 hr"),
        (125, "2 時間 5 分", "2 hr 5 min"),
    ],
)
def test_how_long_it_took(minutes: int, ja: str, en: str) -> None:
    span = timedelta(minutes=minutes)
    assert (lasting(span, "ja"), lasting(span, "en")) == (ja, en)


def test_moments_are_those_of_the_organizations_clock() -> None:
    at = datetime(2026, 11, 4, 15, 30, tzinfo=UTC)
    assert near_moment(at, "ja", TOKYO, NOW) == "11月5日（木）0:30"
    assert near_moment(at, "en", TOKYO, NOW) == "Thu 5 Nov, 0:30"


def test_another_year_is_named() -> None:
    at = datetime(2025, 12, 31, 14, 59, tzinfo=UTC)
    assert near_moment(at, "ja", TOKYO, NOW) == "2025年12月31日（水） 23:59"


def test_a_deadline_at_the_end_of_a_day_is_that_day() -> None:
    at = datetime(2026, 11, 20, 14, 59, 59, tzinfo=UTC)
    assert local_moment(at, "ja", TOKYO) == "2026年11月20日（金）"


def test_how_long_ago() -> None:
    assert ago(NOW - timedelta(hours=3), "ja", NOW) == "3 時間前"
    assert ago(NOW - timedelta(days=1), "en", NOW) == "1 day ago"
