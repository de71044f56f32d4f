"""Looks: every look at personal data is written down, before it is shown."""

from collections.abc import Mapping

from syncd import audit
from syncd.api.requests import current_daemon
from syncd.console.visit import current_viewer, current_visit


def note_look(action: str, subject: str, details: Mapping[str, object] | None = None) -> None:
    """A row of the audit log in a transaction of its own; without it nothing is shown."""
    viewer = current_viewer()
    with current_daemon().store.write() as connection:
        audit.note(
            connection,
            actor=viewer.actor,
            action=action,
            subject=subject,
            organization=viewer.path,
            details=details,
            now=current_visit().now,
        )
