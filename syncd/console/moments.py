"""Moments as officers read them: in the organization's timezone, near ones without the year."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta
from babel.units import format_unit

from plugins import interface
from plugins.locales import locale

SHORT = {"ja": "M月d日（E）H:mm", "en": "EEE d MMM, H:mm"}


def local_moment(value: datetime, language: str, timezone: ZoneInfo) -> str:
    """Day and time with the year; the day alone for its very end, as deadlines are written."""
    return interface.moment(value.astimezone(timezone), language)


def near_moment(value: datetime, language: str, timezone: ZoneInfo, now: datetime) -> str:
    """Day and time; the year only when it is another one than now."""
    value = value.astimezone(timezone)
    if value.year != now.astimezone(timezone).year:
        return f"{interface.day(value, language)} {interface.clock(value, language)}"
    return format_datetime(value, SHORT[language], locale=locale(language))


def local_day(value: datetime, language: str, timezone: ZoneInfo) -> str:
    return interface.day(value.astimezone(timezone), language)


def ago(value: datetime, language: str, now: datetime) -> str:
    """How long ago, in one unit: 3時間前, 3 hours ago."""
    return format_timedelta(
        value - now, add_direction=True, threshold=0.99, locale=locale(language)
    )


def lasting(span: timedelta, language: str) -> str:
    """How long it took, to the minute: 2 時間 5 分, 2 hr 5 min."""
    minutes = round(span.total_seconds() / 60)
    parts = [(minutes // 60, "hour"), (minutes % 60, "minute")]
    shown = [(number, unit) for number, unit in parts if number] or [(0, "minute")]
    # Babel has no long forms of these in Japanese.
    words = [
        format_unit(n, f"duration-{unit}", length="short", locale=locale(language))
        for n, unit in shown
    ]
    return " ".join(words)
