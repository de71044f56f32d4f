"""GET /healthz: whether the store answers and the workers really work."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from plugins.settings import Settings
from syncd import workers
from syncd.app import create_app
from syncd.clock import read_clock
from syncd.daemon import Daemon, open_daemon
from syncd.queue import Queue
from syncd.settings import daemon_settings
from syncd.store.tables import workers as table
from syncd.worker import run_worker
from syncd.workers import SILENT_AFTER, are_alive
from tests.browser.waiting import until
from tests.daemon.conftest import NOW, Village
from tests.daemon.postgresql import Cluster


@pytest.fixture
def worker(settings: Settings, daemon: Daemon) -> Iterator[None]:
    """A worker running beside the test."""
    stop = threading.Event()
    thread = threading.Thread(target=run_worker, args=(settings, stop))
    thread.start()
    yield
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def test_it_is_well_while_a_worker_runs_tasks(worker: None, client: FlaskClient) -> None:
    until(lambda: client.get("/healthz").status_code == 200, "a pulse through the queue")

    body = client.get("/healthz").json

    assert set(body) == {"status", "time", "pulse_at"}
    assert body["status"] == "ok"
    assert body["pulse_at"] <= body["time"]


def test_a_worker_whose_queue_is_stuck_is_not_enough(
    settings: Settings, client: FlaskClient, daemon: Daemon
) -> None:
    """Its threads live and it enqueues pulses, but a task that does not end keeps them waiting."""
    stuck, release, stop = threading.Event(), threading.Event(), threading.Event()

    def block() -> None:
        stuck.set()
        release.wait(60)

    def register(queue: Queue) -> None:
        queue.huey.task(name="block", priority=1000)(block)()

    one_thread = daemon_settings({}, STATE=settings.path("STATE"), WORKER_THREADS="1")
    thread = threading.Thread(target=run_worker, args=(one_thread, stop, [register]))
    thread.start()
    assert stuck.wait(30)
    with daemon.store.write() as connection:
        workers.beat(connection, "here", read_clock() - SILENT_AFTER - timedelta(seconds=1))

    failing = client.get("/healthz")
    release.set()
    until(lambda: client.get("/healthz").status_code == 200, "the pulse that had to wait")
    stop.set()
    thread.join(60)

    assert (failing.status_code, failing.json["error"]["code"]) == (503, "health.workers")
    assert not thread.is_alive()


@pytest.mark.parametrize(("language", "word"), [("ja", "ワーカー"), ("en", "worker")])
def test_without_a_worker_it_says_so(language: str, word: str, client: FlaskClient) -> None:
    response = client.get("/healthz", headers={"Accept-Language": language})

    assert response.status_code == 503
    assert response.json["status"] == "failing"
    assert set(response.json["error"]) == {"code", "message", "hint"}
    assert word in response.json["error"]["message"]


def test_a_pulse_is_believed_for_a_while() -> None:
    assert are_alive(NOW - SILENT_AFTER, NOW)
    assert not are_alive(NOW - SILENT_AFTER - timedelta(seconds=1), NOW)
    assert not are_alive(None, NOW)


def test_a_pulse_is_run_by_the_queue(daemon: Daemon, village: Village) -> None:
    queue = Queue(daemon)
    queue.pulse()
    assert village.rows(table) == []

    queue.huey.execute(queue.huey.dequeue())

    assert len(village.rows(table)) == 1
    queue.close()


def test_workers_long_gone_are_forgotten(daemon: Daemon, village: Village) -> None:
    with daemon.store.write() as connection:
        workers.beat(connection, "old", NOW - timedelta(days=2))
        workers.beat(connection, "new", NOW)
        workers.beat(connection, "new", NOW + timedelta(seconds=10))
        workers.forget(connection, NOW)

    assert [(row.name, row.pulse_at) for row in village.rows(table)] == [
        ("new", NOW + timedelta(seconds=10))
    ]


def test_it_says_what_became_of_the_last_build(client: FlaskClient, settings: Settings) -> None:
    folder = settings.state_folder("build")
    report = {"status": "failed", "mistakes": [{"file": "a.md", "line": 3}]}
    for text, shown in (
        (json.dumps(report), report),
        ("[]", {"status": "unreadable"}),
    ):
        (folder / "report.json").write_text(text, "utf-8")
        assert client.get("/healthz").json["build"] == shown

    (folder / "report.json").write_text("{", "utf-8")
    assert client.get("/healthz").json["build"]["status"] == "unreadable"


def test_it_fails_when_the_store_is_gone(tmp_path: Path) -> None:
    with Cluster() as cluster:
        url = cluster.new_database()
        daemon = open_daemon(daemon_settings({}, STATE=tmp_path / "var", DATABASE=url))
        client = create_app(daemon=daemon).test_client()
        village = Village(daemon, create_app(daemon=daemon), read_clock())
        phone = village.phone()
        assert client.get("/healthz").json["error"]["code"] == "health.workers"

        cluster.stop()

        gone = client.get("/healthz")
        call = phone.call("GET", "/v1/me")
        daemon.store.close()
    assert gone.status_code == 503
    assert gone.json["status"] == "failing"
    assert gone.json["error"]["code"] == "health.store"
    assert (call.status_code, call.json["error"]["code"]) == (503, "store.unavailable")
    assert "Retry-After" in call.headers


def test_it_fails_when_the_file_of_the_store_cannot_be_opened(
    client: FlaskClient, daemon: Daemon, settings: Settings
) -> None:
    daemon.store.close()
    for file in settings.path("STATE").glob("kairan.db*"):
        file.unlink()
    (settings.path("STATE") / "kairan.db").mkdir()

    response = client.get("/healthz")

    assert (response.status_code, response.json["error"]["code"]) == (503, "health.store")
