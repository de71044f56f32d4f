"""The queue: background and scheduled work, as Huey tasks that any worker may run."""

import logging
import os
import socket
import threading
import time
from pathlib import Path

from huey import Huey, crontab

from plugins.organization_files import read_tree
from syncd import attempts, workers
from syncd.broker import open_broker
from syncd.circulation import circulate
from syncd.clock import read_clock
from syncd.daemon import Daemon
from syncd.publishing.after_build import keep_outcome, publish_after_build
from syncd.push import claims
from syncd.push.delivering import Deliverer, Manner

log = logging.getLogger(__name__)
NAME = "kairan"
PUBLISH_AGAIN_SECONDS = 60
# A task goes on with the next batch for so long, then lets others have the thread.
DELIVER_SECONDS = 10
PULSE_PRIORITY = 100
# Nobody needs a pulse that comes later.
PULSE_EXPIRES_SECONDS = 30


def make_huey(daemon: Daemon) -> Huey:
    """The daemon's queue, where the settings say."""
    return open_broker(NAME, daemon.settings, daemon.credentials)


class Queue:
    """The daemon's tasks. Calling one enqueues it; ``call_local()`` of one runs it here and now.

    ``huey`` is open for further tasks: ``queue.huey.task()(function)``.
    """

    def __init__(self, daemon: Daemon, huey: Huey | None = None) -> None:
        self.daemon = daemon
        self.huey = make_huey(daemon) if huey is None else huey
        self._deliverers = threading.local()
        task, periodic = self.huey.task, self.huey.periodic_task
        self.pulse = task(name="pulse", priority=PULSE_PRIORITY, expires=PULSE_EXPIRES_SECONDS)(
            self._pulse
        )
        self.deliver = task(name="deliver")(self._deliver)
        self.ingest_and_push = task(name="ingest_and_push")(self._ingest_and_push)
        self.publish = task(name="publish")(self._publish)
        self.sweep = periodic(crontab(minute="*"), name="sweep")(self._sweep)
        self.clean = periodic(crontab(minute="17", hour="18"), name="clean")(self._clean)

    def close(self) -> None:
        self.huey.storage.close()

    def _pulse(self) -> None:
        with self.daemon.store.write() as connection:
            workers.beat(connection, f"{socket.gethostname()}:{os.getpid()}", read_clock())

    def _ingest_and_push(self, content: str | None = None, output: str | None = None) -> None:
        """Take in what was published; the folders are those of the settings unless given."""
        settings = self.daemon.settings
        tree = read_tree(Path(content or settings["CONTENT"]))
        done = circulate(self.daemon, Path(output or settings["OUTPUT"]), tree, read_clock())
        log.info(
            "%d new, %d changed, %d withdrawn, %d deliveries",
            len(done.changes.new),
            len(done.changes.changed),
            len(done.changes.withdrawn),
            done.deliveries,
        )
        if done.deliveries:
            self.deliver()

    def _publish(self) -> None:
        """Put what was built where PUBLISH_TO says; what failed is tried again in a minute."""
        settings = self.daemon.settings
        outcome = publish_after_build(settings)
        if outcome is None:
            return
        keep_outcome(settings, outcome, read_clock())
        if not outcome.ok:
            log.error("the sites could not be published: %s", outcome.error)
            self.publish.schedule(delay=PUBLISH_AGAIN_SECONDS)

    def _deliver(self) -> None:
        deliverer = self._deliverer()
        until = time.monotonic() + DELIVER_SECONDS
        while deliverer.deliver_batch():
            if time.monotonic() > until:
                self.deliver()
                return

    def _sweep(self) -> None:
        """Whatever was left, held by quiet hours or to be tried again, is delivered."""
        with self.daemon.store.read() as connection:
            is_any_due = claims.is_any_due(connection, read_clock())
        if is_any_due:
            self.deliver()

    def _clean(self) -> None:
        now = read_clock()
        with self.daemon.store.write() as connection:
            attempts.forget(connection, now)
            workers.forget(connection, now)
            claims.forget(connection, now)

    def _deliverer(self) -> Deliverer:
        if not hasattr(self._deliverers, "mine"):
            settings = self.daemon.settings
            manner = Manner(
                settings.number("PUSH_BATCH"),
                settings.number("PUSH_TIMEOUT"),
                settings.flag("PUSH_ALLOW_LOOPBACK"),
            )
            self._deliverers.mine = Deliverer(
                self.daemon.store, self.daemon.vapid, manner, read_clock
            )
        deliverer: Deliverer = self._deliverers.mine
        return deliverer
