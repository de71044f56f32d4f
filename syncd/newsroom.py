"""The newsroom: content that changed is built and published, and what is new is pushed.

What came of it is kept in ``<state>/build/report.json``, which /healthz and the console show: a
mistake in the content must not look like quiet.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from pathlib import Path
from typing import Any

from plugins.build import BuildError, build
from plugins.mistakes import ContentError
from plugins.settings import Settings
from syncd.clock import iso, read_clock
from syncd.queue import Queue
from syncd.watch import watch

log = logging.getLogger(__name__)
REPORT = "report.json"


class Newsroom:
    """Builds, then asks the queue to take in and push what is new."""

    def __init__(self, settings: Settings, queue: Queue, jobs: int) -> None:
        self.settings = settings
        self.queue = queue
        self.jobs = jobs

    def publish(self) -> bool:
        """One build of all sites; True when they are as the content says.

        The daemon is asked to take in even what did not change just now: an earlier build may have
        been cut off before it asked.
        """
        self._report({"status": "building"})
        try:
            report = build(self.settings, jobs=self.jobs)
        except ContentError as error:
            log.error("the content has %d mistakes; nothing was changed", len(error.mistakes))
            found = [mistake.as_json() for mistake in error.mistakes]
            self._report({"status": "failed", "mistakes": found})
            return False
        except (BuildError, OSError) as error:
            log.exception("the build could not run")
            self._report({"status": "failed", "error": str(error), "mistakes": []})
            return False
        log.info("%d files written, %d removed", report.written, report.removed)
        self.queue.ingest_and_push(
            str(self.settings.path("CONTENT").resolve()),
            str(self.settings.path("OUTPUT").resolve()),
        )
        facts = {**report.as_json(), "changed_sites": len(report.changed_sites)}
        self._report({"status": "ok", **facts})
        return True

    def _report(self, facts: dict[str, Any]) -> None:
        file: Path = self.settings.state_folder("build") / REPORT
        new = file.with_suffix(".new")
        text = json.dumps({**facts, "at": iso(read_clock())}, ensure_ascii=False)
        new.write_text(text, "utf-8")
        os.replace(new, file)


def keep_publishing(newsroom: Newsroom, stop: threading.Event) -> None:
    """Publish now, and again after every change of the content, until ``stop`` is set."""

    def publish() -> None:
        newsroom.publish()

    watch(newsroom.settings.path("CONTENT").resolve(), publish, stop, at_start=publish)
