"""Who belongs to whom: organizations, households, their people, codes and devices."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, text

from syncd.store.metadata import metadata
from syncd.store.types import Json, Moment, Path

# The organization tree as last ingested. `first_seen_at` marks the baseline: what was already
# there then is never pushed. `index_digest` is of an association's index.json as last read.
organizations = Table(
    "organizations",
    metadata,
    Column("path", Path, primary_key=True),
    Column("kind", String, nullable=False),
    Column("reach", Path, nullable=False),
    Column("names", Json, nullable=False),
    Column("languages", Json, nullable=False),
    Column("units", Json, nullable=False),
    Column("timezone", String, nullable=False),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("index_digest", String),
    Column("first_seen_at", Moment, nullable=False),
    Column("gone_at", Moment),
)

households = Table(
    "households",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization", Path, nullable=False),
    Column("unit", String, nullable=False),
    Column("label", String, nullable=False),
    Column("paper", Boolean, nullable=False),
    Column("officer", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("moved_out_at", Moment),
    Index(
        "uq_households_roster",
        "organization",
        "unit",
        "label",
        unique=True,
        sqlite_where=text("moved_out_at IS NULL"),
        postgresql_where=text("moved_out_at IS NULL"),
    ),
)

# A group is named by the organization holding its folder and the folder's name, as in key ids.
household_groups = Table(
    "household_groups",
    metadata,
    Column("household", ForeignKey("households.id"), primary_key=True),
    Column("holder", Path, primary_key=True),
    Column("name", String, primary_key=True),
    Index("ix_household_groups_group", "holder", "name"),
)

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("household", ForeignKey("households.id"), nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("left_at", Moment),
)

# Only a keyed hash of a join code is kept; a printed card works until its code is revoked.
codes = Table(
    "codes",
    metadata,
    Column("hash", String, primary_key=True),
    Column("household", ForeignKey("households.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

devices = Table(
    "devices",
    metadata,
    Column("id", String, primary_key=True),
    Column("hash", String, nullable=False, unique=True),
    Column("household", ForeignKey("households.id"), nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)
