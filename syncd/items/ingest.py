"""Ingesting what was published: the store's items become those the sites show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from plugins.organizations import Tree, is_below
from syncd.items import organizations
from syncd.items.index import Entry, Reading
from syncd.store.tables import items


@dataclass(frozen=True)
class Changes:
    """What an ingest found, each in the order of the indexes.

    ``baseline`` are known from now on but are not news: the first items of organizations never seen
    before, and of associations whose site had not been built until now.
    """

    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    withdrawn: tuple[str, ...] = ()
    baseline: tuple[Entry, ...] = ()


def ingest(connection: Connection, reading: Reading, tree: Tree, now: datetime) -> Changes:
    """Bring the store up to what was read, in the caller's transaction.

    An item is withdrawn when an index that should show it was read anew and does not. One that
    comes back unchanged is neither new nor changed.
    """
    read_before = [path for path, read in organizations.index_digests(connection).items() if read]
    fresh = organizations.keep(connection, tree, reading.digests, now)
    rows = connection.execute(
        select(
            items.c.id, items.c.organization, items.c.reach, items.c.digest, items.c.withdrawn_at
        )
    )
    known = {row.id: row for row in rows}
    new: list[Entry] = []
    changed: list[Entry] = []
    baseline: list[Entry] = []
    added = []
    for entry in reading.entries.values():
        before = known.get(entry.id)
        if before is None:
            added.append({"id": entry.id, "first_seen_at": now, **_values(entry, now)})
            is_news = entry.data["organization"] not in fresh and any(
                is_below(path, entry.reach) for path in read_before
            )
            (new if is_news else baseline).append(entry)
        elif before.digest != entry.data["digest"]:
            connection.execute(
                update(items).where(items.c.id == entry.id).values(**_values(entry, now))
            )
            changed.append(entry)
        elif before.withdrawn_at is not None:
            connection.execute(
                update(items).where(items.c.id == entry.id).values(withdrawn_at=None)
            )
    if added:
        # At once: a city's first ingest holds the write lock a fraction of the time so.
        connection.execute(insert(items), added)
    withdrawn = tuple(
        row.id
        for row in known.values()
        if row.withdrawn_at is None
        and row.id not in reading.entries
        and is_missing(row.organization, row.reach, tree, reading.changed)
    )
    for identifier in withdrawn:
        connection.execute(update(items).where(items.c.id == identifier).values(withdrawn_at=now))
    return Changes(tuple(new), tuple(changed), withdrawn, tuple(baseline))


def is_missing(organization: str, reach: str, tree: Tree, read: set[str]) -> bool:
    """Whether an item shown by none of the indexes read ought to have been in one of them."""
    return organization not in tree or any(is_below(path, reach) for path in read)


def _values(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "organization": entry.data["organization"],
        "reach": entry.reach,
        "kind": entry.data["kind"],
        "scopes": [list(scope) for scope in entry.scopes],
        "data": dict(entry.data),
        "digest": entry.data["digest"],
        "sealed": entry.sealed,
        "deadline": entry.deadline,
        "changed_at": now,
        "withdrawn_at": None,
    }
