"""Looking up items."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from syncd.items.visibility import Scope
from syncd.store.tables import items


@dataclass(frozen=True)
class Item:
    """An item as the sites show it; ``data`` is its entry of the index."""

    id: str
    organization: str
    kind: str
    scopes: tuple[Scope, ...]
    data: Mapping[str, Any]
    deadline: datetime | None
    first_seen_at: datetime
    withdrawn_at: datetime | None

    @property
    def form(self) -> Mapping[str, Any] | None:
        return self.data.get("form")


def find(connection: Connection, identifiers: Iterable[str]) -> dict[str, Item]:
    """The items there are of these identifiers, withdrawn ones included."""
    rows = connection.execute(select(items).where(items.c.id.in_(set(identifiers))))
    return {row.id: _item(row) for row in rows}


def _item(row: Row[tuple[object, ...]]) -> Item:
    return Item(
        row.id,
        row.organization,
        row.kind,
        tuple((organization, audience) for organization, audience in row.scopes),
        row.data,
        row.deadline,
        row.first_seen_at,
        row.withdrawn_at,
    )
