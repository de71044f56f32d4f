"""The newsroom: content that changed is built and published, and what is new is pushed.

What came of it is kept in ``<state>/build/report.json``, which /healthz and the console show: a
mistake in the content must not look like quiet.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.build import Builder, BuildError
from plugins.mistakes import ContentError, Mistake
from plugins.orders import Order
from plugins.settings import Settings
from plugins.whole_files import write_whole
from syncd.build_hands import queue_hands
from syncd.clock import iso, read_clock
from syncd.queue import Queue
from syncd.watch import Touched, watch

log = logging.getLogger(__name__)
REPORT = "report.json"


class Newsroom:
    """Builds, then asks the queue to take in and push what is new."""

    def __init__(self, settings: Settings, queue: Queue, jobs: int) -> None:
        self.settings = settings
        self.queue = queue
        self._content = settings.path("CONTENT").resolve()
        hands = queue_hands(settings) if settings.flag("BUILD_QUEUE") else None
        self._builder = Builder(settings, jobs, hands)
        self._asked = False  # whether the daemon was asked to take in what lies published

    def prepare(self) -> None:
        """Get ready to publish at once; to be called before this process starts threads."""
        self._builder.prepare()

    def close(self) -> None:
        self._builder.close()

    def publish(self, touched: Touched = None) -> bool:
        """One build of all sites; True when they are as the content says.

        A mistake holds up only the organization it is in: what that published stays, and all others
        go on. ``touched`` are the only paths that may have changed. The first time the daemon is
        asked to take in even what did not change just now: an earlier build may have been cut off
        before it asked.
        """
        self._report({"status": "building"})
        try:
            report = self._builder.build(self._order(touched))
        except ContentError as error:
            self._tell(error.mistakes, {})
            return False
        except (BuildError, OSError) as error:
            log.exception("the build could not run")
            self._report({"status": "failed", "error": str(error), "mistakes": []})
            return False
        if report.changed_sites or not self._asked:
            log.info("%d files written, %d removed", report.written, report.removed)
            self._ask()
        facts = {**report.as_json(), "changed_sites": len(report.changed_sites)}
        if report.mistakes:
            self._tell(report.mistakes, facts)
            return False
        self._report({"status": "ok", **facts})
        return True

    def _order(self, touched: Touched) -> Order:
        if touched is None:
            return Order(tolerant=True)
        places = (os.path.relpath(path, self._content) for path in touched)
        return Order(
            touched=frozenset(place.replace(os.sep, "/") for place in places), tolerant=True
        )

    def _ask(self) -> None:
        self.queue.ingest_and_push(
            str(self._content),
            str(self.settings.path("OUTPUT").resolve()),
        )
        if self.settings["PUBLISH_TO"]:
            self.queue.publish()
        self._asked = True

    def _tell(self, mistakes: Iterable[Mistake], facts: dict[str, Any]) -> None:
        found = [mistake.as_json() for mistake in mistakes]
        log.error("the content has %d mistakes; what they are in stays as it was", len(found))
        self._report({**facts, "status": "failed", "mistakes": found})

    def _report(self, facts: dict[str, Any]) -> None:
        file: Path = self.settings.state_folder("build") / REPORT
        write_whole(file, json.dumps({**facts, "at": iso(read_clock())}, ensure_ascii=False))


def keep_publishing(newsroom: Newsroom, stop: threading.Event) -> None:
    """Publish now, and again after every change of the content, until ``stop`` is set."""

    def publish(touched: Touched = None) -> None:
        newsroom.publish(touched)

    newsroom.prepare()
    try:
        watch(newsroom.settings.path("CONTENT").resolve(), publish, stop, at_start=publish)
    finally:
        newsroom.close()
