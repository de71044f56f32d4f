"""A worker: the threads that run the queue's tasks, and the pulse that shows they do."""

import logging
import threading
from collections.abc import Callable, Iterable

from huey.consumer import Consumer

from plugins.settings import Settings
from syncd.daemon import open_daemon
from syncd.queue import Queue
from syncd.workers import PULSE_SECONDS

log = logging.getLogger(__name__)
# How long an idle thread sleeps at most before it looks for work (SQLite cannot call it).
LONGEST_NAP_SECONDS = 0.5
STOP_SECONDS = 10


class _EmbeddedConsumer(Consumer):
    """Huey's consumer, for a thread that is not the main one and may not handle signals."""

    def _set_signal_handlers(self) -> None:
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
    consumer = _EmbeddedConsumer(
        queue.huey,
        workers=settings.number("WORKER_THREADS"),
        max_delay=LONGEST_NAP_SECONDS,
        shutdown_timeout=STOP_SECONDS,
        graceful_signal="TERM",
    )
    stopping = stop or threading.Event()
    pulse = threading.Thread(
        target=_pulse, args=(queue, consumer.stop_flag), name="pulse", daemon=True
    )
    pulse.start()
    watch = threading.Thread(target=_stop_when, args=(stopping, consumer), daemon=True)
    watch.start()
    try:
        consumer.run()
    finally:
        stopping.set()
        pulse.join(STOP_SECONDS)
        queue.close()
        daemon.store.close()


def _pulse(queue: Queue, stop: threading.Event) -> None:
    """Ask for a pulse every few seconds; that it comes shows that tasks are run."""
    while True:
        queue.pulse()
        if stop.wait(PULSE_SECONDS):
            return


def _stop_when(stopping: threading.Event, consumer: Consumer) -> None:
    stopping.wait()
    consumer.stop_flag.set()
