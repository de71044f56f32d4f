"""The hands of the build queue: the steps of a build led here are done by workers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from huey.exceptions import TaskException

from plugins.hands import WORTH_SPREADING, HandsError, Task, chunks
from plugins.settings import Settings
from plugins.shifts import Shift
from plugins.workshop import OutOfStep, do_here
from syncd.build_queue import DONE, ELSEWHERE, MISSING, OUT_OF_STEP, BuildQueue, Ground

CHUNKS = 100  # of one step: enough for many workers, few enough to be told of
LOOK_EVERY_SECONDS = 0.05
TIMES = 3  # how often a chunk is begun before it cannot be the worker's fault any more


@dataclass
class _Chunk:
    """Neighbouring tasks for one worker; ``times`` counts how often they were asked for."""

    number: int
    tasks: list[Task]
    times: int = 0


@dataclass(frozen=True)
class _Asking:
    """One step of one edition, asked of the workers chunk by chunk."""

    queue: BuildQueue
    shift: Shift
    ground: Ground
    step: str
    edition: str

    def __call__(self, chunk: _Chunk) -> str:
        """Ask for a chunk; under which name its outcome will be found."""
        if chunk.times == TIMES:
            raise HandsError(
                f"{TIMES} times a worker took a part of the build and did not finish it."
                " The logs of the workers may say why; have they memory enough?"
            )
        chunk.times += 1
        asked = self.queue.chunk(
            self.shift.name, chunk.number, self.ground, self.step, self.edition, chunk.tasks
        )
        return str(asked.id)


class QueueHands:
    """The workers of a queue; what is not worth telling them is done here.

    ``patience`` is how many seconds nobody may take what lies in the queue, ``grace`` how many a
    chunk may neither lie there nor be worked at nor be done, before it is asked for again.
    """

    def __init__(self, queue: BuildQueue, patience: float = 30.0, grace: float = 5.0) -> None:
        self._queue = queue
        self._patience = patience
        self._grace = grace

    def do(self, step: str, edition: str, tasks: list[Task]) -> Iterator[Task]:
        """The results as they come. Raises HandsError when nobody takes the tasks or nobody
        finishes them, and what a worker raised when it left the folders or the edition behind."""
        if len(tasks) < WORTH_SPREADING:
            yield from self._queue.do(step, edition, tasks)
            return
        ground = Ground.of(self._queue.settings)
        shift = Shift(self._queue.folder)
        try:
            self._queue.sweep()
            ask = _Asking(self._queue, shift, ground, step, edition)
            yield from self._gathered(shift, ask, chunks(tasks, CHUNKS))
        finally:
            if shift.end():
                self._queue.sweep()

    def release(self) -> None:
        self._queue.close()

    def _gathered(self, shift: Shift, ask: _Asking, wanted: Iterator[list[Task]]) -> Iterator[Task]:
        pending = {ask(chunk): chunk for chunk in (_Chunk(*one) for one in enumerate(wanted))}
        last_sign = time.monotonic()
        while pending:
            if arrived := list(self._queue.huey.storage.peek_many(list(pending))):
                for name in arrived:
                    del pending[name]
                    yield from self._results(name)
            else:
                time.sleep(LOOK_EVERY_SECONDS)
            if arrived or shift.is_at_work():
                last_sign = time.monotonic()
                continue
            silent = time.monotonic() - last_sign
            untaken = self._queue.huey.pending_count()
            if untaken and silent > self._patience:
                raise HandsError(
                    f"nobody has taken a part of the build for {silent:.0f} s. Start a worker:"
                    " kairan worker --build, with the KAIRAN_QUEUE and KAIRAN_SECRET of this build."
                )
            if not untaken and silent > self._grace:
                pending = {ask(chunk): chunk for chunk in pending.values()}
                last_sign = time.monotonic()

    def _results(self, name: str) -> list[Task]:
        """The results of a chunk whose outcome has come, which is then removed."""
        try:
            what, told = self._queue.huey.result(name)
        except TaskException as error:
            raise HandsError(f"a worker failed, and its log says where: {error}") from error
        if what == DONE:
            results: list[Task] = told
            return results
        if what == MISSING:
            raise FileNotFoundError(*told)
        if what == OUT_OF_STEP:
            raise OutOfStep(told)
        if what == ELSEWHERE:
            raise HandsError(
                f"a worker ({told}) does not work in the folders of this build"
                f" ({self._queue.here()}). Share content, output and state folder, and name them in"
                " KAIRAN_CONTENT, KAIRAN_OUTPUT and KAIRAN_STATE."
            )
        raise HandsError(told)


def queue_hands(settings: Settings) -> QueueHands:
    """The workers of the queue the settings name."""
    return QueueHands(BuildQueue(settings, do_here))
