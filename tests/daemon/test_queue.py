"""The queue: what is published is taken in and pushed by a worker, whoever asked for it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from huey.exceptions import HueyException
from sqlalchemy import true

from plugins.settings import Settings
from syncd import attempts
from syncd.clock import read_clock
from syncd.credentials import Credentials
from syncd.daemon import Daemon
from syncd.push.announce import announce
from syncd.queue import Queue, make_huey
from syncd.store.tables import attempts as attempts_table
from syncd.store.tables import deliveries
from syncd.worker import run_worker
from tests.browser.waiting import until
from tests.conftest import circular
from tests.daemon.conftest import UME, Press, Village
from tests.daemon.push_service import Browser, PushService
from tests.daemon.test_delivering import notice

pytestmark = pytest.mark.settings(PUSH_ALLOW_LOOPBACK="1")


@pytest.fixture
def queue(daemon: Daemon) -> Iterator[Queue]:
    opened = Queue(daemon)
    yield opened
    opened.close()


def test_what_is_published_reaches_the_phones(
    printed: Press, tmp_path: Path, village: Village, queue: Queue, settings: Settings
) -> None:
    press = Press(shutil.copytree(printed.folder, tmp_path / "press"))
    stop = threading.Event()
    with PushService() as service:
        browser = service.subscribe()
        village.phone().call("PUT", "/v1/subscription", json=browser.as_json())
        worker = threading.Thread(target=run_worker, args=(settings, stop))
        worker.start()
        queue.ingest_and_push(str(press.content), str(press.output))
        until(lambda: not queue.huey.pending_count(), "the baseline taken in")
        press.write({f"{UME}/new.md": circular("新しい回覧")})
        press.build()

        queue.ingest_and_push(str(press.content), str(press.output))

        service.wait_for(1)
        until(lambda: village.rows(deliveries, deliveries.c.state == "sent"), "the mark")
        stop.set()
        worker.join(60)
        assert [read["title"] for read in service.received(browser)] == ["新しい回覧"]


def test_the_sweep_finds_what_was_left(village: Village, queue: Queue) -> None:
    village.phone().call("PUT", "/v1/subscription", json=Browser("http://127.0.0.1:9").as_json())
    now = read_clock()
    queue.sweep.call_local()
    assert queue.huey.pending_count() == 0
    with village.daemon.store.write() as connection:
        announce(connection, notice("circular", now), true(), now)

    queue.sweep.call_local()

    assert [task.name for task in queue.huey.pending()] == ["deliver"]


def test_old_counts_are_cleaned_away(village: Village, queue: Queue) -> None:
    now = read_clock()
    with village.daemon.store.write() as connection:
        attempts.take(connection, {"old": 3}, 600, now - timedelta(hours=1))
        attempts.take(connection, {"new": 3}, 600, now)

    queue.clean.call_local()

    assert [row.bucket for row in village.rows(attempts_table)] == ["new"]


def test_a_task_nobody_signed_is_not_run(queue: Queue, village: Village) -> None:
    """Whoever can write to the queue must not be able to run what they like."""
    stranger = make_huey(_stranger_of(village.daemon))
    try:
        task = stranger.task(name="pulse")(lambda: None)
        stranger.storage.enqueue(stranger.serialize_task(task.s()))
    finally:
        stranger.storage.close()

    with pytest.raises((HueyException, ValueError)):
        queue.huey.dequeue()


def _stranger_of(daemon: Daemon) -> Daemon:
    return Daemon(
        daemon.settings, daemon.store, Credentials(b"a stranger's"), daemon.sealing, daemon.vapid
    )
