"""Publications that end in the middle, and the ones after them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes

import pytest

from plugins.publication import LAYING, MARK, SWITCHING, TEMPORARY
from syncd.publishing.errors import PublicationError
from tests.publishing.conftest import UME, Sites, Storage, on, s3_environment, served
from tests.publishing.processes import until

SLOWLY = {"RCLONE_BWLIMIT": "900k", "RCLONE_TRANSFERS": "1"}
PHOTOGRAPH_BYTES = 60_000
PHOTOGRAPHS = {
    f"{UME}/files/{number:020x}.jpg": token_bytes(PHOTOGRAPH_BYTES) for number in range(30)
}


@contextmanager
def publishing(sites: Sites, storage: Storage) -> Iterator[subprocess.Popen[bytes]]:
    """A slow ``kairan publish``, killed at the end if nobody did."""
    words = ["publish", storage.remote, "--output", str(sites.output)]
    process = subprocess.Popen(
        [sys.executable, "-m", "syncd", *words, "--state", str(sites.folder / "var")],
        env={**os.environ, **SLOWLY},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def arrived(folder: Path) -> int:
    return sum(1 for file in folder.rglob("*.jpg") if file.stat().st_size == PHOTOGRAPH_BYTES)


@on("folder", "sftp", "s3")
def test_killed_in_the_middle_the_next_goes_on(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)
    sites.write({**PHOTOGRAPHS, f"{UME}/index.html": "<p>写真</p>"})
    old = f"{UME}/items/seiso.html"
    sites.remove(old)
    with publishing(sites, storage) as process:
        until(lambda: arrived(storage.folder) > 8, "some photographs")
        process.send_signal(signal.SIGKILL)
        process.wait()
    before = storage.contents()
    assert before[f"{UME}/index.html"] == "<p>梅町会</p>".encode()
    assert old in before

    published = sites.publish(storage)

    assert storage.contents() == sites.contents()
    assert 0 < published.sent < len(PHOTOGRAPHS)
    assert not published.compared


@on("folder")
def test_the_first_publication_is_gone_on_with_too(sites: Sites, storage: Storage) -> None:
    sites.write({**PHOTOGRAPHS})
    with publishing(sites, storage) as process:
        until(lambda: arrived(storage.folder) > 8, "some photographs")
        process.send_signal(signal.SIGKILL)
    assert not (storage.folder / "index.html").exists()

    published = sites.publish(storage)

    assert storage.contents() == sites.contents()
    assert published.sent < len(sites.contents())


def test_what_was_taken_back_meanwhile_is_put_back(sites: Sites, storage: Storage) -> None:
    """What was under way when it ended may have arrived: its place is not what is remembered."""
    sites.publish(storage)
    old = sites.contents()
    sites.write({**PHOTOGRAPHS, f"{UME}/files/0123456789abcdef0123.jpg": token_bytes(60_000)})
    with publishing(sites, storage) as process:
        until(lambda: storage.contents() != old and arrived(storage.folder) > 20, "photographs")
        process.send_signal(signal.SIGKILL)
    sites.remove(*PHOTOGRAPHS)
    sites.write({place: old[place] for place in old if place.endswith(".jpg")})

    sites.publish(storage)

    assert storage.contents() == sites.contents() == old


def test_a_network_that_goes_away(
    sites: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = Storage("s3:kairan/city", tmp_path / "bucket/kairan/city")
    monkeypatch.setenv("RCLONE_LOW_LEVEL_RETRIES", "1")
    with served("s3", tmp_path / "bucket") as port:
        for name, value in s3_environment(port).items():
            monkeypatch.setenv(name, value)
        sites.publish(storage)
    sites.write({f"{UME}/index.html": "<p>竹</p>"})
    sites.remove(f"{UME}/feed.atom")
    with pytest.raises(PublicationError, match="connection refused"):
        sites.publish(storage)
    assert f"{UME}/feed.atom" in storage.contents()

    with served("s3", tmp_path / "bucket") as port:
        for name, value in s3_environment(port).items():
            monkeypatch.setenv(name, value)
        published = sites.publish(storage)

    assert storage.contents() == sites.contents()
    assert (published.sent, published.deleted) == (1, 1)


def test_nothing_is_deleted_before_everything_arrived(sites: Sites, storage: Storage) -> None:
    """And what did not arrive is not remembered."""
    sites.publish(storage)
    sites.write({f"{UME}/index.html": "<p>竹</p>"})
    sites.remove(f"{UME}/items/seiso.html")
    blocked = storage.folder / UME / "index.html"
    blocked.unlink()
    (blocked / "in the way").mkdir(parents=True)

    with pytest.raises(PublicationError, match=r"index\.html"):
        sites.publish(storage)
    assert (storage.folder / UME / "items/seiso.html").exists()

    (blocked / "in the way").rmdir()
    blocked.rmdir()
    published = sites.publish(storage)
    assert storage.contents() == sites.contents()
    assert (published.sent, published.deleted) == (1, 1)


def test_half_a_build_is_not_published(sites: Sites, storage: Storage) -> None:
    mark = sites.settings.state_folder("build") / MARK
    mark.write_text(json.dumps({"stage": SWITCHING, "sites": [UME]}))

    with pytest.raises(PublicationError, match="kairan build"):
        sites.publish(storage)

    assert not storage.folder.exists()


def test_what_a_build_only_laid_out_does_not_travel(sites: Sites, storage: Storage) -> None:
    whole = sites.contents()
    mark = sites.settings.state_folder("build") / MARK
    mark.write_text(json.dumps({"stage": LAYING, "sites": [UME]}))
    sites.write({f"{UME}/index.html{TEMPORARY}": "new", f"machi/take{TEMPORARY}/index.html": "x"})

    sites.publish(storage)

    assert storage.contents() == whole
