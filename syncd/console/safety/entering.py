"""Entering reports by proxy: the ○△× of a 班's sheet, and what is known of one household."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from werkzeug.datastructures import MultiDict

from syncd import audit, households
from syncd.answers.judge import Status
from syncd.answers.record import record
from syncd.answers.senders import Sender
from syncd.clock import iso
from syncd.console.safety.needs import BY_STATE
from syncd.console.viewer import Viewer
from syncd.identifiers import new_id
from syncd.safety.checks import Check

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Mark:
    """What is entered of a household, or of one person in it."""

    household: str
    person: str | None
    state: str
    note: str = ""


def read_sheet(fields: MultiDict[str, str], asked: Iterable[str]) -> list[Mark]:
    """The households of a sheet that got a mark; those left blank stay unknown to us."""
    marks = [Mark(one, None, fields.get(f"state.{one}", "")) for one in asked]
    return [mark for mark in marks if mark.state in BY_STATE]


def read_household(
    fields: MultiDict[str, str], household: str, people: Iterable[str]
) -> list[Mark]:
    """The marks entered of a household as a whole and of each of its people."""
    marks = []
    for person in (None, *people):
        name = person or "whole"
        note = fields.get(f"note.{name}", "").replace("\r\n", "\n").strip()[:LONGEST_NOTE]
        marks.append(Mark(household, person, fields.get(f"state.{name}", ""), note))
    return [mark for mark in marks if mark.state in BY_STATE]


def enter(
    connection: Connection, viewer: Viewer, check: Check, marks: Iterable[Mark], now: datetime
) -> int:
    """Record the marks, and say in the audit log for whom; the number that were kept."""
    kept = []
    for mark in marks:
        household = households.find(connection, mark.household)
        if household is None:
            continue
        raw = {
            "id": new_id(now),
            "item": check.id,
            "kind": "safety",
            "value": {"state": mark.state, "note": mark.note},
            "at": iso(now),
            "person": mark.person,
        }
        result = record(connection, Sender(household, officer=viewer.officer), [raw], now)[0]
        if result.status is not Status.REJECTED:
            kept.append(mark)
    if kept:
        audit.note(
            connection,
            actor=viewer.actor,
            action="safety-report.proxy",
            organization=viewer.path,
            subject=check.id,
            details={"households": sorted({mark.household for mark in kept})},
            now=now,
        )
    return len(kept)
