"""What arrived on a storage: remembered file by file, at the moment each has arrived.

So a publication that ends in the middle, however it ends, is gone on with where it was. A place is
marked unsure before anything is done to it; what is unsure is sent again, or removed again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from syncd.publishing.plan import UNSURE

# A power cut may lose the last arrivals, which then travel twice; it never damages the file.
SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS files (place TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
COMPLETE, INTERRUPTED = "complete", "interrupted"


class Arrived:
    """The memory of one storage. Safe to delete: the storage is asked what lies there."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def fact(self, name: str) -> str | None:
        found = self._database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def note_facts(self, facts: Mapping[str, str]) -> None:
        with self._database:
            self._database.executemany("REPLACE INTO facts VALUES (?, ?)", facts.items())

    def known(self) -> dict[str, str] | None:
        """The mark of each place, UNSURE where it is not known; None when nothing is remembered."""
        if self.fact(COMPLETE) is None:
            return None
        return dict(self._database.execute("SELECT place, mark FROM files"))

    def found(self, marks: Mapping[str, str]) -> None:
        """Remember what a look at the storage found, and nothing else."""
        with self._database:
            self._database.execute("DELETE FROM files")
            self._database.executemany("INSERT INTO files VALUES (?, ?)", marks.items())
            self._database.execute("REPLACE INTO facts VALUES (?, '1')", (COMPLETE,))

    def begin(self, places: Iterable[str]) -> None:
        """These places are about to change: until more is known they are unsure."""
        with self._database:
            rows = ((place, UNSURE) for place in places)
            self._database.executemany("REPLACE INTO files VALUES (?, ?)", rows)
            self._database.execute("REPLACE INTO facts VALUES (?, '1')", (INTERRUPTED,))
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # on disk before anything is sent

    def note(self, place: str, mark: str) -> None:
        """A file has arrived."""
        with self._database:
            self._database.execute("REPLACE INTO files VALUES (?, ?)", (place, mark))

    def removed(self, places: Iterable[str]) -> None:
        with self._database:
            rows = ((place,) for place in places)
            self._database.executemany("DELETE FROM files WHERE place = ?", rows)

    def finish(self) -> None:
        """The publication is whole."""
        with self._database:
            self._database.execute("DELETE FROM facts WHERE name = ?", (INTERRUPTED,))


@contextmanager
def memory_of(file: Path) -> Iterator[Arrived]:
    """The memory kept in a file; one that cannot be read is forgotten."""
    try:
        database = _opened(file)
    except sqlite3.DatabaseError:
        file.unlink()
        database = _opened(file)
    with closing(database):
        yield Arrived(database)


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file)
    try:
        database.executescript(SCHEMA)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
