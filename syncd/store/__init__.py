"""The store: everything the daemon must not forget, in SQLite or PostgreSQL."""

from syncd.store.engine import Store

__all__ = ["Store"]
