"""What a newcomer does: clone, ``make up``, join, answer."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from ulid import ULID

from tests.browser.daemon import REPOSITORY, free_port
from tests.browser.processes import end, end_with_us
from tests.browser.waiting import until

UP_SECONDS, STOP_SECONDS = 480.0, 40.0
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}\b")


class Clone:
    """A clone of what is committed, set up and running by ``make up``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "kairan"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._said = folder / "make.log"
        self._process: subprocess.Popen[bytes] | None = None

    def clone(self) -> None:
        command = ["git", "clone", "--quiet", REPOSITORY.as_uri(), str(self.folder)]
        subprocess.run(command, check=True, timeout=120)

    def up(self) -> str:
        """What it prints once it is up."""
        ours = ("KAIRAN_", "VIRTUAL_ENV", "MAKE", "MFLAGS", "PYTEST_")
        environment = {n: value for n, value in os.environ.items() if not n.startswith(ours)}
        with self._said.open("wb") as log:
            self._process = subprocess.Popen(
                ["make", "up", f"PORT={self.port}"],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_us,
            )
        until(lambda: f"{self.url}/console/" in self._log(), "the invitation", UP_SECONDS)
        return self._log()

    def down(self) -> None:
        """Ctrl-C, which reaches every process of the terminal."""
        if self._process is None or self._process.poll() is not None:
            return
        end(self._process, signal.SIGINT, STOP_SECONDS)

    def call(self, path: str, body: dict[str, Any] | None = None, token: str = "") -> Any:
        """Status and JSON, or text, of a request."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(f"{self.url}{path}", data, headers), timeout=15) as response:
                status, text = response.status, response.read().decode()
        except HTTPError as error:
            with error:
                status, text = error.code, error.read().decode()
        return status, json.loads(text) if text.startswith("{") else text

    def _log(self) -> str:
        said = self._said.read_text("utf-8", "replace")
        assert self._process is not None
        assert self._process.poll() is None, f"make up ended:\n{said[-8000:]}"
        return said


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    assert (REPOSITORY / ".git").exists(), "run the tests in a clone: this one clones it again"
    made = Clone(tmp_path)
    try:
        made.clone()
        yield made
    finally:
        made.down()


@pytest.mark.last
def test_a_clean_clone_comes_up_and_takes_an_answer_once(clone: Clone) -> None:
    said = clone.up()

    sites = re.findall(rf"{clone.url}(/\S+?/) *$", said, re.MULTILINE)
    assert len(set(sites)) == 2, said
    for site in sites:
        status, page = clone.call(site)
        assert status == 200
        assert "<html lang" in page
    status, health = clone.call("/healthz")
    assert (status, health["status"]) == (200, "ok")

    [code] = set(CODE.findall(said))
    status, joined = clone.call("/v1/join", {"code": code})
    assert status == 201
    assert f"/{joined['organization']}/" in sites
    now = datetime.now(UTC)
    answer = {"id": str(ULID.from_datetime(now)), "item": "safety", "kind": "safety"}
    batch = {"answers": [{**answer, "at": now.isoformat(), "value": {"state": "safe"}}]}
    for expected in ("stored", "duplicate"):
        status, results = clone.call("/v1/answers", batch, joined["device"])
        assert status == 200
        assert [(r["id"], r["status"]) for r in results["results"]] == [(answer["id"], expected)]

    clone.down()
    with pytest.raises(OSError, match="refused"):
        clone.call("/healthz")
