"""Publishing after each build: coalesced, never raising, made up for by the next."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from plugins.locks import held
from plugins.settings import Settings
from syncd.publishing.after_build import Outcome, publish_after_build
from syncd.publishing.publication import folder_of
from tests.publishing.conftest import UME, Sites, Storage
from tests.publishing.processes import until


def settings(sites: Sites, remote: str) -> Settings:
    return Settings(environ={}, OUTPUT=sites.output, STATE=sites.folder / "var", PUBLISH_TO=remote)


def test_without_a_storage_nothing_is_published(sites: Sites) -> None:
    assert publish_after_build(sites.settings) is None


def test_what_was_built_is_published(sites: Sites, storage: Storage) -> None:
    outcome = publish_after_build(settings(sites, storage.remote))

    assert outcome == Outcome(sent=len(sites.contents()))
    assert storage.contents() == sites.contents()


def test_a_failure_is_told_and_made_up_for(sites: Sites, tmp_path: Path) -> None:
    in_the_way = tmp_path / "in the way"
    in_the_way.write_text("a file")
    wanted = settings(sites, str(in_the_way / "city"))

    failed = publish_after_build(wanted)
    in_the_way.unlink()
    done = publish_after_build(wanted)

    assert failed is not None
    assert not failed.ok
    assert "rclone" in failed.error
    assert done is not None
    assert done.ok


def test_what_is_built_while_one_publishes_is_published_by_it(
    sites: Sites, storage: Storage
) -> None:
    """The second call returns at once; the first begins again."""
    wanted = settings(sites, storage.remote)
    publish_after_build(wanted)
    sites.write({f"{UME}/index.html": "1"})
    outcomes: list[Outcome | None] = []
    worker = threading.Thread(target=lambda: outcomes.append(publish_after_build(wanted)))
    folder = folder_of(wanted, storage.remote)

    # The first is held at the build's lock: it has begun, and has not looked yet.
    with held(wanted.state_folder("build") / "lock"):
        worker.start()
        until(lambda: (folder / "staging").exists(), "the first, waiting for the build")
        second = publish_after_build(wanted)
        third = publish_after_build(wanted)
        sites.write({f"{UME}/index.html": "2"})
    worker.join(30)

    assert second == third == Outcome(left=True)
    assert outcomes == [Outcome(sent=1)]
    assert storage.contents() == sites.contents()


def test_settings_choose_the_coding(sites: Sites, tmp_path: Path) -> None:
    chosen = Settings(
        environ={},
        OUTPUT=sites.output,
        STATE=tmp_path / "var",
        PUBLISH_TO=str(tmp_path / "storage"),
        PUBLISH_GZIP="1",
    )

    outcome = publish_after_build(chosen)

    assert outcome is not None
    assert "keeps no headers" in outcome.error


@pytest.mark.parametrize("name", ["storage", "./storage", "storage/"])
def test_a_folder_is_one_storage_however_it_is_written(
    sites: Sites, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sites.folder)

    assert folder_of(sites.settings, name) == folder_of(
        sites.settings, str(sites.folder / "storage")
    )
