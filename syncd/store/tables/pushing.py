"""Web push: subscriptions, what is pushed, and the delivery of each push to each device."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from syncd.store.metadata import metadata
from syncd.store.types import Json, Moment, Serial

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("device", ForeignKey("devices.id"), primary_key=True),
    Column("endpoint", String, nullable=False, unique=True),
    Column("p256dh", String, nullable=False),
    Column("auth", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("renewed_at", Moment, nullable=False),
)

# `texts` is {language: {"title", "body"}}; a device gets its own language, else Japanese. `url` is
# relative to a language's folder of a site.
pushes = Table(
    "pushes",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("item", String, index=True),
    Column("tag", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("urgency", String, nullable=False),
    Column("texts", Json, nullable=False),
    Column("url", String, nullable=False),
    Column("correction", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

PENDING = "state = 'pending'"

# `due_at` is the earliest moment of the next attempt. A worker taking a delivery moves it ahead
# by the lease, so that the delivery of a worker that died is due again, and writes the state only
# when the push service has answered.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("push", ForeignKey("pushes.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("state", String, nullable=False, server_default="pending"),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("answer", String),
    Column("settled_at", Moment),
    CheckConstraint(
        "state IN ('pending', 'sent', 'gone', 'given-up', 'replaced')",
        name="state",
    ),
    UniqueConstraint("push", "device"),
    Index("ix_deliveries_device", "device"),
    Index(
        "ix_deliveries_due",
        "due_at",
        sqlite_where=text(PENDING),
        postgresql_where=text(PENDING),
    ),
)
