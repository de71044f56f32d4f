"""Devices: the phones of a household, each with its own revocable credential."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from syncd import audit, households
from syncd.credentials import DEVICE, Credentials, token_hash
from syncd.households import Household
from syncd.identifiers import new_id
from syncd.problems import Explanation, Problem
from syncd.store.tables import devices, subscriptions

UNKNOWN_DEVICE = Explanation(
    "device.unknown",
    401,
    "この端末はまだ登録されていません。",
    "This device has not joined.",
    "お手元のカードの参加コードで登録してください。",
    "Join with the code on your household's card.",
)
REVOKED_DEVICE = Explanation(
    "device.revoked",
    401,
    "この端末の登録は解除されました。",
    "This device was signed out of its household.",
    "心当たりがないときは班長に新しいカードを頼んでください。",
    "If you did not expect this, ask your unit leader for a new card.",
)
# Being seen is written at most so often: a row a request would cost more than it tells.
SEEN_EVERY = timedelta(minutes=15)


@dataclass(frozen=True)
class Device:
    id: str
    household: Household
    language: str
    created_at: datetime
    seen_at: datetime


def create(
    connection: Connection,
    credentials: Credentials,
    household: Household,
    *,
    language: str,
    now: datetime,
) -> tuple[str, str]:
    """A new device of the household: its identifier, and its token, which is kept nowhere."""
    identifier = new_id(now)
    token = credentials.make_token(DEVICE, identifier)
    connection.execute(
        insert(devices).values(
            id=identifier,
            hash=token_hash(token),
            household=household.id,
            language=language,
            created_at=now,
            seen_at=now,
        )
    )
    audit.note(
        connection,
        actor=f"device:{identifier}",
        action="device.join",
        organization=household.organization,
        subject=household.id,
        now=now,
    )
    return identifier, token


def authenticate(connection: Connection, credentials: Credentials, token: str) -> Device:
    """The device whose token this is. Raises Problem when it is nobody's, or no longer."""
    if not credentials.is_ours(DEVICE, token):
        raise Problem(UNKNOWN_DEVICE)
    row = connection.execute(
        select(devices).where(devices.c.hash == token_hash(token))
    ).one_or_none()
    if row is None:
        raise Problem(UNKNOWN_DEVICE)
    household = households.find(connection, row.household)
    if row.revoked_at is not None or household is None:
        raise Problem(REVOKED_DEVICE)
    return Device(row.id, household, row.language, row.created_at, row.seen_at)


def is_worth_noting(device: Device, now: datetime) -> bool:
    """Whether its being seen now is news."""
    return now - device.seen_at >= SEEN_EVERY


def note_seen(connection: Connection, device: Device, now: datetime) -> None:
    connection.execute(update(devices).where(devices.c.id == device.id).values(seen_at=now))


def speak(connection: Connection, device: str, language: str) -> None:
    """The device is to be pushed to in this language from now on."""
    connection.execute(update(devices).where(devices.c.id == device).values(language=language))


def revoke(connection: Connection, device: str, *, actor: str, now: datetime) -> None:
    """A lost phone: it is signed out and pushed to no more."""
    household = connection.scalar(
        update(devices)
        .where(devices.c.id == device, devices.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(devices.c.household)
    )
    if household is None:
        return
    connection.execute(delete(subscriptions).where(subscriptions.c.device == device))
    found = households.find(connection, household)
    audit.note(
        connection,
        actor=actor,
        action="device.revoke",
        organization=found.organization if found else None,
        subject=device,
        now=now,
    )
