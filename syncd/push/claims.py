"""Claims: deliveries that are due, taken by one worker at a time, and settled afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, select, update

from syncd.push.outcome import Outcome
from syncd.push.subscriptions import Subscription
from syncd.store.tables import (
    deliveries,
    devices,
    households,
    organizations,
    pushes,
    subscriptions,
)

# What was settled so long ago is of no use to anybody.
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A delivery that was claimed. ``subscription`` is None when the device has none (any more)."""

    id: int
    device: str
    attempts: int
    push: Mapping[str, Any]
    expires_at: datetime
    language: str
    site_languages: tuple[str, ...]
    subscription: Subscription | None


@dataclass(frozen=True)
class Settlement:
    """What became of a claimed delivery; ``note`` is what the push service said."""

    due: Due
    outcome: Outcome
    note: str


def claim(connection: Connection, most: int, lease: timedelta, now: datetime) -> list[Due]:
    """Take up to ``most`` deliveries that are due, those waiting longest first.

    They are nobody else's until the lease is over; if they are not settled by then, because the
    worker died, they are due again: a push may be sent twice but is not lost.
    """
    waiting = (
        select(deliveries.c.id)
        .where(deliveries.c.state == "pending", deliveries.c.due_at <= now)
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = list(connection.scalars(waiting))
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(taken))
        .values(due_at=now + lease, attempts=deliveries.c.attempts + 1)
    )
    rows = connection.execute(_described().where(deliveries.c.id.in_(taken)))
    return [_due(row._asdict()) for row in rows]


def is_any_due(connection: Connection, now: datetime) -> bool:
    return bool(
        connection.scalar(
            select(exists().where(deliveries.c.state == "pending", deliveries.c.due_at <= now))
        )
    )


def settle(connection: Connection, settlements: Iterable[Settlement], now: datetime) -> None:
    """Write what became of claimed deliveries; a subscription that is gone is deleted."""
    for settlement in settlements:
        due, result = settlement.due, settlement.outcome
        values: dict[str, Any] = {"state": result.state, "answer": settlement.note}
        if result.due_at is None:
            values["settled_at"] = now
        else:
            values["due_at"] = result.due_at
        connection.execute(
            update(deliveries)
            .where(deliveries.c.id == due.id, deliveries.c.state == "pending")
            .values(**values)
        )
        if result.ends_subscription and due.subscription:
            # Only the one that was tried: the phone may have renewed it meanwhile.
            connection.execute(
                delete(subscriptions).where(
                    subscriptions.c.device == due.device,
                    subscriptions.c.endpoint == due.subscription.endpoint,
                )
            )


def forget(connection: Connection, now: datetime) -> None:
    """Remove deliveries settled long ago, and pushes nothing is left of."""
    connection.execute(delete(deliveries).where(deliveries.c.settled_at < now - KEPT))
    connection.execute(
        delete(pushes).where(
            pushes.c.expires_at < now - KEPT,
            ~exists().where(deliveries.c.push == pushes.c.id),
        )
    )


def _described() -> Any:
    joined = (
        deliveries.join(pushes, pushes.c.id == deliveries.c.push)
        .join(devices, devices.c.id == deliveries.c.device)
        .join(households, households.c.id == devices.c.household)
        .outerjoin(organizations, organizations.c.path == households.c.organization)
        .outerjoin(subscriptions, subscriptions.c.device == devices.c.id)
    )
    return (
        select(
            deliveries.c.id,
            deliveries.c.device,
            deliveries.c.attempts,
            pushes.c.expires_at,
            pushes.c.topic,
            pushes.c.urgency,
            pushes.c.texts,
            pushes.c.url,
            pushes.c.tag,
            pushes.c.kind,
            pushes.c.item,
            devices.c.language,
            devices.c.revoked_at,
            organizations.c.languages.label("site_languages"),
            subscriptions.c.endpoint,
            subscriptions.c.p256dh,
            subscriptions.c.auth,
        )
        .select_from(joined)
        .order_by(deliveries.c.id)
    )


def _due(row: Mapping[str, Any]) -> Due:
    subscription = None
    if row["endpoint"] is not None and row["revoked_at"] is None:
        subscription = Subscription(row["endpoint"], row["p256dh"], row["auth"])
    return Due(
        row["id"],
        row["device"],
        row["attempts"],
        row,
        row["expires_at"],
        row["language"],
        tuple(row["site_languages"] or ()),
        subscription,
    )
