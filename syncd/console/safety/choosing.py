"""Choosing safety checks: those that ask households the viewer counts."""

from datetime import datetime, timedelta

from flask import abort
from sqlalchemy import Connection, select

from syncd.console.viewer import Viewer
from syncd.households import chain
from syncd.safety import checks
from syncd.safety.checks import Check
from syncd.store.tables import safety_checks

SHOWN = 30
CLOSED_SHOWN_FOR = timedelta(days=400)
# A report nobody asked for is news for a week.
UNASKED_SHOWN_FOR = timedelta(days=7)


def checks_shown_to(connection: Connection, viewer: Viewer, now: datetime) -> list[Check]:
    """The checks of the organization and those above it: open ones first, then the newest."""
    identifiers = connection.scalars(
        select(safety_checks.c.id)
        .where(
            safety_checks.c.organization.in_(chain(viewer.reach)),
            safety_checks.c.started_at > now - CLOSED_SHOWN_FOR,
        )
        .order_by(
            safety_checks.c.closed_at.is_(None).desc(),
            safety_checks.c.started_at.desc(),
            safety_checks.c.id.desc(),
        )
        .limit(SHOWN)
    )
    found = [checks.find(connection, identifier) for identifier in identifiers]
    return [check for check in found if check is not None]


def find_check(connection: Connection, viewer: Viewer, identifier: str) -> Check:
    check = checks.find(connection, identifier)
    if check is None or not viewer.is_asked_by(check.organization):
        abort(404)
    return check


def running_check(connection: Connection, viewer: Viewer, *, drill: bool) -> Check | None:
    """The open check of this kind the organization itself has started already.

    Two of one kind at a time would split the reports between them.
    """
    identifier = connection.scalar(
        select(safety_checks.c.id)
        .where(
            safety_checks.c.organization == viewer.path,
            safety_checks.c.drill.is_(drill),
            safety_checks.c.closed_at.is_(None),
        )
        .limit(1)
    )
    return None if identifier is None else checks.find(connection, identifier)
