"""What keeps a publication from being made."""

from __future__ import annotations


class PublicationError(Exception):
    """A publication could not be made or finished; the message says why and what to do."""
