"""The broker: where tasks lie from when they are asked for until a worker takes them."""

from __future__ import annotations

from pathlib import Path

from huey import Huey, PostgresHuey, PriorityRedisHuey, SqliteHuey
from huey.serializer import SignedSerializer

from plugins.settings import Settings
from syncd.credentials import Credentials


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
        return PostgresHuey(name, dsn=url, results=results, serializer=serializer)
    file = Path(url) if url else settings.state_folder() / "queue.db"
    return SqliteHuey(name, filename=str(file), fsync=True, results=results, serializer=serializer)
