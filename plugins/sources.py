"""Sources: the files of the content folder as they stand, by the organization they belong to.

A file is told apart from what it was by its stamp, so that a build need not read what did not
change. Hidden files and folders are nobody's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plugins.cache import digest
from plugins.organizations import INHERITED, Tree

# When it was written, when it was last changed in any way, its size, its inode. The second cannot
# be set by hand, which is how an old file put back in place is noticed.
Stamp = tuple[int, int, int, int]

# A file younger than this may change again without its stamp changing: FAT counts two seconds.
UNSETTLED_NANOSECONDS = 2_000_000_000


@dataclass
class Holding:
    """The files of one organization: stamps by place below the content folder."""

    files: dict[str, Stamp] = field(default_factory=dict)

    def circulars(self, content: Path) -> list[Path]:
        """Its Markdown files, folder by folder."""
        found = (place for place in self.files if place.lower().endswith(".md"))
        return [content / place for place in sorted(found, key=lambda p: p.rpartition("/"))]

    def stamp(self, content: Path, elsewhere: Iterable[str] = ()) -> str:
        """One stamp of all files, and of those ``elsewhere`` that it depends on too."""
        others = [(place, _stamp_of(content / place)) for place in elsewhere]
        return digest(repr((sorted(self.files.items()), others)).encode())

    def settled(self, now: int) -> bool:
        """Whether every file is old enough for its stamp to be trusted; nanoseconds since 1970."""
        newest = max((max(stamp[:2]) for stamp in self.files.values()), default=0)
        return newest < now - UNSETTLED_NANOSECONDS


def holdings(tree: Tree) -> dict[str, Holding]:
    """What each organization holds, by path; "" holds what lies in no organization's folder."""
    found = {path: Holding() for path in ("", *tree.organizations)}
    for folder, owner, entries in _folders(tree, "", ""):
        files = found[owner].files
        for entry in entries:
            files[_place(folder, entry.name)] = _stamp(entry.stat())
    return found


def holding(tree: Tree, path: str) -> Holding:
    """What one organization holds, looked up in its folder alone."""
    found = Holding()
    for folder, _, entries in _folders(tree, path, path, others=False):
        found.files.update((_place(folder, entry.name), _stamp(entry.stat())) for entry in entries)
    return found


def _folders(
    tree: Tree, folder: str, owner: str, *, others: bool = True
) -> Iterator[tuple[str, str, list[os.DirEntry[str]]]]:
    """A folder and all below it, each with the organization it belongs to and its files.

    Without ``others`` the folders of organizations below are left out.
    """
    to_visit = [(folder, owner)]
    while to_visit:
        folder, owner = to_visit.pop()
        files = []
        with os.scandir(tree.content / folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below = _place(folder, entry.name)
                    if below not in tree:
                        to_visit.append((below, owner))
                    elif others:
                        to_visit.append((below, below))
                elif entry.is_file():
                    files.append(entry)
        yield folder, owner, files


def owner_of(tree: Tree, place: str) -> str | None:
    """The organization a touched place belongs to; None when the tree itself may be touched."""
    if place.rpartition("/")[2] in INHERITED:
        return None
    at = place.rpartition("/")[0]
    while at and at not in tree:
        at = at.rpartition("/")[0]
    return at or None


def _place(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _stamp_of(file: Path) -> Stamp | None:
    try:
        return _stamp(file.stat())
    except OSError:
        return None  # it is gone, which is another state than it was in
