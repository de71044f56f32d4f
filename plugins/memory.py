"""The memory of what was published: a manifest a site, kept beside the output it describes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import orjson

from plugins.manifests import Manifest
from plugins.whole_files import write_whole

PENDING = ".pending"
NOTHING = b"{}"


@dataclass(frozen=True)
class Pending:
    """What is laid out beside its place and waits for the switch of names.

    ``changed`` and ``gone`` are the places to switch and to remove. ``whole`` says that the site's
    folder itself is laid out, because there was none; ``emptied`` that nothing of it stays.
    """

    changed: list[str]
    gone: list[str]
    whole: bool
    emptied: bool


class Memory:
    """A folder of what is remembered, one file a site by its path; "" is what stands above all.

    A file's first line is the manifest. While a site waits for its switch the manifest that is true
    then lies beside it, what is to be done on its second line, so that to settle is to rename.
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
            line, _, _ = self._file(site).read_bytes().partition(b"\n")
            found: Manifest = orjson.loads(line)
        except (FileNotFoundError, orjson.JSONDecodeError):
            return None
        return found

    def remember(self, site: str, manifest: Manifest) -> None:
        """Remember what is published of a site now; forget a site of which nothing is."""
        if manifest:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._file(site), orjson.dumps(manifest))
        else:
            self._file(site).unlink(missing_ok=True)

    def pending(self, site: str) -> Pending | None:
        """What waits for the switch, None when all is done."""
        try:
            manifest, _, to_do = self._file(site, PENDING).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        return Pending(**orjson.loads(to_do), emptied=manifest == NOTHING)

    def pend(
        self, site: str, manifest: Manifest, changed: list[str], gone: list[str], *, whole: bool
    ) -> None:
        """Write down what is laid out. Nobody reads it before the mark says that all is."""
        to_do = {"changed": changed, "gone": gone, "whole": whole}
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file(site, PENDING).write_bytes(orjson.dumps(manifest) + b"\n" + orjson.dumps(to_do))

    def settle(self, site: str, pending: Pending | None) -> None:
        """Nothing waits any more; with ``pending`` because it was switched."""
        waiting = self._file(site, PENDING)
        if pending and not pending.emptied:
            waiting.replace(self._file(site))
            return
        if pending:
            self._file(site).unlink(missing_ok=True)
        waiting.unlink(missing_ok=True)

    def _file(self, site: str, suffix: str = ".json") -> Path:
        return self._folder / f"{site.replace('/', '.') or '_'}{suffix}"
