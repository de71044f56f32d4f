"""Safety checks: who is asked whether they are safe, from when to when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from plugins.organizations import is_below
from syncd import audit
from syncd.households import Household, chain
from syncd.identifiers import new_id
from syncd.store.tables import safety_checks


@dataclass(frozen=True)
class Check:
    """A safety check of everyone below an organization. A drill is marked so everywhere."""

    id: str
    organization: str
    titles: Mapping[str, str]
    drill: bool
    started_at: datetime
    closed_at: datetime | None = None

    def concerns(self, household: Household) -> bool:
        return is_below(household.organization, self.organization)


def start(
    connection: Connection,
    *,
    organization: str,
    titles: Mapping[str, str],
    drill: bool,
    actor: str,
    now: datetime,
) -> Check:
    check = Check(new_id(now), organization, titles, drill, now)
    connection.execute(
        insert(safety_checks).values(
            id=check.id,
            organization=organization,
            titles=dict(titles),
            drill=drill,
            started_at=now,
            started_by=actor,
        )
    )
    audit.note(
        connection,
        actor=actor,
        action="safety-check.start",
        organization=organization,
        subject=check.id,
        now=now,
        details={"drill": drill},
    )
    return check


def close(connection: Connection, check: str, *, actor: str, now: datetime) -> None:
    organization = connection.scalar(
        update(safety_checks)
        .where(safety_checks.c.id == check, safety_checks.c.closed_at.is_(None))
        .values(closed_at=now)
        .returning(safety_checks.c.organization)
    )
    if organization is not None:
        audit.note(
            connection,
            actor=actor,
            action="safety-check.close",
            organization=organization,
            subject=check,
            now=now,
        )


def find(connection: Connection, identifier: str) -> Check | None:
    row = connection.execute(
        select(safety_checks).where(safety_checks.c.id == identifier)
    ).one_or_none()
    return None if row is None else _check(row)


def open_for(connection: Connection, household: Household) -> list[Check]:
    """The open checks that ask this household, the newest first."""
    rows = connection.execute(
        select(safety_checks)
        .where(
            safety_checks.c.organization.in_(chain(household.organization)),
            safety_checks.c.closed_at.is_(None),
        )
        .order_by(safety_checks.c.started_at.desc(), safety_checks.c.id.desc())
    )
    return [_check(row) for row in rows]


def _check(row: Row[tuple[object, ...]]) -> Check:
    return Check(row.id, row.organization, row.titles, row.drill, row.started_at, row.closed_at)
