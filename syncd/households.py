"""Households: who lives where, and which of them hold what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import Connection, delete, insert, select, update

from plugins.keys import audience_key, entitled_keys
from syncd import audit
from syncd.identifiers import new_id
from syncd.store.tables import (
    codes,
    devices,
    household_groups,
    households,
    people,
    subscriptions,
)

Group = tuple[str, str]  # path of the organization holding it, name of its folder


@dataclass(frozen=True)
class Household:
    """A household that lives here. ``unit`` is empty where the association has no 班."""

    id: str
    organization: str
    unit: str
    label: str
    paper: bool = False
    officer: bool = False
    groups: frozenset[Group] = frozenset()

    def as_json(self) -> dict[str, object]:
        return {"id": self.id, "label": self.label, "unit": self.unit, "paper": self.paper}


@dataclass(frozen=True)
class Person:
    id: str
    label: str


def chain(organization: str) -> tuple[str, ...]:
    """The paths from an association up to its city, the association first."""
    above = [p.as_posix() for p in PurePosixPath(organization).parents if p.as_posix() != "."]
    return (organization, *above)


def audience_keys(household: Household, master: bytes) -> Mapping[str, bytes]:
    """The keys a household's devices hold, by key identifier."""
    identifiers = entitled_keys(
        chain(household.organization),
        unit=household.unit or None,
        groups=sorted(household.groups),
        officer=household.officer,
    )
    return {identifier: audience_key(master, identifier) for identifier in identifiers}


def find(connection: Connection, identifier: str) -> Household | None:
    """The household, None when there is none or it has moved out."""
    row = connection.execute(
        select(households).where(households.c.id == identifier, households.c.moved_out_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    groups = connection.execute(
        select(household_groups.c.holder, household_groups.c.name).where(
            household_groups.c.household == identifier
        )
    )
    return Household(
        row.id,
        row.organization,
        row.unit,
        row.label,
        row.paper,
        row.officer,
        frozenset((holder, name) for holder, name in groups),
    )


def people_of(connection: Connection, household: str) -> list[Person]:
    """The people of a household, in the roster's order."""
    rows = connection.execute(
        select(people.c.id, people.c.label)
        .where(people.c.household == household, people.c.left_at.is_(None))
        .order_by(people.c.position, people.c.id)
    )
    return [Person(row.id, row.label) for row in rows]


def create(
    connection: Connection,
    *,
    organization: str,
    unit: str,
    label: str,
    actor: str,
    now: datetime,
    members: Iterable[str] = (),
    paper: bool = False,
    officer: bool = False,
    groups: Iterable[Group] = (),
) -> Household:
    household = Household(new_id(now), organization, unit, label, paper, officer, frozenset(groups))
    connection.execute(
        insert(households).values(
            id=household.id,
            organization=organization,
            unit=unit,
            label=label,
            paper=paper,
            officer=officer,
            created_at=now,
        )
    )
    set_groups(connection, household.id, household.groups)
    set_people(connection, household.id, list(members), now)
    audit.note(
        connection,
        actor=actor,
        action="household.create",
        organization=organization,
        subject=household.id,
        now=now,
    )
    return household


def set_groups(connection: Connection, household: str, groups: Iterable[Group]) -> None:
    connection.execute(delete(household_groups).where(household_groups.c.household == household))
    rows = [{"household": household, "holder": h, "name": n} for h, n in sorted(set(groups))]
    if rows:
        connection.execute(insert(household_groups), rows)


def set_people(connection: Connection, household: str, labels: list[str], now: datetime) -> None:
    """Make these the people of the household. Who stays keeps their identifier and reports."""
    present = {person.label: person.id for person in people_of(connection, household)}
    for label, identifier in present.items():
        left = {} if label in labels else {"left_at": now}
        connection.execute(
            update(people)
            .where(people.c.id == identifier)
            .values(position=labels.index(label) if label in labels else 0, **left)
        )
    for position, label in enumerate(labels):
        if label not in present:
            connection.execute(
                insert(people).values(
                    id=new_id(now), household=household, label=label, position=position
                )
            )


def move_out(connection: Connection, household: str, *, actor: str, now: datetime) -> None:
    """The household has left: its devices, codes and subscriptions end with it."""
    moved = connection.scalar(
        update(households)
        .where(households.c.id == household, households.c.moved_out_at.is_(None))
        .values(moved_out_at=now)
        .returning(households.c.organization)
    )
    if moved is None:
        return
    of_household = select(devices.c.id).where(devices.c.household == household)
    connection.execute(delete(subscriptions).where(subscriptions.c.device.in_(of_household)))
    for table in (devices, codes):
        connection.execute(
            update(table)
            .where(table.c.household == household, table.c.revoked_at.is_(None))
            .values(revoked_at=now)
        )
    audit.note(
        connection,
        actor=actor,
        action="household.move-out",
        organization=moved,
        subject=household,
        now=now,
    )
