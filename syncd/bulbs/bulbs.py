"""Watch-over bulbs, each in the home of a household."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from syncd import audit
from syncd.identifiers import new_id
from syncd.store.tables import bulbs


@dataclass(frozen=True)
class Bulb:
    id: str
    organization: str
    household: str | None
    name: str


def create(
    connection: Connection,
    *,
    organization: str,
    household: str | None,
    name: str,
    actor: str,
    now: datetime,
    identifier: str | None = None,
) -> Bulb:
    """A new bulb; ``identifier`` is the device's own name where its maker gave it one."""
    bulb = Bulb(identifier or new_id(now), organization, household, name)
    connection.execute(
        insert(bulbs).values(
            id=bulb.id,
            organization=organization,
            household=household,
            name=name,
            created_at=now,
        )
    )
    audit.note(
        connection,
        actor=actor,
        action="bulb.create",
        organization=organization,
        subject=bulb.id,
        now=now,
    )
    return bulb


def find(connection: Connection, identifiers: Iterable[str]) -> dict[str, Bulb]:
    """The bulbs in use of these identifiers."""
    rows = connection.execute(
        select(bulbs).where(bulbs.c.id.in_(set(identifiers)), bulbs.c.removed_at.is_(None))
    )
    return {row.id: Bulb(row.id, row.organization, row.household, row.name) for row in rows}


def remove(connection: Connection, bulb: str, *, actor: str, now: datetime) -> None:
    """The bulb is used no more; its heartbeats stay."""
    organization = connection.scalar(
        update(bulbs)
        .where(bulbs.c.id == bulb, bulbs.c.removed_at.is_(None))
        .values(removed_at=now)
        .returning(bulbs.c.organization)
    )
    if organization is not None:
        audit.note(
            connection,
            actor=actor,
            action="bulb.remove",
            organization=organization,
            subject=bulb,
            now=now,
        )
