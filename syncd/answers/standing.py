"""What stands: the answers, marks and reports of a household that count now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from syncd.answers.counting import counts
from syncd.households import Household
from syncd.safety import checks
from syncd.safety.reports import NO_CHECK
from syncd.store.tables import answers, receipts, safety_reports

# A phone that joins anew is shown this much of what its household said before.
SHOWN_FOR = timedelta(days=400)
# A report made without a check is not shown as how somebody is for longer than this.
REPORT_SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Answer:
    """An answer of the household; ``status`` is stored, or late when only a late one is there."""

    id: str
    item: str
    kind: str
    value: dict[str, Any]
    at: datetime
    received_at: datetime
    person: str | None
    status: str
    source: str


def of_household(connection: Connection, household: Household, now: datetime) -> list[Answer]:
    """The answer that counts for each item and person, newest first, safety reports among them."""
    standing: dict[tuple[str, str | None], Answer] = {}
    rows = connection.execute(
        select(answers)
        .where(
            answers.c.household == household.id,
            answers.c.superseded_by.is_(None),
            answers.c.received_at > now - SHOWN_FOR,
        )
        .order_by(answers.c.late.desc(), answers.c.at)
    )
    # Late ones come first and so give way to one that counts.
    for row in rows:
        standing[row.item, row.person] = Answer(
            row.id,
            row.item,
            row.kind,
            row.value,
            row.at,
            row.received_at,
            row.person,
            "late" if row.late else "stored",
            row.source,
        )
    shown = [*standing.values(), *_reports(connection, household, now)]
    return sorted(shown, key=lambda answer: (answer.at, answer.id), reverse=True)


def receipts_of(connection: Connection, household: str, now: datetime) -> list[str]:
    """The items the household has opened."""
    return list(
        connection.scalars(
            select(receipts.c.item)
            .where(receipts.c.household == household, receipts.c.received_at > now - SHOWN_FOR)
            .order_by(receipts.c.item)
        )
    )


def _reports(connection: Connection, household: Household, now: datetime) -> list[Answer]:
    table: Table = safety_reports
    open_checks = [check.id for check in checks.open_for(connection, household)]
    without_check = table.c.safety_check.is_(None) & (table.c.at > now - REPORT_SHOWN_FOR)
    rows = connection.execute(
        select(table).where(
            table.c.household == household.id,
            counts(table),
            or_(table.c.safety_check.in_(open_checks), without_check),
        )
    )
    return [
        Answer(
            row.id,
            row.safety_check or NO_CHECK,
            "safety",
            {"state": row.state, "note": row.note, "place": row.place},
            row.at,
            row.received_at,
            row.person,
            "stored",
            row.source,
        )
        for row in rows
    ]
