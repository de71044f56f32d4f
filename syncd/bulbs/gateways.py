"""Gateways: who may send heartbeats, for which bulbs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from plugins.organizations import is_below
from syncd import audit
from syncd.bulbs.bulbs import Bulb
from syncd.credentials import GATEWAY, Credentials, token_hash
from syncd.identifiers import new_id
from syncd.problems import Explanation, Problem
from syncd.store.tables import gateways

UNKNOWN_GATEWAY = Explanation(
    "gateway.unknown",
    401,
    "この中継機は登録されていません。",
    "This gateway is not known.",
    "中継機の設定にある鍵を確かめてください。",
    "Check the token in the gateway's configuration.",
)


@dataclass(frozen=True)
class Gateway:
    """It speaks for the bulbs of its organization and below, or for one bulb alone."""

    id: str
    organization: str
    bulb: str | None

    def speaks_for(self, bulb: Bulb) -> bool:
        if self.bulb is not None:
            return self.bulb == bulb.id
        return is_below(bulb.organization, self.organization)


def create(
    connection: Connection,
    credentials: Credentials,
    *,
    organization: str,
    name: str,
    actor: str,
    now: datetime,
    bulb: str | None = None,
) -> tuple[Gateway, str]:
    """A new gateway and its token, which is kept nowhere."""
    gateway = Gateway(new_id(now), organization, bulb)
    token = credentials.make_token(GATEWAY, gateway.id)
    connection.execute(
        insert(gateways).values(
            id=gateway.id,
            hash=token_hash(token),
            organization=organization,
            bulb=bulb,
            name=name,
            created_at=now,
        )
    )
    audit.note(
        connection,
        actor=actor,
        action="gateway.create",
        organization=organization,
        subject=gateway.id,
        now=now,
    )
    return gateway, token


def authenticate(connection: Connection, credentials: Credentials, token: str) -> Gateway:
    """The gateway whose token this is. Raises Problem when it is nobody's, or revoked."""
    if not credentials.is_ours(GATEWAY, token):
        raise Problem(UNKNOWN_GATEWAY)
    row = connection.execute(
        select(gateways).where(
            gateways.c.hash == token_hash(token), gateways.c.revoked_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise Problem(UNKNOWN_GATEWAY)
    return Gateway(row.id, row.organization, row.bulb)


def note_seen(connection: Connection, gateway: str, now: datetime) -> None:
    connection.execute(update(gateways).where(gateways.c.id == gateway).values(seen_at=now))


def revoke(connection: Connection, gateway: str, *, actor: str, now: datetime) -> None:
    organization = connection.scalar(
        update(gateways)
        .where(gateways.c.id == gateway, gateways.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(gateways.c.organization)
    )
    if organization is not None:
        audit.note(
            connection,
            actor=actor,
            action="gateway.revoke",
            organization=organization,
            subject=gateway,
            now=now,
        )
