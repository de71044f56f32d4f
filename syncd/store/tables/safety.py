"""Safety checks and the reports that answer them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    func,
    text,
)
from sqlalchemy import literal_column as expression

from syncd.store.metadata import metadata
from syncd.store.tables.circulation import COUNTS
from syncd.store.types import Json, Moment, Path

safety_checks = Table(
    "safety_checks",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization", Path, nullable=False, index=True),
    Column("titles", Json, nullable=False),
    Column("drill", Boolean, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("started_by", String, nullable=False),
    Column("closed_at", Moment),
)

# `safety_check` is null for a report made while no check was open. `late`: made after the close.
safety_reports = Table(
    "safety_reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("safety_check", ForeignKey("safety_checks.id")),
    Column("household", ForeignKey("households.id"), nullable=False),
    Column("person", ForeignKey("people.id")),
    Column("state", String, nullable=False),
    Column("note", String, nullable=False),
    Column("place", Json),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("superseded_by", String),
    Column("source", String, nullable=False),
    Column("device", ForeignKey("devices.id")),
    Column("officer", ForeignKey("officers.id")),
    CheckConstraint("state IN ('safe', 'hurt', 'rescue', 'unknown')", name="state"),
    CheckConstraint("source IN ('phone', 'proxy')", name="source"),
    Index("ix_safety_reports_household", "household", "safety_check"),
    Index(
        "uq_safety_reports_counts",
        func.coalesce(expression("safety_check"), expression("''")),
        "household",
        func.coalesce(expression("person"), expression("''")),
        unique=True,
        sqlite_where=text(COUNTS),
        postgresql_where=text(COUNTS),
    ),
)
