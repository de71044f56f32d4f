"""The content-addressed cache: bytes by their digest, facts by what they were made from.

Safe to delete at any time, a build makes again what is missing. Everything is written to a
temporary name and renamed, so that a build cut off leaves nothing half-written.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

import brotli

FORMAT = "2"  # raised when what is kept under the same key would be made differently
# The best there is for what every site holds and phones keep; a tenth of its time for the rest.
BEST, QUICK = 11, 6
COMPRESSORS: dict[str, Callable[[bytes, int], bytes]] = {
    "br": lambda data, effort: bytes(brotli.compress(data, quality=effort)),
    "gz": lambda data, effort: gzip.compress(data, min(effort, 9), mtime=0),
}


def digest(data: bytes) -> str:
    return blake2b(data, digest_size=20).hexdigest()


class Cache:
    """A folder of objects (published bytes, linked into the sites) and facts (JSON)."""

    def __init__(self, folder: Path) -> None:
        self._objects = str(folder / "objects")
        self._facts = folder / "facts"

    def keep(self, data: bytes) -> str:
        """The digest of bytes that are now kept."""
        name = digest(data)
        place = self.place(name)
        if not os.path.exists(place):
            self._write(place, data)
        return name

    def object(self, name: str) -> Path:
        return Path(self.place(name))

    def place(self, name: str) -> str:
        """Where an object is kept; asked for every file of a city, hence no Path."""
        return f"{self._objects}/{name[:2]}/{name}"

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
            known: dict[str, Any] = json.loads(file.read_bytes())
        except (FileNotFoundError, json.JSONDecodeError):
            known = {"content": ""}
        content = known.get("content")
        if content is None or (content and self.object(content).exists()):
            return known
        made = make()
        self._write(str(file), json.dumps(made, ensure_ascii=False).encode())
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
