"""What was built: every place of the output with the digest of its bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from plugins.cache import digest
from plugins.locks import held, no_notice
from plugins.memory import Memory
from plugins.publication import MARK, SWITCHING, TEMPORARY
from plugins.settings import Settings
from syncd.publishing.errors import PublicationError


@dataclass
class Built:
    """``files``: place in the output -> digest of its bytes; ``sites``: the folders of sites."""

    files: dict[str, str] = field(default_factory=dict)
    sites: set[str] = field(default_factory=set)

    def in_site(self, place: str) -> tuple[str, str]:
        """The site a place belongs to and the place in it; "" is what stands above all sites."""
        end = place.rfind("/")
        while end > 0:
            if place[:end] in self.sites:
                return place[:end], place[end + 1 :]
            end = place.rfind("/", 0, end)
        return "", place


@contextmanager
def output_at_rest(settings: Settings, busy: Callable[[], None] = no_notice) -> Iterator[None]:
    """Nothing builds meanwhile. Raises PublicationError when a build was cut off half-way."""
    folder = settings.state_folder("build")
    with held(folder / "lock", shared=True, busy=busy):
        if _was_cut_off(folder / MARK):
            raise PublicationError(
                "the last build was cut off while it replaced files, so the sites may be half old"
                " and half new. Build again first: kairan build"
            )
        yield


def _was_cut_off(mark: Path) -> bool:
    """Whether a build ended while it replaced files; before that the output is as it was."""
    try:
        return bool(json.loads(mark.read_bytes())["stage"] == SWITCHING)
    except FileNotFoundError:
        return False


def require_sites(output: Path) -> None:
    """Raise PublicationError where there is nothing to publish."""
    if next(output.glob("**/index.html"), None) is None:
        raise PublicationError(f"{output} holds no site. Build first: kairan build")


def read_built(settings: Settings, *, trust: bool = True) -> Built:
    """What lies in the output: as the build remembers it, or read file by file.

    It is read where the memory is not to be trusted, or is not of this folder: sites built on
    another machine, for example.
    """
    output = settings.path("OUTPUT")
    built = _remembered(output, Memory(settings.state_folder("build"))) if trust else None
    built = built or _read(output)
    for place in built.files:
        if not place.isprintable():
            raise PublicationError(
                f"{place!r} has a control character in its name, which cannot be published."
                " Rename the file."
            )
    return built


def _remembered(output: Path, memory: Memory) -> Built | None:
    built = Built()
    for site in memory.sites():
        manifest = memory.manifest(site)
        if manifest is None or not (output / site / "index.html").exists():
            return None
        prefix = f"{site}/" if site else ""
        if site:
            built.sites.add(site)
        built.files.update({prefix + place: content for place, content in manifest.items()})
    return built if built.files else None


def _read(output: Path) -> Built:
    """What lies in a folder, each file's bytes read once however many names they have."""
    files: dict[str, str] = {}
    seen: dict[tuple[int, int], str] = {}
    for parent, below, names in os.walk(output):
        folder = Path(parent).relative_to(output)
        below[:] = [name for name in below if not name.endswith(TEMPORARY)]
        for name in names:
            if name.endswith(TEMPORARY):
                continue
            file = Path(parent, name)
            state = file.stat()
            inode = (state.st_dev, state.st_ino)
            if inode not in seen:
                seen[inode] = digest(file.read_bytes())
            files[(folder / name).as_posix()] = seen[inode]
    workers = (PurePosixPath(place) for place in files if place.endswith("/sw.js"))
    return Built(files, {place.parent.as_posix() for place in workers})
