"""Reach: which households a push can be expected to reach."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from syncd.items.visibility import below
from syncd.store.tables import devices, households, subscriptions

# A phone that opened nothing for so long has probably lost the app.
SEEN_WITHIN = timedelta(days=60)


def reachable_households(connection: Connection, organization: str, now: datetime) -> set[str]:
    """The households below an organization with a subscribed device that was lately in use."""
    joined = households.join(devices, devices.c.household == households.c.id).join(
        subscriptions, subscriptions.c.device == devices.c.id
    )
    return set(
        connection.scalars(
            select(households.c.id)
            .select_from(joined)
            .where(
                below(households.c.organization, organization),
                households.c.moved_out_at.is_(None),
                devices.c.revoked_at.is_(None),
                devices.c.seen_at > now - SEEN_WITHIN,
            )
        )
    )
