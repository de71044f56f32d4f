"""Facts of a safety check from the store: the households asked, and the reports that count."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select

from syncd.answers.counting import counts
from syncd.console.reach import reachable
from syncd.console.safety.figures import Asked
from syncd.console.safety.needs import Report
from syncd.console.viewer import Viewer, counted, named
from syncd.households import Person
from syncd.items.visibility import below
from syncd.safety.checks import Check
from syncd.store.tables import households, officers, people, safety_reports


@dataclass(frozen=True)
class Home:
    """A household by name, as the viewer may see it."""

    id: str
    unit: str
    label: str
    paper: bool
    people: tuple[Person, ...]


def asked_by(check: Check, viewer: Viewer) -> ColumnElement[bool]:
    """A condition on ``households``: those the check asks and the viewer counts."""
    return and_(counted(viewer), below(households.c.organization, check.organization))


def households_asked(connection: Connection, viewer: Viewer, check: Check) -> list[Asked]:
    """The households asked, each with its people where any of them was reported singly."""
    condition = asked_by(check, viewer)
    key = households.c.unit if viewer.kind == "association" else households.c.organization
    rows = connection.execute(
        select(households.c.id, key.label("key")).where(condition).order_by(key)
    )
    found = {row.id: row.key for row in rows}
    # Elsewhere a report is on all or there is none: a city need not read all its people.
    singly = select(safety_reports.c.household).where(
        counting_of(check), safety_reports.c.person.is_not(None)
    )
    members: Mapping[str, list[str]] = defaultdict(list)
    for household, person in connection.execute(
        select(people.c.household, people.c.id)
        .join_from(people, households)
        .where(people.c.left_at.is_(None), people.c.household.in_(singly), condition)
    ):
        members[household].append(person)
    reached = reachable(connection, condition)
    return [
        Asked(household, at, tuple(members.get(household, ())), household in reached)
        for household, at in found.items()
    ]


def number_of_households(connection: Connection, condition: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(households).where(condition)) or 0


def counting_of(check: Check) -> ColumnElement[bool]:
    """The reports that count for a check."""
    return and_(safety_reports.c.safety_check == check.id, counts(safety_reports))


def late_for(check: Check) -> ColumnElement[bool]:
    """The reports made after a check was closed."""
    return and_(safety_reports.c.safety_check == check.id, safety_reports.c.late)


def without_check(since: datetime) -> ColumnElement[bool]:
    """The reports made since a moment while nobody had asked."""
    return and_(
        safety_reports.c.safety_check.is_(None),
        safety_reports.c.at >= since,
        counts(safety_reports),
    )


def reports_of(
    connection: Connection, which: ColumnElement[bool], condition: ColumnElement[bool]
) -> list[Report]:
    """Those reports, of households of a condition, the earliest first."""
    rows = connection.execute(
        select(safety_reports, people.c.label, officers.c.name)
        .join_from(safety_reports, households)
        .outerjoin(people, safety_reports.c.person == people.c.id)
        .outerjoin(officers, safety_reports.c.officer == officers.c.id)
        .where(which, condition)
        .order_by(safety_reports.c.at)
    )
    return [
        Report(
            row.household,
            row.person,
            row.state,
            row.note,
            row.place,
            row.at,
            row.received_at,
            row.source,
            row.label,
            row.name,
        )
        for row in rows
    ]


def first_reports(
    connection: Connection, check: Check, condition: ColumnElement[bool]
) -> list[datetime]:
    """The moment each household first reported in time, superseded reports included."""
    rows = connection.execute(
        select(func.min(safety_reports.c.at))
        .join_from(safety_reports, households)
        .where(safety_reports.c.safety_check == check.id, ~safety_reports.c.late, condition)
        .group_by(safety_reports.c.household)
    )
    return [moment for (moment,) in rows]


def homes(
    connection: Connection, viewer: Viewer, condition: ColumnElement[bool]
) -> dict[str, Home]:
    """The households the viewer may name, by id, in the roster's order."""
    condition = and_(named(viewer), condition)
    members: Mapping[str, list[Person]] = defaultdict(list)
    for household, person, label in connection.execute(
        select(people.c.household, people.c.id, people.c.label)
        .join_from(people, households)
        .where(people.c.left_at.is_(None), condition)
        .order_by(people.c.position, people.c.id)
    ):
        members[household].append(Person(person, label))
    rows = connection.execute(select(households).where(condition)).all()
    ordered = sorted(rows, key=lambda row: viewer.roster_place(row.unit, row.label))
    return {
        row.id: Home(row.id, row.unit, row.label, row.paper, tuple(members.get(row.id, ())))
        for row in ordered
    }
