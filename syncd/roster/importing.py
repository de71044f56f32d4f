"""Importing a roster: its rows to households, told row by row what changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select, update

from syncd import audit
from syncd.households import Household, create, find, people_of, set_groups, set_people
from syncd.roster.file import Row
from syncd.store.tables import households


class Effect(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Difference:
    """What a row does; ``changes`` names the columns that differ from what is stored."""

    row: Row
    effect: Effect
    changes: tuple[str, ...] = ()


def import_roster(
    connection: Connection, rows: Iterable[Row], *, actor: str, now: datetime, dry_run: bool = False
) -> list[Difference]:
    """What each row changes; with ``dry_run`` it is only told."""
    differences = []
    for row in rows:
        household = _stored(connection, row)
        difference = _difference(connection, row, household)
        differences.append(difference)
        if dry_run or difference.effect is Effect.SAME:
            continue
        if household is None:
            create(
                connection,
                organization=row.organization,
                unit=row.unit,
                label=row.label,
                members=row.people,
                paper=row.paper,
                officer=row.officer,
                groups=row.groups,
                actor=actor,
                now=now,
            )
        else:
            _change(connection, household, row, difference, actor=actor, now=now)
    return differences


def _stored(connection: Connection, row: Row) -> Household | None:
    identifier = connection.scalar(
        select(households.c.id).where(
            households.c.organization == row.organization,
            households.c.unit == row.unit,
            households.c.label == row.label,
            households.c.moved_out_at.is_(None),
        )
    )
    return None if identifier is None else find(connection, identifier)


def _difference(connection: Connection, row: Row, household: Household | None) -> Difference:
    if household is None:
        return Difference(row, Effect.NEW)
    people = tuple(person.label for person in people_of(connection, household.id))
    compared = {
        "people": row.people == people,
        "paper": row.paper == household.paper,
        "groups": row.groups == household.groups,
        "officer": row.officer == household.officer,
    }
    changes = tuple(name for name, same in compared.items() if not same)
    return Difference(row, Effect.CHANGED if changes else Effect.SAME, changes)


def _change(
    connection: Connection,
    household: Household,
    row: Row,
    difference: Difference,
    *,
    actor: str,
    now: datetime,
) -> None:
    connection.execute(
        update(households)
        .where(households.c.id == household.id)
        .values(paper=row.paper, officer=row.officer)
    )
    set_groups(connection, household.id, row.groups)
    set_people(connection, household.id, list(row.people), now)
    audit.note(
        connection,
        actor=actor,
        action="household.change",
        organization=household.organization,
        subject=household.id,
        details={"changes": list(difference.changes)},
        now=now,
    )
