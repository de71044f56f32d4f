"""Officers: who may open the console, and the one-time links that let them in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from syncd import audit
from syncd.credentials import token_hash
from syncd.identifiers import new_id
from syncd.store.tables import officer_links, officers

LINK_LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Officer:
    """``organization`` is the path whose households and those below it the officer minds."""

    id: str
    organization: str
    name: str


def find(connection: Connection, organization: str, name: str) -> Officer | None:
    """The officer of this name there, None when there is none or they were revoked."""
    row = connection.execute(
        select(officers.c.id).where(
            officers.c.organization == organization,
            officers.c.name == name,
            officers.c.revoked_at.is_(None),
        )
    ).first()
    return None if row is None else Officer(row.id, organization, name)


def every(connection: Connection) -> list[Officer]:
    rows = connection.execute(
        select(officers.c.id, officers.c.organization, officers.c.name)
        .where(officers.c.revoked_at.is_(None))
        .order_by(officers.c.organization, officers.c.name)
    )
    return [Officer(row.id, row.organization, row.name) for row in rows]


def create(
    connection: Connection, *, organization: str, name: str, actor: str, now: datetime
) -> Officer:
    officer = Officer(new_id(now), organization, name)
    connection.execute(
        insert(officers).values(id=officer.id, organization=organization, name=name, created_at=now)
    )
    _note(connection, "officer.create", officer, actor, now)
    return officer


def make_link(connection: Connection, officer: Officer, *, actor: str, now: datetime) -> str:
    """A new sign-in token that works once within LINK_LASTS. Earlier unused ones end."""
    connection.execute(
        update(officer_links)
        .where(officer_links.c.officer == officer.id, officer_links.c.used_at.is_(None))
        .values(used_at=now)
    )
    token = secrets.token_urlsafe(24)
    connection.execute(
        insert(officer_links).values(
            hash=token_hash(token),
            officer=officer.id,
            created_at=now,
            expires_at=now + LINK_LASTS,
        )
    )
    _note(connection, "officer.invite", officer, actor, now)
    return token


def revoke(connection: Connection, officer: Officer, *, actor: str, now: datetime) -> None:
    """Sessions and links of the officer end at once."""
    connection.execute(update(officers).where(officers.c.id == officer.id).values(revoked_at=now))
    _note(connection, "officer.revoke", officer, actor, now)


def _note(connection: Connection, action: str, officer: Officer, actor: str, now: datetime) -> None:
    audit.note(
        connection,
        actor=actor,
        action=action,
        organization=officer.organization,
        subject=officer.id,
        now=now,
    )
