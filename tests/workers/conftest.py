"""A city that is built by real workers, and what tells what they do."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.city import City, write_city
from plugins.build import Builder, build
from plugins.orders import Report
from plugins.settings import Settings
from plugins.shifts import FILE
from plugins.workshop import do_here
from syncd.build_hands import QueueHands
from syncd.build_queue import BuildQueue
from syncd.settings import daemon_settings
from tests.browser.waiting import until

CITY = City(associations=45, own=1, languages=1)
SECRETS = {"KAIRAN_SEALING_SECRET": "5e" * 32, "KAIRAN_SECRET": "ab" * 32}
KAIRAN = (sys.executable, "-m", "syncd")
FLOCK = "hhqqi"  # struct flock of Linux: type, whence, start, length, process


@dataclass(frozen=True)
class Shared:
    """The folders and settings that leader and workers share."""

    environ: dict[str, str]

    @property
    def settings(self) -> Settings:
        return daemon_settings(self.environ)

    def but(self, **settings: object) -> Shared:
        """The same with other settings, of some worker."""
        return Shared(self.environ | {f"KAIRAN_{k}": str(v) for k, v in settings.items()})

    def start(self, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
        others = {k: v for k, v in os.environ.items() if not k.startswith("KAIRAN_")}
        with log.open("wb") as out:
            return subprocess.Popen((*KAIRAN, *arguments), env=others | self.environ, stderr=out)

    def build(self, patience: float = 30.0, grace: float = 0.5) -> Report:
        """A build led by this process, done by the workers there are."""
        queue = BuildQueue(self.settings, do_here)
        builder = Builder(self.settings, hands=QueueHands(queue, patience, grace))
        try:
            return builder.build()
        finally:
            builder.close()

    def left(self) -> int:
        """How many tasks and outcomes lie in the queue of builds."""
        queue = BuildQueue(self.settings, do_here)
        try:
            return int(queue.huey.pending_count() + queue.huey.result_count())
        finally:
            queue.close()

    def digests(self) -> dict[str, str]:
        return digests(self.settings.path("OUTPUT"))

    def busy(self) -> int:
        """The process that does a task now, 0 when none does."""
        file = os.open(self.settings.state_folder("build") / FILE, os.O_RDWR | os.O_CREAT)
        try:
            asked = struct.pack(FLOCK, fcntl.F_WRLCK, 0, 0, 0, 0)
            kind, _, _, _, process = struct.unpack(FLOCK, fcntl.fcntl(file, fcntl.F_GETLK, asked))
            return 0 if kind == fcntl.F_UNLCK else int(process)
        finally:
            os.close(file)


class Worker:
    """One ``kairan worker --build``."""

    def __init__(self, shared: Shared, log: Path) -> None:
        self._shared = shared
        self._log = log
        self.process = shared.start("worker", "--build", "--jobs", "1", log=log)

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    @property
    def chunks_done(self) -> int:
        return len(re.findall(r" done in ", self.log))

    def ready(self) -> Worker:
        until(lambda: "ready for builds" in self.log, "a worker that is ready")
        return self

    def halt(self) -> None:
        """Stop the process in the middle of a chunk."""

        def halted() -> bool:
            if self._shared.busy() != self.process.pid:
                return False
            self.process.send_signal(signal.SIGSTOP)
            until(lambda: _state(self.process.pid) == "T", "the worker stopped")
            if self._shared.busy() == self.process.pid:
                return True
            self.process.send_signal(signal.SIGCONT)
            return False

        until(halted, "a worker in the middle of a chunk")


StartWorker = Callable[..., Worker]


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a city, and beside it in ``output`` what own hands make of it."""
    folder = tmp_path_factory.mktemp("city")
    write_city(folder / "content", CITY)
    places = {
        "KAIRAN_CONTENT": str(folder / "content"),
        "KAIRAN_OUTPUT": str(folder / "output"),
        "KAIRAN_STATE": str(folder / "var"),
    }
    build(Settings(environ=SECRETS | places))
    return folder


@pytest.fixture(scope="session")
def expected(city: Path) -> dict[str, str]:
    return digests(city / "output")


@pytest.fixture
def shared(city: Path, tmp_path: Path) -> Shared:
    places = {
        "KAIRAN_CONTENT": str(city / "content"),
        "KAIRAN_OUTPUT": str(tmp_path / "output"),
        "KAIRAN_STATE": str(tmp_path / "var"),
        "KAIRAN_QUEUE": str(tmp_path / "queue.db"),
    }
    return Shared(SECRETS | places)


@pytest.fixture
def start_worker(shared: Shared, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts a worker, of this city if nothing else is said; all are ended with the test."""
    started: list[Worker] = []

    def start(of: Shared = shared) -> Worker:
        started.append(Worker(of, tmp_path / f"worker-{len(started)}.log"))
        return started[-1]

    yield start
    for worker in started:
        worker.process.kill()
        worker.process.wait()


def digests(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder, by place."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def is_waiting_for_lock(process: int) -> bool:
    """Whether a process waits for a lock that another one holds."""
    lines = (line.split() for line in Path("/proc/locks").read_text().splitlines())
    return any(line[1] == "->" and line[5] == str(process) for line in lines)


def _state(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
