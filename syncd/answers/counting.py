"""Keeping exactly one counting row for each household, subject and person.

Answers and safety reports are kept in tables of the same shape: ``id``, ``at``, ``late``,
``superseded_by`` and ``person``, with an index that allows one counting row only.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update

from syncd.answers.judge import Mark, Status, Verdict


def counts(table: Table) -> ColumnElement[bool]:
    """The condition under which a row counts."""
    return table.c.superseded_by.is_(None) & ~table.c.late


def counting_mark(connection: Connection, table: Table, subject: dict[str, Any]) -> Mark | None:
    """The mark of the row that counts for the subject, by column."""
    row = connection.execute(
        select(table.c.at, table.c.id).where(counts(table), *_matches(table, subject))
    ).one_or_none()
    return None if row is None else Mark(row.at, row.id)


def keep(
    connection: Connection,
    table: Table,
    verdict: Verdict,
    subject: dict[str, Any],
    row: dict[str, Any],
    counting: Mark | None,
) -> None:
    """Add the row; it supersedes what counted, or is superseded by it, as the verdict says."""
    superseded_by = None
    if verdict.status is Status.STORED:
        connection.execute(
            update(table)
            .where(counts(table), *_matches(table, subject))
            .values(superseded_by=row["id"])
        )
    elif verdict.status is Status.SUPERSEDED and counting:
        superseded_by = counting.id
    connection.execute(
        insert(table).values(
            **subject,
            **row,
            at=verdict.at,
            late=verdict.status is Status.LATE,
            superseded_by=superseded_by,
        )
    )


def _matches(table: Table, subject: dict[str, Any]) -> list[ColumnElement[bool]]:
    return [
        table.c[name].is_(None) if value is None else table.c[name] == value
        for name, value in subject.items()
    ]
