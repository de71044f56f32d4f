"""The workers' pulse: a task that runs every few seconds, so that a stuck queue is seen."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from syncd.store.tables import workers
from syncd.store.upsert import insert_or

PULSE_SECONDS = 10
# Four pulses missed, and a little.
SILENT_AFTER = timedelta(seconds=45)
FORGOTTEN_AFTER = timedelta(days=1)


def beat(connection: Connection, name: str, now: datetime) -> None:
    """Note that the worker of this name has just run a task."""
    statement = insert_or(connection, workers).values(name=name, pulse_at=now)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"pulse_at": now})
    )


def last_pulse(connection: Connection) -> datetime | None:
    """The latest pulse of any worker."""
    return connection.scalar(select(func.max(workers.c.pulse_at)))


def are_alive(pulse_at: datetime | None, now: datetime) -> bool:
    return pulse_at is not None and now - pulse_at <= SILENT_AFTER


def forget(connection: Connection, now: datetime) -> None:
    """Remove workers long gone; their names hold process numbers and would pile up."""
    connection.execute(delete(workers).where(workers.c.pulse_at < now - FORGOTTEN_AFTER))
