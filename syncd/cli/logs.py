"""The log of long-running commands, on standard error."""

from __future__ import annotations

import logging


def begin_logging() -> None:
    """One line an event: what a service manager's journal expects."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    for chatty in ("watchdog", "alembic", "huey", "pypdf"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
