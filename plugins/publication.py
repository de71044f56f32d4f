"""Publication: manifests to files on disk, only what changed, never half a site.

What is new is first laid beside its place under a temporary name, for all sites. Only then are the
names switched, in an order in which every link of every page resolves at every moment: files,
then items, then indexes and pages, then the service worker, then deletions. A publication cut off
before the switching has changed nothing; one cut off during it is completed by the next, which
sees the mark left behind and compares every file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from plugins.cache import BEST, QUICK, Cache, digest
from plugins.files import Manifest
from plugins.memory import Memory

TEXT = {".html", ".json", ".js", ".css", ".atom", ".txt", ".webmanifest", ".svg", ".ics"}
TEMPORARY = ".kairan-new"
MARK = "publishing"


@dataclass
class Changes:
    """What a publication did: files written and removed, and the sites they belong to."""

    written: int = 0
    removed: int = 0
    sites: list[str] = field(default_factory=list)


class Publisher:
    """Publishes manifests into ``output``; remembers in ``memory`` what it published."""

    def __init__(self, output: Path, memory: Path, cache: Cache, variants: tuple[str, ...]) -> None:
        self.output = output
        self.mark = memory / MARK
        self.memory = Memory(memory)
        self.cache = cache
        self.variants = variants
        self._variants_of: dict[str, dict[str, str]] = {}

    def publish(self, manifests: Mapping[str, Manifest], *, whole: bool) -> Changes:
        """Make the output show the manifests, one a site by its path; "" is above all sites.

        With ``whole`` sites that are in no manifest are removed.
        """
        interrupted = self.mark.exists()
        wanted = {site: self._with_variants(m) for site, m in manifests.items()}
        for site in self.memory.sites() if whole else ():
            wanted.setdefault(site, {})
        others = {self.output / site for site in {*wanted, *self.memory.sites()} if site}
        known = {site: self._published(site, others, compare=interrupted) for site in wanted}
        different = {site: m for site, m in wanted.items() if m != known[site]}
        if not different:
            self.mark.unlink(missing_ok=True)
            return Changes()
        changes = Changes(sites=sorted(different))
        self.mark.parent.mkdir(parents=True, exist_ok=True)
        self.mark.touch()
        for site, manifest in different.items():
            changes.written += self._lay_out(site, manifest, known[site])
        for site, manifest in different.items():
            changes.removed += self._switch(site, manifest, known[site])
            self.memory.remember(site, manifest)
        self.mark.unlink()
        return changes

    def _with_variants(self, manifest: Manifest) -> Manifest:
        """The manifest with the compressed variants of its text files."""
        whole = dict(manifest)
        for place, content in manifest.items():
            if PurePosixPath(place).suffix in TEXT:
                for variant, compressed in self._compressed(place, content).items():
                    whole[f"{place}.{variant}"] = compressed
        return whole

    def _compressed(self, place: str, content: str) -> dict[str, str]:
        effort = BEST if place.startswith("assets/") else QUICK
        if content not in self._variants_of:
            self._variants_of[content] = {
                variant: found
                for variant in self.variants
                if (found := self.cache.compressed(content, variant, effort))
            }
        return self._variants_of[content]

    def _lay_out(self, site: str, manifest: Manifest, known: Manifest) -> int:
        """Lay every new file beside its place; the number of files laid."""
        folders: set[Path] = set()
        count = 0
        for place, content in manifest.items():
            if known.get(place) == content:
                continue
            target = self.output / site / place
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            _link(self.cache.object(content), _temporary(target))
            count += 1
        return count

    def _switch(self, site: str, manifest: Manifest, known: Manifest) -> int:
        """Put what was laid out in its place, then remove what is gone; the number removed."""
        changed = [p for p, content in manifest.items() if known.get(p) != content]
        for place in sorted(changed, key=_rank):
            target = self.output / site / place
            os.replace(_temporary(target), target)
        gone = sorted(known.keys() - manifest.keys())
        for place in gone:
            target = self.output / site / place
            target.unlink(missing_ok=True)
            _remove_empty(target.parent, self.output)
        return len(gone)

    def _published(self, site: str, others: set[Path], *, compare: bool) -> Manifest:
        """What the site holds: as remembered, or as it lies on disk when memory cannot be trusted.

        ``others`` are the folders of sites, which may lie below this one and are not its own.
        """
        folder = self.output / site
        known = None if compare else self.memory.manifest(site)
        if known is not None and (folder / "index.html").exists():
            return known
        return {
            file.relative_to(folder).as_posix(): digest(file.read_bytes())
            for file in _files_of(folder, others - {folder})
        }


def _rank(place: str) -> tuple[int, str]:
    """The order of switching: what is linked to before what links to it."""
    top, _, rest = place.partition("/")
    if top in {"assets", "icons", "files", "sealed"}:
        return 0, place
    if "items/" in place:
        return 1, place
    if top.startswith("sw.js"):
        return 4, place
    return (3, place) if PurePosixPath(rest or top).name.startswith("index.") else (2, place)


def _temporary(target: Path) -> Path:
    return target.with_name(target.name + TEMPORARY)


def _link(kept: Path, place: Path) -> None:
    """One file under two names; a copy where the cache lies on another file system."""
    place.unlink(missing_ok=True)
    try:
        os.link(kept, place)
    except OSError:
        shutil.copyfile(kept, place)


def _files_of(folder: Path, others: set[Path]) -> Iterator[Path]:
    for parent, below, names in os.walk(folder):
        below[:] = [name for name in below if Path(parent, name) not in others]
        for name in names:
            file = Path(parent, name)
            if name.endswith(TEMPORARY):
                file.unlink()
            else:
                yield file


def _remove_empty(folder: Path, above: Path) -> None:
    """Remove a folder and those above it as long as they are empty."""
    while folder != above and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
