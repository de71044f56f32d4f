"""Builds by workers: the same bytes as by own hands, whoever dies on the way."""

from __future__ import annotations

import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.browser.waiting import until
from tests.workers.conftest import Shared, StartWorker, is_waiting_for_lock


def test_two_workers_make_what_own_hands_make(
    shared: Shared, start_worker: StartWorker, expected: dict[str, str]
) -> None:
    workers = [start_worker().ready() for _ in range(2)]

    report = shared.build()

    assert len(report.changed_sites) == 46  # the associations, and what stands above them
    assert shared.digests() == expected
    assert all(worker.chunks_done for worker in workers)
    assert shared.left() == 0


def test_what_a_killed_worker_had_begun_is_done_by_another(
    shared: Shared, start_worker: StartWorker, expected: dict[str, str]
) -> None:
    victim = start_worker()
    with ThreadPoolExecutor(1) as leader:
        report = leader.submit(shared.build)
        victim.halt()
        survivor = start_worker()
        victim.process.kill()
        assert len(report.result(30).changed_sites) == 46

    assert shared.digests() == expected
    assert survivor.chunks_done


def test_a_slow_worker_is_waited_for_and_what_it_does_not_done_twice(
    shared: Shared, start_worker: StartWorker, expected: dict[str, str]
) -> None:
    slow, other = start_worker(), start_worker()
    with ThreadPoolExecutor(1) as leader:
        report = leader.submit(shared.build, grace=0.1)
        slow.halt()
        until(lambda: other.chunks_done and shared.left() == 0, "only the slow one's chunk open")
        slow.process.send_signal(signal.SIGCONT)
        report.result(30)

    assert shared.digests() == expected


def test_a_worker_told_to_end_finishes_its_chunk(
    shared: Shared, start_worker: StartWorker, expected: dict[str, str]
) -> None:
    leaving, staying = start_worker(), start_worker()
    with ThreadPoolExecutor(1) as leader:
        report = leader.submit(shared.build)
        leaving.halt()
        done = leaving.chunks_done
        leaving.process.terminate()
        leaving.process.send_signal(signal.SIGCONT)
        assert leaving.process.wait(10) == 0
        assert leaving.chunks_done > done
        report.result(30)

    assert shared.digests() == expected
    assert staying.chunks_done


def test_a_build_after_a_killed_leader_waits_for_its_workers(
    shared: Shared, start_worker: StartWorker, expected: dict[str, str], tmp_path: Path
) -> None:
    worker = start_worker()
    leader = shared.start("build", "--queue", log=tmp_path / "leader.log")
    worker.halt()
    leader.kill()
    leader.wait()

    following = shared.start("build", "--jobs", "1", log=tmp_path / "following.log")
    until(lambda: is_waiting_for_lock(following.pid), "the next build waiting for the worker")
    worker.process.send_signal(signal.SIGCONT)

    assert following.wait(30) == 0
    assert shared.digests() == expected


def test_what_is_missing_from_the_cache_is_made_again(
    shared: Shared, start_worker: StartWorker, expected: dict[str, str]
) -> None:
    start_worker()
    shared.build()
    shutil.rmtree(shared.settings.state_folder("cache"))
    shutil.rmtree(shared.settings.path("OUTPUT"))

    shared.build()

    assert shared.digests() == expected
