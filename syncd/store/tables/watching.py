"""Watch-over bulbs, the gateways that speak for them, and their heartbeats."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table

from syncd.store.metadata import metadata
from syncd.store.types import Moment, Path, Serial

# A gateway speaks for every bulb of its organization, or for `bulb` alone when that is set.
gateways = Table(
    "gateways",
    metadata,
    Column("id", String, primary_key=True),
    Column("hash", String, nullable=False, unique=True),
    Column("organization", Path, nullable=False),
    Column("bulb", ForeignKey("bulbs.id")),
    Column("name", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment),
    Column("revoked_at", Moment),
)

bulbs = Table(
    "bulbs",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization", Path, nullable=False, index=True),
    Column("household", ForeignKey("households.id"), index=True),
    Column("name", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("removed_at", Moment),
)

# `at` is the moment believed, `device_at` what the bulb's clock said.
heartbeats = Table(
    "heartbeats",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("bulb", ForeignKey("bulbs.id"), nullable=False),
    Column("lit", Boolean, nullable=False),
    Column("seq", BigInteger),
    Column("at", Moment, nullable=False),
    Column("device_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("gateway", ForeignKey("gateways.id"), nullable=False),
    Index("ix_heartbeats_bulb_at", "bulb", "at"),
    # By which one sent twice is found, years of others lying beside it.
    Index("ix_heartbeats_bulb_device_at", "bulb", "device_at"),
)
