"""Replies: what each household named to the viewer has read and answered, with its history."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from syncd.console.viewer import Viewer, named
from syncd.items.lookup import Item
from syncd.items.visibility import audience_of
from syncd.store.tables import answers, households, officers, people, receipts


@dataclass(frozen=True)
class Read:
    """The read mark; ``officer`` made it when it is from paper."""

    at: datetime
    received_at: datetime
    source: str
    officer: str | None


@dataclass(frozen=True)
class Reply:
    """One answer as it was sent. ``person`` is a label, None when the household answers as one."""

    id: str
    person: str | None
    value: Mapping[str, Any]
    at: datetime
    received_at: datetime
    late: bool
    superseded: bool
    source: str
    officer: str | None

    @property
    def counts(self) -> bool:
        return not self.late and not self.superseded


@dataclass
class Asked:
    """A household that is asked, and all it has sent, the newest first."""

    id: str
    unit: str
    label: str
    paper: bool
    read: Read | None = None
    replies: list[Reply] = field(default_factory=list)

    @property
    def counting(self) -> list[Reply]:
        return [reply for reply in self.replies if reply.counts]

    @property
    def late(self) -> list[Reply]:
        return [reply for reply in self.replies if reply.late]

    @property
    def conflict(self) -> bool:
        """Whether paper and phone said different things: somebody should ask."""
        return any(
            other.superseded
            and other.source != reply.source
            and other.person == reply.person
            and other.value != reply.value
            for reply in self.counting
            for other in self.replies
        )


def households_asked(
    connection: Connection, viewer: Viewer, item: Item, household: str | None = None
) -> list[Asked]:
    """The households asked that the viewer may name, in the roster's order; or one of them."""
    condition = and_(named(viewer), audience_of(item.scopes))
    if household is not None:
        condition = and_(condition, households.c.id == household)
    rows = connection.execute(select(households).where(condition))
    asked = [Asked(row.id, row.unit, row.label, row.paper) for row in rows]
    asked.sort(key=lambda one: viewer.roster_place(one.unit, one.label))
    marks = _read_marks(connection, item.id, condition)
    replies = _replies(connection, item.id, condition)
    for one in asked:
        one.read = marks.get(one.id)
        one.replies = replies[one.id]
    return asked


def _read_marks(
    connection: Connection, item: str, condition: ColumnElement[bool]
) -> dict[str, Read]:
    rows = connection.execute(
        select(receipts, officers.c.name)
        .join_from(receipts, households)
        .outerjoin(officers, receipts.c.officer == officers.c.id)
        .where(receipts.c.item == item, condition)
    )
    return {row.household: Read(row.at, row.received_at, row.source, row.name) for row in rows}


def _replies(
    connection: Connection, item: str, condition: ColumnElement[bool]
) -> Mapping[str, list[Reply]]:
    rows = connection.execute(
        select(answers, officers.c.name, people.c.label)
        .join_from(answers, households)
        .outerjoin(officers, answers.c.officer == officers.c.id)
        .outerjoin(people, answers.c.person == people.c.id)
        .where(answers.c.item == item, condition)
        .order_by(answers.c.at.desc(), answers.c.id.desc())
    )
    found: dict[str, list[Reply]] = defaultdict(list)
    for row in rows:
        found[row.household].append(
            Reply(
                row.id,
                row.label,
                row.value,
                row.at,
                row.received_at,
                row.late,
                row.superseded_by is not None,
                row.source,
                row.name,
            )
        )
    return found
