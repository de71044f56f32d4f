"""The order of a site's items: what needs an answer first, then the newest."""

from __future__ import annotations

from datetime import datetime, timedelta

from plugins.sheets import Sheet

ALARM_LASTS = timedelta(days=7)


def lists(items: list[Sheet]) -> dict[str, list[Sheet]]:
    """The lists of a site's first page, of its items, the newest first."""
    first = answer_first(items)
    asked = {item.id for item in first}
    others = [item for item in items if item.id not in asked]
    return {"answer_first": first, "items": news(others, as_of(items)), "pages": pages(others)}


def as_of(items: list[Sheet]) -> datetime | None:
    """The moment a site is ordered for: its newest item's.

    Not the moment of the build, which would make two builds of the same content differ. The phone
    orders again by its own clock.
    """
    return items[0].date if items else None


def answer_first(items: list[Sheet]) -> list[Sheet]:
    """The items still waiting for an answer, the nearest deadline first."""
    moment = as_of(items)
    waiting = [
        (until, item)
        for item in items
        if (until := item.answer_until()) and moment and until >= moment
    ]
    return [item for _, item in sorted(waiting, key=lambda pair: (pair[0], pair[1].id))]


def news(items: list[Sheet], moment: datetime | None) -> list[Sheet]:
    """The items but standing pages: fresh alarms, then the newest, what has expired last."""

    def rank(item: Sheet) -> tuple[bool, bool, float, str]:
        expired = bool(moment and item.expires and item.expires < moment)
        alarm = bool(moment and item.priority == "emergency" and item.date >= moment - ALARM_LASTS)
        return expired, not alarm or expired, -item.date.timestamp(), item.id

    return sorted((item for item in items if item.kind != "page"), key=rank)


def pages(items: list[Sheet]) -> list[Sheet]:
    """The standing pages, by title."""
    found = [item for item in items if item.kind == "page"]
    return sorted(found, key=lambda item: (item.title, item.id))


def months(items: list[Sheet]) -> list[tuple[datetime, list[Sheet]]]:
    """The events by month, from the month before the newest item's on."""
    moment = as_of(items)
    found: dict[tuple[int, int], list[tuple[datetime, Sheet]]] = {}
    for item in items:
        starts = item.starts
        if starts and moment and starts >= moment - timedelta(days=moment.day + 31):
            found.setdefault((starts.year, starts.month), []).append((starts, item))
    return [
        (min(starts for starts, _ in entries), [item for _, item in sorted(entries, key=_start)])
        for _, entries in sorted(found.items())
    ]


def _start(entry: tuple[datetime, Sheet]) -> tuple[datetime, str]:
    return entry[0], entry[1].id
