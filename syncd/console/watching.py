"""Watching: what each bulb last said, and since when it has been lit or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, select, true

from syncd.console.viewer import Viewer, named
from syncd.items.visibility import below
from syncd.store.tables import bulbs, heartbeats, households

# Longer than this without a word, and somebody should look at the equipment, or at the home.
SILENT_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class Watched:
    """A bulb. ``since`` is when it was first heard to be as it was last heard to be."""

    id: str
    name: str
    household: str | None
    unit: str | None
    label: str | None
    heard_at: datetime | None
    lit: bool | None
    since: datetime | None

    def is_silent(self, now: datetime) -> bool:
        return self.heard_at is None or now - self.heard_at > SILENT_AFTER


def watched_by(connection: Connection, viewer: Viewer) -> list[Watched]:
    """The bulbs of the organization and of groups below it; the one not heard for longest first."""
    homes = select(households).where(named(viewer)).subquery()
    rows = connection.execute(
        select(bulbs, homes.c.unit, homes.c.label)
        .outerjoin(homes, homes.c.id == bulbs.c.household)
        .where(_in_use(viewer))
    )
    found = []
    for row in rows:
        heard_at, lit, since = _last_heard(connection, row.id)
        household = row.household if row.label is not None else None
        found.append(
            Watched(row.id, row.name, household, row.unit, row.label, heard_at, lit, since)
        )
    found.sort(key=lambda one: one.name)
    found.sort(key=lambda one: one.heard_at.timestamp() if one.heard_at else 0.0)
    return found


def numbers(connection: Connection, viewer: Viewer, now: datetime) -> tuple[int, int]:
    """How many bulbs there are, and how many have not been heard from for a day."""
    heard = (
        select(heartbeats.c.id)
        .where(heartbeats.c.bulb == bulbs.c.id, heartbeats.c.at >= now - SILENT_AFTER)
        .exists()
    )
    total = connection.scalar(select(func.count()).select_from(bulbs).where(_in_use(viewer))) or 0
    silent = connection.scalar(
        select(func.count()).select_from(bulbs).where(_in_use(viewer), ~heard)
    )
    return total, silent or 0


def _in_use(viewer: Viewer) -> ColumnElement[bool]:
    return and_(bulbs.c.removed_at.is_(None), below(bulbs.c.organization, viewer.path))


def _last_heard(
    connection: Connection, bulb: str
) -> tuple[datetime | None, bool | None, datetime | None]:
    last = connection.execute(
        select(heartbeats.c.at, heartbeats.c.lit)
        .where(heartbeats.c.bulb == bulb)
        .order_by(heartbeats.c.at.desc(), heartbeats.c.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return None, None, None
    otherwise = connection.scalar(
        select(func.max(heartbeats.c.at)).where(
            heartbeats.c.bulb == bulb, heartbeats.c.lit.is_not(last.lit)
        )
    )
    since = connection.scalar(
        select(func.min(heartbeats.c.at)).where(
            heartbeats.c.bulb == bulb,
            heartbeats.c.lit.is_(last.lit),
            heartbeats.c.at >= otherwise if otherwise else true(),
        )
    )
    return last.at, last.lit, since
