"""Subscriptions: where a device's browser wants its pushes sent."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection, delete

from syncd.store.tables import subscriptions
from syncd.store.upsert import insert_or

AUTH_BYTES = 16
POINT_BYTES = 65


@dataclass(frozen=True)
class Subscription:
    """A browser's push subscription; ``p256dh`` and ``auth`` are base64url."""

    endpoint: str
    p256dh: str
    auth: str


def is_public_key(text: str) -> bool:
    """Whether it is a point of P-256, uncompressed, in base64url."""
    point = _decoded(text)
    if len(point) != POINT_BYTES:
        return False
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return True


def is_auth_secret(text: str) -> bool:
    return len(_decoded(text)) == AUTH_BYTES


def _decoded(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except ValueError:
        return b""


def keep(connection: Connection, device: str, subscription: Subscription, now: datetime) -> None:
    """The device's subscription is this from now on.

    A phone that joins anew brings the endpoint it had; it belongs to the newest device only.
    """
    connection.execute(
        delete(subscriptions).where(
            subscriptions.c.endpoint == subscription.endpoint, subscriptions.c.device != device
        )
    )
    values = {
        "endpoint": subscription.endpoint,
        "p256dh": subscription.p256dh,
        "auth": subscription.auth,
        "renewed_at": now,
    }
    statement = insert_or(connection, subscriptions).values(device=device, created_at=now, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["device"], set_=values))


def remove(connection: Connection, device: str) -> None:
    connection.execute(delete(subscriptions).where(subscriptions.c.device == device))
