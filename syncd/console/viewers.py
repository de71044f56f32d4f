"""Finding the viewer: the officer of a session, as the store knows them now."""

from sqlalchemy import Connection, select

from syncd.console.viewer import Viewer
from syncd.items import organizations
from syncd.store.tables import officers


def find_viewer(connection: Connection, officer: str) -> Viewer | None:
    """The officer; None when revoked, or when their organization is no longer in the tree."""
    row = connection.execute(
        select(officers).where(officers.c.id == officer, officers.c.revoked_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    organization = organizations.find(connection, row.organization)
    return None if organization is None else Viewer(row.id, row.name, organization)
