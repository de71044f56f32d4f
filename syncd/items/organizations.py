"""The organizations as last ingested, so that the daemon runs without the content at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from plugins.organizations import Organization, Tree
from syncd.store.tables import organizations


@dataclass(frozen=True)
class Known:
    """What the daemon keeps of an organization. ``quiet`` are minutes of the day, as in the tree."""

    path: str
    kind: str
    names: Mapping[str, str]
    languages: tuple[str, ...]
    units: tuple[str, ...]
    timezone: str
    quiet: tuple[int, int] | None

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["ja"]


def find(connection: Connection, path: str) -> Known | None:
    row = connection.execute(
        select(organizations).where(organizations.c.path == path, organizations.c.gone_at.is_(None))
    ).one_or_none()
    return None if row is None else _known(row)


def every(connection: Connection) -> dict[str, Known]:
    """All organizations there are, by path."""
    rows = connection.execute(select(organizations).where(organizations.c.gone_at.is_(None)))
    return {row.path: _known(row) for row in rows}


def index_digests(connection: Connection) -> dict[str, str | None]:
    rows = connection.execute(select(organizations.c.path, organizations.c.index_digest))
    return {row.path: row.index_digest for row in rows}


def keep(
    connection: Connection, tree: Tree, digests: Mapping[str, str], now: datetime
) -> frozenset[str]:
    """Make the organizations those of the tree; the paths that were not there ever before."""
    rows = connection.execute(select(organizations))
    before = {row.path: row._asdict() for row in rows}
    added = []
    for organization in tree:
        path = organization.path
        values = _values(organization, tree)
        if path in digests:
            values["index_digest"] = digests[path]
        if path not in before:
            added.append({"index_digest": None, **values, "path": path, "first_seen_at": now})
        elif any(before[path][name] != value for name, value in values.items()):
            connection.execute(
                update(organizations).where(organizations.c.path == path).values(**values)
            )
    if added:
        connection.execute(insert(organizations), added)
    gone = before.keys() - tree.organizations.keys()
    connection.execute(
        update(organizations)
        .where(organizations.c.path.in_(gone), organizations.c.gone_at.is_(None))
        .values(gone_at=now, index_digest=None)
    )
    return frozenset(tree.organizations.keys() - before.keys())


def _values(organization: Organization, tree: Tree) -> dict[str, Any]:
    quiet = organization.quiet_hours
    return {
        "kind": organization.kind,
        "reach": tree.reach_of(organization.path),
        "names": dict(organization.names),
        "languages": list(organization.languages),
        "units": list(organization.units),
        "timezone": organization.timezone,
        "quiet_from": quiet[0] if quiet else None,
        "quiet_to": quiet[1] if quiet else None,
        "gone_at": None,
    }


def _known(row: Row[tuple[object, ...]]) -> Known:
    quiet = None if row.quiet_from is None else (row.quiet_from, row.quiet_to)
    return Known(
        row.path,
        row.kind,
        row.names,
        tuple(row.languages),
        tuple(row.units),
        row.timezone,
        quiet,
    )
