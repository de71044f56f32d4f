"""All tables of the store, in one metadata."""

from syncd.store.metadata import metadata
from syncd.store.tables.circulation import answers, items, receipts
from syncd.store.tables.membership import (
    codes,
    devices,
    household_groups,
    households,
    organizations,
    people,
)
from syncd.store.tables.office import audit, officer_links, officers
from syncd.store.tables.pushing import deliveries, pushes, subscriptions
from syncd.store.tables.running import attempts, workers
from syncd.store.tables.safety import safety_checks, safety_reports
from syncd.store.tables.watching import bulbs, gateways, heartbeats

__all__ = [
    "answers",
    "attempts",
    "audit",
    "bulbs",
    "codes",
    "deliveries",
    "devices",
    "gateways",
    "heartbeats",
    "household_groups",
    "households",
    "items",
    "metadata",
    "officer_links",
    "officers",
    "organizations",
    "people",
    "pushes",
    "receipts",
    "safety_checks",
    "safety_reports",
    "subscriptions",
    "workers",
]
