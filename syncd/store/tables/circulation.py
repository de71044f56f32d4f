"""What circulates: items as the sites show them, households' answers and read marks."""

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
from syncd.store.types import Json, Moment, Path

# `data` is the item's entry of index.json; `scopes` the (organization, audience) pairs seeing it.
items = Table(
    "items",
    metadata,
    Column("id", Path, primary_key=True),
    Column("organization", Path, nullable=False, index=True),
    Column("reach", Path, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("scopes", Json, nullable=False),
    Column("data", Json, nullable=False),
    Column("digest", String, nullable=False),
    Column("sealed", String),
    Column("deadline", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

COUNTS = "superseded_by IS NULL AND NOT late"

# Every answer is kept. The one that counts is not late and not superseded; the index makes a
# second one for the same household, item and person impossible, whatever races.
answers = Table(
    "answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("household", ForeignKey("households.id"), nullable=False),
    Column("item", ForeignKey("items.id"), nullable=False),
    Column("person", ForeignKey("people.id")),
    Column("kind", String, nullable=False),
    Column("value", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("superseded_by", String),
    Column("source", String, nullable=False),
    Column("device", ForeignKey("devices.id")),
    Column("officer", ForeignKey("officers.id")),
    CheckConstraint("source IN ('phone', 'proxy')", name="source"),
    Index("ix_answers_item", "item", "household"),
    Index(
        "uq_answers_counts",
        "household",
        "item",
        func.coalesce(expression("person"), expression("''")),
        unique=True,
        sqlite_where=text(COUNTS),
        postgresql_where=text(COUNTS),
    ),
)

# A read mark: the first moment anyone in the household opened the item.
receipts = Table(
    "receipts",
    metadata,
    Column("household", ForeignKey("households.id"), primary_key=True),
    Column("item", ForeignKey("items.id"), primary_key=True),
    Column("id", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("source", String, nullable=False),
    Column("device", ForeignKey("devices.id")),
    Column("officer", ForeignKey("officers.id")),
    CheckConstraint("source IN ('phone', 'proxy')", name="source"),
    Index("ix_receipts_item", "item"),
)
