"""The supervisor: the processes of ``kairan serve``, kept running together.

A process that ends is started again after a pause that doubles up to a minute; that it ended is
logged, and what it left undone shows in /healthz.
"""

from __future__ import annotations

import ctypes
import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
STEADY_SECONDS = 60.0  # after so long a process counts as running well
STOP_SECONDS = 15.0
PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass
class Process:
    """One kept process: how it is started, and how it has been doing."""

    name: str
    command: Sequence[str]
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    start_after: float = 0.0

    def due(self, now: float) -> bool:
        return self.running is None and now >= self.start_after

    def ended(self, status: int, now: float) -> None:
        """Note that it ended; decides when it may start again."""
        self.pause = (
            FIRST_PAUSE
            if now - self.started_at >= STEADY_SECONDS
            else min(self.pause * 2, LONGEST_PAUSE)
        )
        self.running = None
        self.start_after = now + self.pause
        logger.error("%s ended with status %s; again in %.0f s", self.name, status, self.pause)


def supervise(
    processes: Sequence[Process],
    environment: Mapping[str, str],
    *,
    stop: threading.Event,
    started: Callable[[], None] = lambda: None,
) -> None:
    """Keep the processes running until ``stop`` is set, then end them in order, gracefully."""
    try:
        first = True
        while not stop.is_set():
            now = time.monotonic()
            for process in processes:
                if process.running and (status := process.running.poll()) is not None:
                    process.ended(status, now)
                if process.due(now):
                    _start(process, environment, now)
            if first:
                first = False
                started()
            stop.wait(0.2)
    finally:
        _end(processes)


def _start(process: Process, environment: Mapping[str, str], now: float) -> None:
    process.started_at = now
    process.running = subprocess.Popen(  # noqa: S603  (our own commands)
        process.command,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    """Ask Linux to end this process when the supervisor is killed, so that nothing is orphaned."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(processes: Sequence[Process]) -> None:
    running = [process.running for process in processes if process.running]
    for child in running:
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in running:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
