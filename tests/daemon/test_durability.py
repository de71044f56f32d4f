"""Durability: what the daemon has said yes to is on the disk, whatever happens next."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.settings import Settings
from syncd.app import LARGEST_BODY
from syncd.daemon import Daemon
from syncd.store.tables import answers
from tests.browser.waiting import until
from tests.daemon.conftest import SEALING_SECRET, Village, answer, read_mark, report

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60.0


class Server:
    """A server process of the daemon, on a port of its own, that may be killed at any moment."""

    def __init__(self, settings: Settings) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--no-ws"]
        command += ["--blocking-threads", "8", "--log-level", "critical", "syncd.web:application"]
        environment = {
            **os.environ,
            "KAIRAN_STATE": settings["STATE"],
            "KAIRAN_OUTPUT": settings["OUTPUT"],
            "KAIRAN_SEALING_SECRET": SEALING_SECRET,
        }
        # A group of its own, so that the server's children are killed with it.
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, process_group=0, stderr=subprocess.DEVNULL
        )

    def call(
        self, method: str, path: str, token: str = "", body: Any = None, **headers: str
    ) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None and not hasattr(body, "__next__"):
            body, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        try:
            connection.request(
                method, path, body, headers, encode_chunked=hasattr(body, "__next__")
            )
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        finally:
            connection.close()

    def is_up(self) -> bool:
        assert self._process.poll() is None, "the server has ended"
        try:
            return self.call("GET", "/v1/me")[0] == 401
        except OSError:
            return False

    def kill(self) -> None:
        """As a power cut does: nothing is told, nothing is finished."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(SECONDS)


StartServer = Callable[[], Server]


@pytest.fixture
def start(settings: Settings) -> Iterator[StartServer]:
    started: list[Server] = []

    def start_server() -> Server:
        server = Server(settings)
        started.append(server)
        until(server.is_up, "the server answers", SECONDS)
        return server

    yield start_server
    for server in started:
        server.kill()


def test_what_was_answered_before_a_power_cut_is_there_after_it(
    board: Village, start: StartServer
) -> None:
    phone = board.phone()
    outbox = [answer("mochi"), read_mark("kairan"), report("safety", "safe")]
    server = start()

    status, body = server.call("POST", "/v1/answers", phone.token, {"answers": outbox})
    server.kill()

    assert (status, [r["status"] for r in body["results"]]) == (200, ["stored"] * 3)
    status, me = start().call("GET", "/v1/me", phone.token)
    assert status == 200
    assert {a["id"] for a in me["answers"]} == {outbox[0]["id"], outbox[2]["id"]}
    assert me["receipts"] == [outbox[1]["item"]]


def test_an_answer_sent_many_times_at_once_is_kept_once(board: Village, start: StartServer) -> None:
    """A phone that lost the connection sends again while the first request is still running."""
    phone, made, server = board.phone(), answer("mochi"), start()
    begin = threading.Barrier(8)
    statuses: list[str] = []

    def send() -> None:
        begin.wait()
        for _ in range(3):
            _, body = server.call("POST", "/v1/answers", phone.token, {"answers": [made]})
            statuses.append(body["results"][0]["status"])

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == ["duplicate"] * 23 + ["stored"]
    assert len(board.rows(answers)) == 1


def test_a_body_without_a_length_is_bounded_too(board: Village, start: StartServer) -> None:
    """Sent in chunks, so that nothing tells its size beforehand."""
    phone, server = board.phone(), start()
    small = iter([json.dumps({"answers": [answer("mochi")]}).encode()])
    chunked = {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}

    taken, body = server.call("POST", "/v1/answers", phone.token, small, **chunked)
    large = (b" " * 65536 for _ in range(LARGEST_BODY // 65536 + 1))
    refused, error = server.call("POST", "/v1/answers", phone.token, large, **chunked)

    assert (taken, body["results"][0]["status"]) == (200, "stored")
    assert (refused, error["error"]["code"]) == (413, "request.too-large")


@pytest.mark.parametrize("daemon", ["sqlite", "postgresql"], indirect=True)
def test_phones_of_a_household_answering_together_leave_one_that_counts(
    board: Village, daemon: Daemon
) -> None:
    household = board.household()
    phones = [board.phone(household) for _ in range(6)]
    begin = threading.Barrier(len(phones))
    results: list[str] = []

    def send(number: int) -> None:
        begin.wait()
        results.extend(phones[number].status(answer("mochi")) for _ in range(4))

    threads = [threading.Thread(target=send, args=(n,)) for n in range(len(phones))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept = board.rows(answers)
    assert set(results) <= {"stored", "superseded"}
    assert len(kept) == len(results) == 24
    (counting,) = [row for row in kept if row.superseded_by is None]
    assert (counting.at, counting.id) == max((row.at, row.id) for row in kept)
