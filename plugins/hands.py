"""Hands: who does the steps of a build, in this process or in several."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Any, Protocol

# A step takes and gives what JSON can say, so that it can be done on another machine.
Task = list[Any]
Step = Callable[[str, str, list[Task]], list[Task]]

WORTH_SPREADING = 20  # fewer tasks are done sooner than others are told of them
CHUNKS_A_HAND = 10  # so that the last chunk does not keep one hand busy for long


class HandsError(Exception):
    """There is nobody to do the steps, or they cannot; the message says why and what to do."""


class Hands(Protocol):
    """Does a named step of the build of an edition for each of many tasks, in any order."""

    def do(self, step: str, edition: str, tasks: list[Task]) -> Iterator[Task]:
        """The results as they come. Raises HandsError, and what the step itself raises."""

    def release(self) -> None:
        """No more steps are to be done for now."""


class OwnHands:
    """One process, and for much work at once ``count`` processes forked from it.

    Call ``gather`` before this process starts threads: what is forked then is safe and warm.
    """

    def __init__(self, step: Step, count: int) -> None:
        self._step = step
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def gather(self) -> None:
        """Start the processes now."""
        if self._count > 1 and self._pool is None:
            lifeline = os.pipe()
            self._pool = ProcessPoolExecutor(
                self._count, get_context("fork"), _hang_on, initargs=lifeline
            )
            self._lifeline = lifeline[1]
            for future in [self._pool.submit(_nothing) for _ in range(self._count)]:
                future.result()
            os.close(lifeline[0])

    def do(self, step: str, edition: str, tasks: list[Task]) -> Iterator[Task]:
        if self._count < 2 or len(tasks) < WORTH_SPREADING:
            yield from self._step(step, edition, tasks)
            return
        self.gather()
        assert self._pool is not None  # noqa: S101  (gathered)
        try:
            pending: list[Future[list[Task]]] = [
                self._pool.submit(self._step, step, edition, chunk)
                for chunk in chunks(tasks, self._count * CHUNKS_A_HAND)
            ]
            for future in as_completed(pending):
                yield from future.result()
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let the processes go; what they had begun they finish."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            os.close(self._lifeline)
            self._pool = None


def chunks(tasks: list[Task], count: int) -> Iterator[list[Task]]:
    """The tasks in at most ``count`` runs of neighbours."""
    size = -(-len(tasks) // count)
    for start in range(0, len(tasks), size):
        yield tasks[start : start + size]


def _hang_on(lifeline: int, others_end: int) -> None:
    """In a forked process: end when the one it was forked from ends, however that ends.

    It would else go on for nobody, and hold the locks it inherited. Only that one holds the other
    end of the lifeline, so its death is the end of what can be read here.
    """
    os.close(others_end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever leads is told too, and says when

    def wait() -> None:
        os.read(lifeline, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _nothing() -> None:
    """What a process is started with."""
