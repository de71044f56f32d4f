"""What the daemon must know of itself: attempts at guessing, and that its workers live."""

from sqlalchemy import Column, Integer, String, Table

from syncd.store.metadata import metadata
from syncd.store.types import Moment

# One counter a bucket (a keyed hash of an address, or an organization) and window.
attempts = Table(
    "attempts",
    metadata,
    Column("bucket", String, primary_key=True),
    Column("ends_at", Moment, primary_key=True),
    Column("count", Integer, nullable=False),
)

workers = Table(
    "workers",
    metadata,
    Column("name", String, primary_key=True),
    Column("pulse_at", Moment, nullable=False),
)
