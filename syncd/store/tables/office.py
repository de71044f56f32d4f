"""Officers, the links that let them in for the first time, and the audit log."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from syncd.store.metadata import metadata
from syncd.store.types import Json, Moment, Path, Serial

officers = Table(
    "officers",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization", Path, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

officer_links = Table(
    "officer_links",
    metadata,
    Column("hash", String, primary_key=True),
    Column("officer", ForeignKey("officers.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

# Append-only: the first migration adds triggers that refuse to change or remove a row.
audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("organization", Path),
    Column("subject", String, nullable=False),
    Column("details", Json, nullable=False),
    Index("ix_audit_organization_at", "organization", "at"),
)
