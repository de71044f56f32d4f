"""The audit log: who looked at or changed what, and when. Rows are only ever added."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert

from syncd.store.tables import audit


def note(
    connection: Connection,
    *,
    actor: str,
    action: str,
    subject: str,
    now: datetime,
    organization: str | None = None,
    details: Mapping[str, object] | None = None,
) -> None:
    """Add a row in the transaction of what it tells of, so that neither is there alone.

    ``actor`` is ``officer:<id>``, ``device:<id>``, ``operator`` (the command line) or ``daemon``;
    ``action`` is ``noun.verb``; ``subject`` names what was looked at or changed.
    """
    connection.execute(
        insert(audit).values(
            at=now,
            actor=actor,
            action=action,
            organization=organization,
            subject=subject,
            details=dict(details or {}),
        )
    )
