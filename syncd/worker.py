"""A worker: the threads that run the queue's tasks, and the pulse that shows they do."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from huey.consumer import Consumer, ConsumerStopped, Scheduler

from plugins.settings import Settings
from syncd.daemon import open_daemon
from syncd.queue import Queue
from syncd.workers import PULSE_SECONDS

# How long an idle thread sleeps at most before it looks for work (SQLite cannot call it).
LONGEST_NAP_SECONDS = 0.5
STOP_SECONDS = 10


class _PulsingScheduler(Scheduler):
    """Huey's scheduler, which also enqueues the pulse: it knows minutes only.

    That the pulse is run, not that it is enqueued, is the sign of life. When the queue refuses it,
    this thread ends, and the consumer starts another.
    """

    def __init__(self, *args: Any, queue: Queue, **options: Any) -> None:
        super().__init__(*args, **options)
        self._queue = queue
        self._next_pulse = time.monotonic()

    def loop(self, now: datetime | None = None) -> None:
        if time.monotonic() >= self._next_pulse:
            self._next_pulse = time.monotonic() + PULSE_SECONDS
            self._queue.pulse()
        super().loop(now)


class _Consumer(Consumer):
    def __init__(self, queue: Queue, **options: Any) -> None:
        self._queue = queue
        super().__init__(queue.huey, **options)

    def _create_scheduler(self) -> Scheduler:
        return _PulsingScheduler(
            huey=self.huey,
            stop_flag=self.stop_flag,
            interval=self.scheduler_interval,
            periodic=self.periodic,
            queue=self._queue,
        )

    def _set_signal_handlers(self) -> None:
        # Another thread than the main one may not handle signals; it is stopped by its event.
        if threading.current_thread() is threading.main_thread():
            super()._set_signal_handlers()


def run_worker(
    settings: Settings,
    stop: threading.Event | None = None,
    extras: Iterable[Callable[[Queue], None]] = (),
) -> None:
    """Run tasks until ``stop`` is set, or until SIGTERM or SIGINT; running tasks are finished.

    ``extras`` are called with the queue before it starts and may add tasks of their own.
    """
    daemon = open_daemon(settings)
    queue = Queue(daemon)
    for register in extras:
        register(queue)
    consumer = _Consumer(
        queue,
        workers=settings.number("WORKER_THREADS"),
        max_delay=LONGEST_NAP_SECONDS,
        shutdown_timeout=STOP_SECONDS,
        graceful_signal="TERM",
    )
    try:
        consumer.start()
        _wait(consumer, stop or threading.Event())
    finally:
        queue.close()
        daemon.store.close()


def _wait(consumer: Consumer, stop: threading.Event) -> None:
    """Look after the consumer's threads until told to stop, then let them finish."""
    checked = time.monotonic()
    while not stop.is_set():
        try:
            checked = consumer.loop(checked)
        except ConsumerStopped:
            return
    consumer.stop(graceful=True)
