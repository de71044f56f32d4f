"""A worker for builds: does steps of builds that are led by another process.

Each is one process that does one chunk at a time and keeps at hand what it has read and compiled.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from collections.abc import Mapping

from huey.consumer import Consumer

from plugins.build import Builder, BuildError
from plugins.hands import HandsError, Task
from plugins.settings import Settings
from syncd.build_queue import BuildQueue
from syncd.supervisor import Process, supervise

log = logging.getLogger(__name__)
# How long an idle worker sleeps at most before it looks for work (SQLite cannot call it).
LONGEST_NAP_SECONDS = 0.2


class _Worker:
    """Does the steps with one builder, which is made for the first of them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._builder: Builder | None = None

    def do(self, step: str, edition: str, tasks: list[Task]) -> list[Task]:
        began = time.monotonic()
        try:
            results = self._ready().step(step, edition, tasks)
        except FileNotFoundError:
            # What is at hand may name what somebody deleted from the cache since.
            self._builder = None
            results = self._ready().step(step, edition, tasks)
        log.info("%s: %d done in %.2f s", step, len(tasks), time.monotonic() - began)
        return results

    def _ready(self) -> Builder:
        if self._builder is None:
            try:
                self._builder = Builder(self._settings)
            except BuildError as error:
                raise HandsError(str(error)) from error
        return self._builder


def run_build_worker(settings: Settings) -> None:
    """Do steps until SIGTERM or SIGINT; a chunk that was begun is finished."""
    queue = BuildQueue(settings, _Worker(settings).do)
    consumer = Consumer(
        queue.huey,
        workers=1,
        periodic=False,
        max_delay=LONGEST_NAP_SECONDS,
        graceful_signal="TERM",
    )
    log.info("ready for builds, %s", queue.here())
    try:
        consumer.run()
    finally:
        queue.close()


def run_build_workers(count: int, environment: Mapping[str, str]) -> None:
    """Keep so many workers running, each in a process of its own, until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    command = (sys.executable, "-m", "syncd", "worker", "--build", "--jobs", "1")
    supervise([Process("build worker", command) for _ in range(count)], environment, stop=stop)
