"""Reach: the households a push reaches."""

from sqlalchemy import ColumnElement, Connection, select

from syncd.store.tables import devices, households, subscriptions


def reachable(connection: Connection, condition: ColumnElement[bool]) -> set[str]:
    """The households, of a condition, of which at least one device takes pushes."""
    return set(
        connection.scalars(
            select(devices.c.household)
            .join_from(devices, subscriptions)
            .join(households, devices.c.household == households.c.id)
            .where(devices.c.revoked_at.is_(None), condition)
            .distinct()
        )
    )
