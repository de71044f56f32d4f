"""Choosing items: those a viewer may open, and the keys they have in addresses."""

from datetime import datetime

from flask import abort
from sqlalchemy import ColumnElement, Connection, or_, select

from syncd.clock import from_iso
from syncd.console.viewer import Viewer
from syncd.households import chain
from syncd.items import lookup
from syncd.items.lookup import Item
from syncd.store.tables import items


def item_key(identifier: str) -> str:
    """An item's id as one part of an address, as the sites write it: dots for slashes."""
    return identifier.replace("/", ".")


def shown_to(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on ``items``: a group's officers see the group's, others what reaches them."""
    if viewer.kind == "group":
        return items.c.organization == viewer.path
    return items.c.reach.in_(chain(viewer.path))


def find_item(connection: Connection, viewer: Viewer, key: str) -> Item:
    """The item of a key; the page on what is not there for any other."""
    identifier = connection.scalar(
        select(items.c.id).where(items.c.id == key.replace(".", "/"), shown_to(viewer))
    )
    if identifier is None:
        abort(404)
    return lookup.find(connection, [identifier])[identifier]


def current_items(connection: Connection, viewer: Viewer, now: datetime) -> list[Item]:
    """The items there are, those one may still answer first by deadline, then the newest."""
    identifiers = connection.scalars(
        select(items.c.id).where(
            shown_to(viewer),
            items.c.withdrawn_at.is_(None),
            or_(items.c.kind != "page", items.c.organization == viewer.path),
        )
    )
    found = list(lookup.find(connection, identifiers).values())
    found.sort(key=lambda item: (item.data["date"], item.id), reverse=True)
    found.sort(key=lambda item: _urgency(item, now))
    return found


def is_open(item: Item, now: datetime) -> bool:
    """Whether households may answer it now and are expected to."""
    if item.form is None or item.withdrawn_at is not None:
        return False
    closes_at = item.deadline or from_iso(item.data.get("expires"))
    return closes_at is None or now <= closes_at


def is_withdrawn(item: Item) -> bool:
    return item.withdrawn_at is not None


def _urgency(item: Item, now: datetime) -> tuple[bool, float]:
    opened = is_open(item, now)
    deadline = item.deadline.timestamp() if opened and item.deadline else float("inf")
    return not opened, deadline if opened else 0.0
