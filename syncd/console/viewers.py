"""Finding the viewer: the officer of a session, as the store knows them now."""

from sqlalchemy import Connection

from syncd import officers
from syncd.console.viewer import Viewer
from syncd.items import organizations


def find_viewer(connection: Connection, identifier: str) -> Viewer | None:
    """The officer; None when revoked, or when their organization is no longer in the tree."""
    officer = officers.find(connection, identifier)
    if officer is None:
        return None
    organization = organizations.find(connection, officer.organization)
    return None if organization is None else Viewer(officer.id, officer.name, organization)
