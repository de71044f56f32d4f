"""The order of a site's items: what needs an answer first, then the newest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from plugins.city import Item

ALARM_LASTS = timedelta(days=7)


def as_of(items: Iterable[Item]) -> datetime | None:
    """The moment a site is ordered for: its newest item's.

    Not the moment of the build, which would make two builds of the same content differ. The phone
    orders again by its own clock.
    """
    return max((item.circular.date for item in items), default=None)


def answer_first(items: list[Item]) -> list[Item]:
    """The items still waiting for an answer, the nearest deadline first."""
    moment = as_of(items)
    waiting = [
        (until, item)
        for item in items
        if (until := item.circular.needs_answer_until()) and moment and until >= moment
    ]
    return [item for _, item in sorted(waiting, key=lambda pair: (pair[0], pair[1].id))]


def news(items: list[Item]) -> list[Item]:
    """The other items but standing pages: fresh alarms, then the newest, what has expired last."""
    moment = as_of(items)
    first = {item.id for item in answer_first(items)}
    rest = [item for item in items if item.id not in first and item.circular.kind != "page"]

    def rank(item: Item) -> tuple[bool, bool, float, str]:
        circular = item.circular
        expired = bool(moment and circular.expires and circular.expires < moment)
        alarm = bool(
            moment and circular.priority == "emergency" and circular.date >= moment - ALARM_LASTS
        )
        return (expired, not alarm or expired, -circular.date.timestamp(), item.id)

    return sorted(rest, key=rank)


def pages(items: list[Item]) -> list[Item]:
    """The standing pages, by title."""
    found = [item for item in items if item.circular.kind == "page"]
    return sorted(found, key=lambda item: (item.circular.wordings["ja"].title, item.id))


def months(items: list[Item]) -> list[tuple[datetime, list[Item]]]:
    """The events by month, from the month before the newest item's on."""
    moment = as_of(items)
    found: dict[tuple[int, int], list[tuple[datetime, Item]]] = {}
    for item in items:
        starts = item.circular.starts
        if starts and moment and starts >= moment - timedelta(days=moment.day + 31):
            found.setdefault((starts.year, starts.month), []).append((starts, item))
    return [
        (min(starts for starts, _ in entries), [item for _, item in sorted(entries, key=_start)])
        for _, entries in sorted(found.items())
    ]


def _start(entry: tuple[datetime, Item]) -> tuple[datetime, str]:
    return entry[0], entry[1].id
