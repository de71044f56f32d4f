"""The memory of what was published: a manifest a site, kept beside the output it describes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from plugins.manifests import Manifest
from plugins.whole_files import write_whole


@dataclass(frozen=True)
class Pending:
    """What is laid out beside its place and waits for the switch of names.

    ``manifest`` is what the site holds then, ``changed`` and ``gone`` are the places to switch and to remove. ``whole`` says that the site's
    folder itself is laid out, because there was none.
    """

    manifest: Manifest
    changed: list[str]
    gone: list[str]
    whole: bool


class Memory:
    """A folder of what is remembered, one file a site by its path; "" is what stands above all.

    Safe to delete: what is not remembered is looked up in the output itself.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "sites"

    def sites(self) -> list[str]:
        """The sites something is remembered of."""
        names = (file.stem for file in self._folder.glob("*.json"))
        return sorted("" if name == "_" else name.replace(".", "/") for name in names)

    def manifest(self, site: str) -> Manifest | None:
        """What was published of a site, None when nothing is remembered."""
        try:
            found: Manifest = json.loads(self._file(site).read_bytes())
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        return found

    def remember(self, site: str, manifest: Manifest) -> None:
        """Remember what is published of a site now; forget a site of which nothing is."""
        if manifest:
            self._write(self._file(site), manifest)
        else:
            self._file(site).unlink(missing_ok=True)

    def pending(self, site: str) -> Pending | None:
        """What waits for the switch, None when all is done."""
        try:
            return Pending(**json.loads(self._file(site, ".pending").read_bytes()))
        except FileNotFoundError:
            return None

    def pend(self, site: str, pending: Pending) -> None:
        self._write(self._file(site, ".pending"), vars(pending))

    def settle(self, site: str, pending: Pending | None) -> None:
        """Nothing waits any more; with ``pending`` because it was switched."""
        if pending:
            self.remember(site, pending.manifest)
        self._file(site, ".pending").unlink(missing_ok=True)

    def _file(self, site: str, suffix: str = ".json") -> Path:
        return self._folder / f"{site.replace('/', '.') or '_'}{suffix}"

    def _write(self, file: Path, value: object) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(value))
