"""Officers: who may use the console, and the links that let them in for the first time."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import overload

from sqlalchemy import Connection, insert, select, update

from syncd import audit
from syncd.credentials import token_hash
from syncd.identifiers import new_id
from syncd.problems import Explanation, Problem
from syncd.store.tables import officer_links, officers

LINK_LIFETIME = timedelta(days=7)
SPENT_LINK = Explanation(
    "officer.link-spent",
    410,
    "このログイン用リンクは使えません。期限（7日）が切れたか、すでに使われています。",
    "This sign-in link cannot be used: it is older than seven days, or was used already.",
    "ほかの役員か運営者に、新しいリンクを頼んでください。",
    "Ask another officer or the operator for a new one.",
)


@dataclass(frozen=True)
class Officer:
    """An officer of an organization; what is below it is theirs to see as well."""

    id: str
    organization: str
    name: str


def create(
    connection: Connection, *, organization: str, name: str, actor: str, now: datetime
) -> Officer:
    officer = Officer(new_id(now), organization, name)
    connection.execute(
        insert(officers).values(id=officer.id, organization=organization, name=name, created_at=now)
    )
    audit.note(
        connection,
        actor=actor,
        action="officer.create",
        organization=organization,
        subject=officer.id,
        now=now,
    )
    return officer


@overload
def find(connection: Connection, identifier: str, /) -> Officer | None: ...


@overload
def find(connection: Connection, organization: str, name: str, /) -> Officer | None: ...


def find(connection: Connection, which: str, name: str | None = None, /) -> Officer | None:
    """The officer of an identifier, or of an organization and a name; None once the office ended.

    Of several called the same it is the one who came first.
    """
    named = officers.c.id == which
    if name is not None:
        named = (officers.c.organization == which) & (officers.c.name == name)
    row = connection.execute(
        select(officers)
        .where(named, officers.c.revoked_at.is_(None))
        .order_by(officers.c.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else Officer(row.id, row.organization, row.name)


def every(connection: Connection) -> list[Officer]:
    """All officers in office, by organization."""
    rows = connection.execute(
        select(officers)
        .where(officers.c.revoked_at.is_(None))
        .order_by(officers.c.organization, officers.c.id)
    )
    return [Officer(row.id, row.organization, row.name) for row in rows]


def revoke(connection: Connection, officer: Officer | str, *, actor: str, now: datetime) -> None:
    """The office ends, and with it every link not yet used. Sessions look up the officer."""
    identifier = _identifier(officer)
    organization = connection.scalar(
        update(officers)
        .where(officers.c.id == identifier, officers.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(officers.c.organization)
    )
    if organization is None:
        return
    _spend_links(connection, identifier, now)
    audit.note(
        connection,
        actor=actor,
        action="officer.revoke",
        organization=organization,
        subject=identifier,
        now=now,
    )


def invite(connection: Connection, officer: Officer | str, *, actor: str, now: datetime) -> str:
    """The secret of a new sign-in link, good once and for seven days; unused older ones end."""
    identifier = _identifier(officer)
    _spend_links(connection, identifier, now)
    secret = secrets.token_urlsafe(24)
    connection.execute(
        insert(officer_links).values(
            hash=token_hash(secret),
            officer=identifier,
            created_at=now,
            expires_at=now + LINK_LIFETIME,
        )
    )
    audit.note(connection, actor=actor, action="officer.invite", subject=identifier, now=now)
    return secret


make_link = invite


def look_up_link(connection: Connection, secret: str, now: datetime) -> Officer:
    """Whose link it is, without using it: browsers fetch links before anybody taps them.

    Raises Problem when the link cannot be used.
    """
    officer = connection.scalar(
        select(officer_links.c.officer).where(
            officer_links.c.hash == token_hash(secret),
            officer_links.c.used_at.is_(None),
            officer_links.c.expires_at > now,
        )
    )
    found = None if officer is None else find(connection, officer)
    if found is None:
        raise Problem(SPENT_LINK)
    return found


def redeem_link(connection: Connection, secret: str, now: datetime) -> Officer:
    """The officer whose link it is; the link is used up by this. Raises Problem."""
    officer = connection.scalar(
        update(officer_links)
        .where(
            officer_links.c.hash == token_hash(secret),
            officer_links.c.used_at.is_(None),
            officer_links.c.expires_at > now,
        )
        .values(used_at=now)
        .returning(officer_links.c.officer)
    )
    found = None if officer is None else find(connection, officer)
    if found is None:
        raise Problem(SPENT_LINK)
    audit.note(
        connection,
        actor=f"officer:{found.id}",
        action="officer.sign-in-by-link",
        organization=found.organization,
        subject=found.id,
        now=now,
    )
    return found


def _identifier(officer: Officer | str) -> str:
    return officer.id if isinstance(officer, Officer) else officer


def _spend_links(connection: Connection, officer: str, now: datetime) -> None:
    connection.execute(
        update(officer_links)
        .where(officer_links.c.officer == officer, officer_links.c.used_at.is_(None))
        .values(used_at=now)
    )
