"""Sign-in links of officers: looking at one, and using it up."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from syncd.credentials import token_hash
from syncd.store.tables import officer_links, officers


@dataclass(frozen=True)
class Link:
    officer: str
    name: str
    organization: str


def find_link(connection: Connection, token: str, now: datetime) -> Link | None:
    """Whom an unused link lets in; None when it is used, expired, unknown or its officer revoked."""
    row = connection.execute(
        select(officers.c.id, officers.c.name, officers.c.organization)
        .join_from(officer_links, officers)
        .where(
            officer_links.c.hash == token_hash(token),
            officer_links.c.used_at.is_(None),
            officer_links.c.expires_at > now,
            officers.c.revoked_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else Link(row.id, row.name, row.organization)


def use_link(connection: Connection, token: str, now: datetime) -> Link | None:
    """As ``find_link``; afterwards nobody can use it. Of two at the same moment one gets None."""
    link = find_link(connection, token, now)
    used = connection.execute(
        update(officer_links)
        .where(officer_links.c.hash == token_hash(token), officer_links.c.used_at.is_(None))
        .values(used_at=now)
    )
    return link if used.rowcount == 1 else None
