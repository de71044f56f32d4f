"""publish: only changed files travel, and what is gone goes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.cli.conftest import UME, Kairan


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_storage_becomes_what_was_built(kairan: Kairan, content: Path, tmp_path: Path) -> None:
    storage = tmp_path / "storage"
    kairan("build")
    first = kairan("publish", str(storage))
    assert first.returncode == 0, first.stderr
    assert digests(storage) == digests(tmp_path / "output")

    untouched = storage / UME / "items/machi.dansui.html"
    before = untouched.stat().st_mtime_ns, untouched.stat().st_ino
    (content / UME / "seiso.md").unlink()
    kairan("build")
    second = kairan("publish", str(storage))

    assert second.returncode == 0, second.stderr
    assert digests(storage) == digests(tmp_path / "output")
    assert not (storage / UME / "items/machi.kita.ume.seiso.html").exists()
    assert (untouched.stat().st_mtime_ns, untouched.stat().st_ino) == before


def test_a_dry_run_sends_nothing(kairan: Kairan, tmp_path: Path) -> None:
    kairan("build")

    done = kairan("publish", "--dry-run", str(tmp_path / "storage"))

    assert done.returncode == 0, done.stderr
    assert not digests(tmp_path / "storage")


def test_nothing_built_is_nothing_to_publish(kairan: Kairan, tmp_path: Path) -> None:
    done = kairan("publish", str(tmp_path / "storage"))

    assert done.returncode == 1
    assert "Build first" in done.stderr


def test_a_storage_that_is_not_there_is_told(kairan: Kairan) -> None:
    kairan("build")

    done = kairan("publish", "nowhere-configured:bucket")

    assert done.returncode == 1
    assert "rclone stopped with status" in done.stderr
