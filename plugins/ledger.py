"""The ledger: of what every binder and every site was made when they were last made."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson

from plugins.whole_files import write_whole


@dataclass
class Entry:
    """An organization's binder.

    ``stamp`` is that of its files, "" when it cannot be trusted; ``surroundings`` are what else the
    binder depends on; ``binder`` names its bytes in the cache; ``elsewhere`` are files it was made
    with that others hold; ``items`` counts what it holds.
    """

    stamp: str
    surroundings: str
    binder: str
    elsewhere: list[str] = field(default_factory=list)
    items: int = 0


@dataclass
class Ledger:
    """Binders by organization, and for each site a digest of all it was made of.

    Safe to delete: what is not known is made, and comes out the same.
    """

    file: Path
    binders: dict[str, Entry] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Ledger:
        try:
            known = orjson.loads(file.read_bytes())
            binders = {path: Entry(**entry) for path, entry in known["binders"].items()}
            return cls(file, binders, known["sites"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return cls(file)

    def write(self) -> None:
        binders = {path: asdict(entry) for path, entry in self.binders.items()}
        write_whole(self.file, orjson.dumps({"binders": binders, "sites": self.sites}))
