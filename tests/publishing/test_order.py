"""The order of a publication: what is linked to, what links to it, deletions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.publishing.conftest import UME, Sites, Storage

OLD = f"{UME}/files/0123456789abcdef0123.jpg"


def written_at(folder: Path, *places: str) -> list[int]:
    return [(folder / place).stat().st_ctime_ns for place in places]


def test_what_is_linked_to_travels_before_what_links_to_it(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)

    stages = [
        [
            p
            for p in sites.contents()
            if set(Path(p).parts) & {"assets", "icons", "files", "sealed"}
        ],
        [f"{UME}/items/dansui.html", f"{UME}/items/seiso.html"],
        [f"{UME}/calendar.html", f"{UME}/feed.atom", f"{UME}/manifest.webmanifest"],
        [f"{UME}/index.html", f"{UME}/index.json", f"{UME}/en/index.html"],
        [f"{UME}/sw.js", "index.html"],
    ]
    assert sum(map(len, stages)) == len(sites.contents())
    times = [written_at(storage.folder, *places) for places in stages]
    for earlier, later in pairwise(times):
        assert max(earlier) < min(later)


def test_deletions_come_last(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)
    sites.write({f"{UME}/index.html": "<p>竹</p>", f"{UME}/sw.js": "self 2", "index.html": "市"})
    sites.remove(OLD)

    sites.publish(storage)

    deleted_at = (storage.folder / OLD).parent.stat().st_mtime_ns
    assert deleted_at > max(written_at(storage.folder, f"{UME}/index.html", f"{UME}/sw.js"))
