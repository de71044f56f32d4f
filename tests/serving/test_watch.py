"""The watcher: one call for each burst, never on a file half written."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from syncd import watch as watching
from syncd.watch import (
    QUIET_SECONDS,
    UNCLOSED_SECONDS,
    Touched,
    Unsettled,
    is_ignored,
    watch,
)

PATIENCE = 10.0


class Watched:
    """A watched folder; ``seen`` gets what each call found in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: Queue[dict[str, str]] = Queue()
        self._stop = threading.Event()
        self._started = threading.Event()
        self._thread = threading.Thread(
            target=watch, args=(folder, self._changed, self._stop, self._started.set)
        )

    def _changed(self, touched: Touched) -> None:
        self.touched = touched
        files = (file for file in self.folder.rglob("*") if file.is_file())
        self.seen.put({file.name: file.read_text("utf-8") for file in files})

    def __enter__(self) -> Watched:
        self._thread.start()
        assert self._started.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def next(self) -> dict[str, str]:
        return self.seen.get(timeout=PATIENCE)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with Watched(tmp_path) as folder:
        yield folder


def test_a_save_is_seen(watched: Watched) -> None:
    (watched.folder / "a.md").write_text("清掃")

    assert watched.next() == {"a.md": "清掃"}


def test_what_was_touched_is_told(watched: Watched) -> None:
    file = watched.folder / "a.md"
    file.write_text("清掃")
    watched.next()
    assert watched.touched == {str(file)}

    (watched.folder / "2026").mkdir()
    watched.next()
    assert watched.touched is None  # whatever was in it came with it


def test_everything_is_looked_at_again_when_nothing_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "RECHECK_SECONDS", 0.05)
    (tmp_path / "a.md").write_text("清掃")

    with Watched(tmp_path) as folder:
        assert folder.next() == {"a.md": "清掃"}
        assert folder.touched is None


def test_a_burst_is_one_call(watched: Watched) -> None:
    for number in range(200):
        (watched.folder / f"{number}.md").write_text(str(number))

    assert len(watched.next()) == 200
    with pytest.raises(Empty):
        watched.seen.get(timeout=QUIET_SECONDS * 3)


def test_a_file_written_in_pieces_is_waited_for(watched: Watched) -> None:
    with (watched.folder / "a.md").open("w") as file:
        file.write("前半")
        file.flush()
        with pytest.raises(Empty):
            watched.seen.get(timeout=QUIET_SECONDS * 4)
        file.write("後半")

    assert watched.next() == {"a.md": "前半後半"}


def test_a_save_by_rename_is_seen(watched: Watched) -> None:
    temporary = watched.folder / ".a.md.swp"
    temporary.write_text("清掃")
    os.replace(temporary, watched.folder / "a.md")

    assert watched.next() == {"a.md": "清掃"}


def test_a_new_folder_is_watched_too(watched: Watched) -> None:
    (watched.folder / "2026").mkdir()
    watched.next()
    (watched.folder / "2026" / "a.md").write_text("清掃")

    assert watched.next() == {"a.md": "清掃"}


def test_a_deletion_is_seen(watched: Watched) -> None:
    file = watched.folder / "a.md"
    file.write_text("清掃")
    watched.next()
    file.unlink()

    assert watched.next() == {}


def test_an_editors_own_files_are_nobodys_business(watched: Watched) -> None:
    (watched.folder / ".a.md.swp").write_text("x")
    (watched.folder / "a.md~").write_text("x")

    with pytest.raises(Empty):
        watched.seen.get(timeout=QUIET_SECONDS * 3)


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", "a.md.part", ".git"])
def test_ignored(name: str) -> None:
    assert is_ignored(Path(name))
    assert not is_ignored(Path("側溝清掃.md"))


def test_settling_is_a_matter_of_facts_and_a_clock() -> None:
    unsettled = Unsettled()
    assert unsettled.settles_in(100.0) is None

    unsettled.note("modified", "a", 100.0)
    assert unsettled.settles_in(100.0) == pytest.approx(UNCLOSED_SECONDS)
    unsettled.note("closed", "a", 100.1)
    assert unsettled.settles_in(100.1) == pytest.approx(QUIET_SECONDS)
    assert unsettled.settles_in(101.0) == 0.0

    assert unsettled.taken() == {"a"}
    assert unsettled.settles_in(101.0) is None
