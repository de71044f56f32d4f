"""Publication: manifests to files on disk, only what changed, never half a site.

What is new is first laid beside its place under a temporary name, for all sites. Only then are the
names switched, in an order in which every link of every page resolves at every moment: files,
then items, then indexes and pages, then the service worker, then deletions. The mark says which of
the two is going on. A publication cut off before the switching has changed nothing; one cut off
during it is completed by the next, from what is pending.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from plugins.cache import BEST, QUICK, Cache, digest
from plugins.manifests import Manifest
from plugins.memory import Memory
from plugins.whole_files import write_whole

TEXT = {".html", ".json", ".js", ".css", ".atom", ".txt", ".webmanifest", ".svg", ".ics"}
TEMPORARY = ".kairan-new"
MARK = "publishing"
BOOT = Path("/proc/sys/kernel/random/boot_id")
LAYING, SWITCHING = "laying", "switching"
# Another file system, too many links to one file, a file system without links.
COPIED_INSTEAD = {errno.EXDEV, errno.EMLINK, errno.EPERM, errno.ENOTSUP}


class Publisher:
    """Publishes into ``output``; keeps in ``memory`` what it published."""

    def __init__(self, output: Path, memory: Path, cache: Cache, variants: tuple[str, ...]) -> None:
        self.output = output
        self.cache = cache
        self.variants = variants
        self.memory = Memory(memory)
        self._mark = memory / MARK

    def known(self, site: str, sites: Iterable[str]) -> Manifest:
        """What a site holds: as remembered, or as it lies on disk, where ``sites`` have folders."""
        known = self.memory.manifest(site)
        if known is not None and (self.output / site / "index.html").exists():
            return known
        folder = self.output / site
        others = {self.output / other for other in sites if other != site}
        return {
            file.relative_to(folder).as_posix(): digest(file.read_bytes())
            for file in _files_of(folder, others)
        }

    def lay_out(self, site: str, manifest: Manifest, known: Manifest) -> bool:
        """Lay what is new of a site beside its place; whether anything waits for the switch."""
        wanted = self._with_variants(manifest)
        changed = [place for place, content in wanted.items() if known.get(place) != content]
        gone = sorted(known.keys() - wanted.keys())
        if not changed and not gone:
            if self.memory.manifest(site) != wanted:
                self.memory.remember(site, wanted)
            return False
        target = str(self.output / site)
        whole = bool(site) and not os.path.lexists(target)
        beside = f"{target}{TEMPORARY}/" if whole else f"{target}/"
        suffix = "" if whole else TEMPORARY
        for folder in {place.rpartition("/")[0] for place in changed}:
            os.makedirs(beside + folder, exist_ok=True)
        for place in changed:
            self._lay(wanted[place], f"{beside}{place}{suffix}")
        self.memory.pend(site, wanted, changed, gone, whole=whole)
        return True

    def _lay(self, content: str, place: str) -> None:
        kept = self.cache.place(content)
        try:
            link(kept, place)
        except FileExistsError:
            os.unlink(place)
            link(kept, place)

    def _with_variants(self, manifest: Manifest) -> Manifest:
        """The manifest with the compressed variants of its text files."""
        whole = dict(manifest)
        for place, content in manifest.items() if self.variants else ():
            if PurePosixPath(place).suffix in TEXT:
                effort = BEST if place.startswith("assets/") else QUICK
                for variant in self.variants:
                    if compressed := self.cache.compressed(content, variant, effort):
                        whole[f"{place}.{variant}"] = compressed
        return whole

    def mark(self, stage: str, sites: list[str]) -> None:
        """Write down, to last through a power failure, what is going on and with which sites."""
        told = {"stage": stage, "sites": sites, "boot": _boot()}
        write_whole(self._mark, json.dumps(told), lasting=True)

    def finish(self) -> None:
        """All is published, and on the disk itself: nothing is going on any more."""
        if self._mark.exists():
            os.sync()
            self._mark.unlink()

    def switch(self, site: str) -> tuple[int, int]:
        """Put what was laid out in its place, then remove what is gone; how many of each.

        What was switched before a publication was cut off is found switched and left so.
        """
        pending = self.memory.pending(site)
        if pending is None:
            return 0, 0
        target = str(self.output / site)
        if pending.whole:
            if os.path.lexists(f"{target}{TEMPORARY}"):
                os.replace(f"{target}{TEMPORARY}", target)
        else:
            for place in sorted(pending.changed, key=rank):
                _replace(f"{target}/{place}{TEMPORARY}", f"{target}/{place}")
        for place in pending.gone:
            Path(target, place).unlink(missing_ok=True)
            _remove_empty(Path(target, place).parent, self.output)
        self.memory.settle(site, pending)
        return len(pending.changed), len(pending.gone)

    def recover(self) -> list[str]:
        """Undo or complete a publication that was cut off; the sites that were to change.

        After a power failure nothing written since its mark is trusted: what the disk holds is
        compared with what it ought to hold.
        """
        try:
            begun = self._mark.stat().st_mtime
            going_on = json.loads(self._mark.read_bytes())
        except FileNotFoundError:
            return []
        except json.JSONDecodeError:
            going_on = {"stage": LAYING, "sites": self.memory.sites(), "boot": None}
        trusted = going_on["boot"] == _boot()
        if not trusted:
            self.cache.distrust(begun)
        for site in going_on["sites"]:
            if trusted and going_on["stage"] == SWITCHING:
                self.switch(site)
                continue
            self._take_away(site)
            self.memory.settle(site, None)
            if not trusted:
                self.memory.remember(site, {})
        self.finish()
        return list(going_on["sites"])

    def _take_away(self, site: str) -> None:
        """Remove what was laid out of a site and never switched."""
        others = {self.output / other for other in self.memory.sites() if other != site}
        shutil.rmtree(f"{self.output / site}{TEMPORARY}", ignore_errors=True)
        for file in _files_of(self.output / site, others, laid_out=True):
            file.unlink()


def link(file: str | Path, place: str | Path) -> None:
    """One file under two names; a copy where that cannot be."""
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in COPIED_INSTEAD:
            raise
        shutil.copyfile(file, place)


def _boot() -> str:
    """Which start of this machine this is; "" where nobody tells."""
    try:
        return BOOT.read_text("ascii").strip()
    except OSError:
        return ""


def rank(place: str) -> tuple[int, str]:
    """The order of switching: what is linked to before what links to it."""
    top, _, rest = place.partition("/")
    if top in {"assets", "icons", "files", "sealed"}:
        return 0, place
    if "items/" in place:
        return 1, place
    if top.startswith("sw.js"):
        return 4, place
    return (3, place) if PurePosixPath(rest or top).name.startswith("index.") else (2, place)


def _replace(new: str, place: str) -> None:
    try:
        os.replace(new, place)
    except FileNotFoundError:
        if not os.path.lexists(place):
            raise


def _files_of(folder: Path, others: set[Path], *, laid_out: bool = False) -> Iterator[Path]:
    """The files of a site, ``others`` being the folders of sites which may lie below it.

    With ``laid_out`` those that wait for the switch, else all the others.
    """
    for parent, below, names in os.walk(folder):
        below[:] = [
            name for name in below if Path(parent, name) not in others and TEMPORARY not in name
        ]
        for name in names:
            if name.endswith(TEMPORARY) == laid_out:
                yield Path(parent, name)


def _remove_empty(folder: Path, above: Path) -> None:
    """Remove a folder and those above it as long as they are empty."""
    while folder != above and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
