"""What workers cannot build is told to whoever leads the build, with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.build import BuildError
from plugins.shifts import Shift, at_work, end_shift
from tests.workers.conftest import Shared, StartWorker


def test_without_any_worker_the_build_says_how_to_start_one(shared: Shared) -> None:
    with pytest.raises(BuildError, match=r"nobody .* kairan worker --build"):
        shared.build(patience=0.2)

    assert shared.left() == 0


def test_a_worker_with_another_signing_secret_takes_nothing(
    shared: Shared, start_worker: StartWorker
) -> None:
    stranger = start_worker(shared.but(SECRET="cd" * 32)).ready()

    with pytest.raises(BuildError, match="KAIRAN_SECRET"):
        shared.build(patience=1.0)

    assert stranger.process.poll() is None
    assert stranger.chunks_done == 0


def test_a_worker_with_another_sealing_secret_is_out_of_step(
    shared: Shared, start_worker: StartWorker
) -> None:
    start_worker(shared.but(SEALING_SECRET="cd" * 32))

    with pytest.raises(BuildError, match="theme or settings"):
        shared.build()


@pytest.mark.parametrize("folder", ["OUTPUT", "STATE"])
def test_a_worker_with_another_folder_is_refused(
    shared: Shared, start_worker: StartWorker, tmp_path: Path, folder: str
) -> None:
    start_worker(shared.but(**{folder: tmp_path / "mine"}))

    with pytest.raises(BuildError, match=f"{tmp_path / 'mine'}.* folders of this build"):
        shared.build()


def test_a_shift_that_is_over_lets_nobody_begin(tmp_path: Path) -> None:
    first = Shift(tmp_path)
    with at_work(tmp_path, first.name, 3) as is_on:
        assert is_on
    second = Shift(tmp_path)

    with at_work(tmp_path, first.name, 3) as is_on:
        assert not is_on
    assert not first.end()  # and so the second goes on
    with at_work(tmp_path, second.name, 3) as is_on:
        assert is_on
    end_shift(tmp_path)
    with at_work(tmp_path, second.name, 3) as is_on:
        assert not is_on
    second.end()
