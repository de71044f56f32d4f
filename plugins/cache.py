"""The content-addressed cache: bytes by their digest, facts by what they were made from.

Safe to delete at any time, a build makes again what is missing. Everything is written to a
temporary name and renamed, so that a build cut off leaves nothing half-written.
"""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import brotli
import orjson

FORMAT = "3"  # raised when what is kept under the same key would be made differently
# The best there is for what every site holds and phones keep; a tenth of its time for the rest.
BEST, QUICK = 11, 6
COMPRESSORS: dict[str, Callable[[bytes, int], bytes]] = {
    "br": lambda data, effort: bytes(brotli.compress(data, quality=effort)),
    "gz": lambda data, effort: gzip.compress(data, min(effort, 9), mtime=0),
}


KEPT_DAYS = 30
CLOCK_GRAIN = 2.0  # seconds by which a file's time may lag behind


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:40]


class Cache:
    """A folder of objects (published bytes, linked into the sites) and facts (JSON)."""

    def __init__(self, folder: Path) -> None:
        self._objects = str(folder / "objects")
        self._facts = folder / "facts"

    def keep(self, data: bytes) -> str:
        """The digest of bytes that are now kept."""
        name = digest(data)
        place = self.place(name)
        if _size(place) != len(data):
            self._fill(place, data)
        return name

    @staticmethod
    def _fill(place: str, data: bytes) -> None:
        """Write an object where it belongs, or complete one whose writer was cut off.

        Others who write it write the same bytes, and nobody uses an object before it has the size
        of what it holds: no temporary name is needed.
        """
        flags = os.O_WRONLY | os.O_CREAT
        try:
            descriptor = os.open(place, flags, 0o644)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            descriptor = os.open(place, flags, 0o644)
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.truncate()  # who appended to a published file appended here too

    def object(self, name: str) -> Path:
        return Path(self.place(name))

    def place(self, name: str) -> str:
        """Where an object is kept; asked for every file of a city, hence no Path."""
        return f"{self._objects}/{name[:2]}/{name}"

    def distrust(self, since: float) -> None:
        """Forget every object written since a moment, in seconds, that is not what its name says:
        a power failure may have taken what it held."""
        for file in self._files(self._objects):
            if (
                file.stat().st_mtime >= since - CLOCK_GRAIN
                and digest(file.read_bytes()) != file.name
            ):
                file.unlink()

    def prune(self, wanted: AbstractSet[str]) -> int:
        """Forget what nothing needs any more; how many files.

        An object is needed when it is ``wanted`` or published, which shows in a second link to it.
        A fact is when its object is, one without an object for KEPT_DAYS.
        """
        removed = 0
        for file in self._files(self._objects):
            if file.stat().st_nlink == 1 and file.name not in wanted:
                file.unlink()
                removed += 1
        for file in self._files(str(self._facts)):
            content = orjson.loads(file.read_bytes()).get("content")
            old = file.stat().st_mtime < time.time() - KEPT_DAYS * 86_400
            if not self.object(content).exists() if content else old:
                file.unlink()
                removed += 1
        return removed

    @staticmethod
    def _files(folder: str) -> Iterator[Path]:
        for parent, _, names in os.walk(folder):
            yield from (Path(parent, name) for name in names)

    def compressed(self, name: str, variant: str, effort: int = QUICK) -> str | None:
        """The digest of a compressed variant of a kept object; None when it is no smaller."""

        def make() -> dict[str, str | None]:
            data = self.object(name).read_bytes()
            smaller = COMPRESSORS[variant](data, effort)
            return {"content": self.keep(smaller) if len(smaller) < len(data) else None}

        found: str | None = self.facts(("compressed", name, variant, str(effort)), make)["content"]
        return found

    def facts(self, key: Sequence[str], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What ``make`` returned when it was last asked under this key; JSON values only.

        It is made again when the object it names as its ``content`` is no longer kept.
        """
        file = self._fact_file(key)
        try:
            known: dict[str, Any] = orjson.loads(file.read_bytes())
        except (FileNotFoundError, orjson.JSONDecodeError):
            known = {"content": ""}
        content = known.get("content")
        if content is None or (content and self.object(content).exists()):
            return known
        made = make()
        self._write(str(file), orjson.dumps(made))
        return made

    def _fact_file(self, key: Sequence[str]) -> Path:
        name = digest("\0".join((FORMAT, *key)).encode())
        return self._facts / name[:2] / name

    def _write(self, place: str, data: bytes) -> None:
        folder = place.rpartition("/")[0]
        # No two processes, on whatever machines, write under one name.
        temporary = f"{folder}/.new-{uuid4().hex}"
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
        os.replace(temporary, place)


def _size(place: str) -> int:
    """The size of a file; -1 when there is none."""
    try:
        return os.stat(place).st_size
    except FileNotFoundError:
        return -1
