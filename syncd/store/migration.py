"""Bringing the store's schema up to this program, in one transaction, at every start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from syncd.store.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as every program of ours uses the same.
POSTGRES_LOCK = 8_710_421


class SchemaTooNew(Exception):
    """The store was written by a newer program than this one; nothing was touched."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"このデータは新しい版の Kairan で作られています（{revision}）。"
            "Kairan を新しくするか、控えから戻してください。\n"
            f"The store was written by a newer Kairan (schema {revision})."
            " Upgrade this program, or restore a backup made by this version."
        )


def migrate(store: Store) -> None:
    """The schema is this program's afterwards; raises SchemaTooNew if it already is beyond it.

    Processes starting together do it once: the first holds the write lock, the others find it done.
    """
    with store.read() as connection:
        if _is_current(connection):
            return
    with store.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": POSTGRES_LOCK})
        if not _is_current(connection):
            command.upgrade(_configuration(connection), "head")


def _is_current(connection: Connection) -> bool:
    scripts = ScriptDirectory.from_config(_configuration(connection))
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in {
        script.revision for script in scripts.walk_revisions()
    }:
        raise SchemaTooNew(current)
    return current == scripts.get_current_head()


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    return configuration
