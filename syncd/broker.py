"""The broker: where tasks lie from when they are asked for until a worker takes them."""

from __future__ import annotations

from pathlib import Path

from huey import Huey, PostgresHuey, PriorityRedisHuey, SqliteHuey
from huey.serializer import SignedSerializer
from huey.storage import PostgresStorage

from plugins.settings import Settings
from syncd.credentials import Credentials

TABLES_LOCK = 0x6B616972  # any number, as long as it is nobody else's in this database


def open_broker(
    name: str, settings: Settings, credentials: Credentials, *, results: bool = False
) -> Huey:
    """The queue of this name where the settings say, keeping ``results`` if they are wanted.

    Tasks are signed: whoever writes there must know the secret.
    """
    serializer = SignedSerializer(secret=credentials.derived_secret("queue"))
    url = settings["QUEUE"]
    if url.startswith(("redis://", "rediss://", "unix://")):
        return PriorityRedisHuey(name, url=url, results=results, serializer=serializer)
    if url.startswith(("postgresql://", "postgres://")):
        huey = PostgresHuey(
            name, dsn=url, results=results, serializer=serializer, create_tables=False
        )
        _make_tables(huey.storage)
        return huey
    file = Path(url) if url else settings.state_folder() / "queue.db"
    return SqliteHuey(name, filename=str(file), fsync=True, results=results, serializer=serializer)


def _make_tables(storage: PostgresStorage) -> None:
    """Huey's own tables, made by one process after the other: of two that make one at the same
    moment, PostgreSQL fails one in spite of its IF NOT EXISTS."""
    with storage.db(commit=True, close=True) as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", (TABLES_LOCK,))
        for statement in storage.ddl:
            cursor.execute(statement)
