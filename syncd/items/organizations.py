"""The organizations as last ingested, so that the daemon runs without the content at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select, update

from plugins.organizations import Tree
from syncd.store.tables import organizations
from syncd.store.upsert import insert_or


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
    before = set(connection.scalars(select(organizations.c.path)))
    for organization in tree:
        path = organization.path
        quiet = organization.quiet_hours
        values = {
            "kind": organization.kind,
            "reach": tree.reach_of(path),
            "names": dict(organization.names),
            "languages": list(organization.languages),
            "units": list(organization.units),
            "timezone": organization.timezone,
            "quiet_from": quiet[0] if quiet else None,
            "quiet_to": quiet[1] if quiet else None,
            "gone_at": None,
        }
        if path in digests:
            values["index_digest"] = digests[path]
        statement = insert_or(connection, organizations).values(
            path=path, first_seen_at=now, **values
        )
        connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=values))
    gone = before - set(tree.organizations)
    connection.execute(
        update(organizations)
        .where(organizations.c.path.in_(gone), organizations.c.gone_at.is_(None))
        .values(gone_at=now, index_digest=None)
    )
    return frozenset(set(tree.organizations) - before)


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
