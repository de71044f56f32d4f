"""Migrations: the schema is this program's after every start, or nothing is touched."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from syncd.store import Store
from syncd.store.migration import MIGRATIONS, SchemaTooNew, migrate
from syncd.store.tables import metadata

HEAD = ScriptDirectory(str(MIGRATIONS)).get_current_head()
DATABASES = ["sqlite", "postgresql"]


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database nothing is in."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kairan.db'}"
    database: str = request.getfixturevalue("cluster").new_database()
    return database.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)


def revision(store: Store) -> str | None:
    with store.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_a_fresh_store_gets_exactly_the_tables_the_program_knows(store: Store) -> None:
    migrate(store)

    with store.read() as connection, warnings.catch_warnings():
        # Indexes on expressions cannot be compared; the tests of what they forbid stand for them.
        warnings.simplefilter("ignore")
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)
    store.close()
    assert differences == []


def test_migrating_twice_changes_nothing(store: Store) -> None:
    migrate(store)
    with store.write() as connection:
        connection.execute(text("INSERT INTO workers VALUES ('here', '2026-11-05 03:00:00')"))

    migrate(store)

    with store.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM workers")) == 1
    store.close()
    assert revision(store) == HEAD
    store.close()


def test_a_newer_schema_is_refused_in_two_languages_and_left_alone(store: Store) -> None:
    migrate(store)
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaTooNew) as refused:
        migrate(store)

    store.close()
    assert "9999" in str(refused.value)
    assert "新しい版" in str(refused.value)
    assert "Upgrade this program" in str(refused.value)
    assert revision(store) == "9999"
    store.close()


def test_a_migration_that_fails_leaves_nothing_behind(store: Store) -> None:
    with store.write() as connection:
        # What the migration is going to make is there already, of another kind.
        connection.execute(text("CREATE TABLE workers (surprise INTEGER)"))

    with pytest.raises(Exception, match="workers"):
        migrate(store)

    with store.read() as connection:
        tables = inspect(connection).get_table_names()
    store.close()
    assert tables == ["workers"]


def test_processes_starting_together_migrate_once(url: str) -> None:
    stores = [Store(url) for _ in range(4)]
    begin = Barrier(len(stores))

    def start(store: Store) -> None:
        begin.wait()
        migrate(store)

    with ThreadPoolExecutor(len(stores)) as processes:
        started = list(processes.map(start, stores))

    assert len(started) == 4
    assert {revision(store) for store in stores} == {HEAD}
    for store in stores:
        store.close()
