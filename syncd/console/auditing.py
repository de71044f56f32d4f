"""The audit log as an officer may read it: what was done in the organization's name, and to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from syncd.console.viewer import Viewer, named
from syncd.store.tables import audit, devices, households, items, officers

PER_PAGE = 60


@dataclass(frozen=True)
class Row:
    """``who`` and ``what`` are names where they are known, else None."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    who: str | None
    what: str | Mapping[str, str] | None
    details: Mapping[str, Any]


def rows_for(connection: Connection, viewer: Viewer, before: int | None) -> tuple[list[Row], bool]:
    """One page of rows, the newest first, and whether there are older ones.

    Rows that name no organization are shown when they are about one of its households or
    officers, or when one of its officers made them.
    """
    own = list(
        connection.scalars(select(officers.c.id).where(officers.c.organization == viewer.path))
    )
    query = select(audit).where(
        or_(
            audit.c.organization == viewer.path,
            audit.c.actor.in_([f"officer:{officer}" for officer in own]),
            audit.c.subject.in_(own),
            audit.c.subject.in_(select(households.c.id).where(named(viewer))),
        )
    )
    if before is not None:
        query = query.where(audit.c.id < before)
    found = connection.execute(query.order_by(audit.c.id.desc()).limit(PER_PAGE + 1)).all()
    shown = found[:PER_PAGE]
    who = _actors(connection, viewer, {row.actor for row in shown})
    what = _subjects(connection, viewer, {row.subject for row in shown})
    return [
        Row(
            row.id,
            row.at,
            row.actor.partition(":")[0],
            row.action,
            row.subject,
            who.get(row.actor),
            what.get(row.subject),
            row.details,
        )
        for row in shown
    ], len(found) > PER_PAGE


def _actors(connection: Connection, viewer: Viewer, actors: set[str]) -> dict[str, str]:
    """The names of officers, and of the households whose devices acted."""
    by_kind: dict[str, list[str]] = {"officer": [], "device": []}
    for actor in actors:
        kind, _, identifier = actor.partition(":")
        by_kind.setdefault(kind, []).append(identifier)
    names = connection.execute(
        select(officers.c.id, officers.c.name).where(officers.c.id.in_(by_kind["officer"]))
    )
    homes = connection.execute(
        select(devices.c.id, households.c.label)
        .join_from(devices, households)
        .where(devices.c.id.in_(by_kind["device"]), named(viewer))
    )
    return {f"officer:{row.id}": row.name for row in names} | {
        f"device:{row.id}": row.label for row in homes
    }


def _subjects(
    connection: Connection, viewer: Viewer, subjects: set[str]
) -> dict[str, str | Mapping[str, str]]:
    """What subjects are called: households and items; others are known by their id only."""
    homes = connection.execute(
        select(households.c.id, households.c.label).where(
            households.c.id.in_(subjects), named(viewer)
        )
    )
    titles = connection.execute(select(items.c.id, items.c.data).where(items.c.id.in_(subjects)))
    found: dict[str, str | Mapping[str, str]] = {row.id: row.label for row in homes}
    found.update({item: data["title"] for item, data in titles})
    return found
