"""The content watcher: what an officer saves is built and published, once, when it is whole.

A save is rarely one event: editors write a temporary file and rename it, sync clients write in
pieces, a Git pull touches hundreds of files. The watcher waits until nothing has happened for a
moment and every file that was opened for writing has been closed.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

logger = logging.getLogger(__name__)

QUIET_SECONDS = 0.12
# The system may drop events when very many come at once: everything is looked at again so often.
RECHECK_SECONDS = 60.0
# Where closing a file is not told (macOS, network shares), a file silent so long counts as whole.
UNCLOSED_SECONDS = 2.0 if sys.platform == "linux" else QUIET_SECONDS
IGNORED_EVENTS = {"opened", "closed_no_write"}
IGNORED_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload")


# Places that were touched; None when anything may have been.
Touched = frozenset[str] | None


class Unsettled:
    """What has been touched and is not yet known to be whole. Times are a monotonic clock's."""

    def __init__(self) -> None:
        self._touched_at: float | None = None
        self._touched: set[str] = set()
        self._anything = False
        self._being_written: dict[str, float] = {}

    def note(self, kind: str, path: str, now: float, *, folder: bool = False) -> None:
        """One event of the file system, of watchdog's kinds. A folder may come with anything."""
        self._touched_at = now
        self._touched.add(path)
        self._anything |= folder
        if kind in {"created", "modified"}:
            self._being_written[path] = now
        else:
            self._being_written.pop(path, None)

    def settles_in(self, now: float) -> float | None:
        """Seconds until all is whole if nothing more happens; None when nothing was touched."""
        if self._touched_at is None:
            return None
        whole_at = self._touched_at + QUIET_SECONDS
        for last in self._being_written.values():
            whole_at = max(whole_at, last + UNCLOSED_SECONDS)
        return max(0.0, whole_at - now)

    def taken(self) -> Touched:
        """What was touched so far, to be dealt with now."""
        touched = None if self._anything else frozenset(self._touched)
        self._touched_at = None
        self._touched.clear()
        self._anything = False
        self._being_written.clear()
        return touched


class _Listener(FileSystemEventHandler):
    def __init__(self, unsettled: Unsettled, woken: threading.Condition) -> None:
        self.unsettled = unsettled
        self.woken = woken

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in IGNORED_EVENTS or (
            event.is_directory and event.event_type == "modified"
        ):
            return
        places = [os.fsdecode(place) for place in (event.src_path, event.dest_path) if place]
        if all(is_ignored(Path(place)) for place in places):
            return
        kind = "closed" if event.is_directory else event.event_type
        with self.woken:
            for place in places:
                self.unsettled.note(kind, place, time.monotonic(), folder=event.is_directory)
            self.woken.notify_all()


def is_ignored(path: Path) -> bool:
    """Whether a file is an editor's or a sync client's own business."""
    return path.name.startswith(".") or path.name.endswith(IGNORED_ENDINGS)


def watch(
    content: Path,
    changed: Callable[[Touched], None],
    stop: threading.Event,
    at_start: Callable[[], None] = lambda: None,
) -> None:
    """Call ``changed`` once for each burst of changes below a folder, until ``stop`` is set.

    It is given the paths that were touched. What happens while it works is dealt with by the next
    call. After a quiet RECHECK_SECONDS it is called with None, to look at everything. ``at_start``
    is called once the folder is watched, so that nothing falls between it and the first change.
    """
    unsettled, woken = Unsettled(), threading.Condition()
    observer = Observer()
    observer.schedule(_Listener(unsettled, woken), str(content), recursive=True)
    observer.start()
    try:
        at_start()
        while not stop.is_set():
            if _settled(unsettled, woken, stop):
                with woken:
                    touched = unsettled.taken()
                changed(touched)
            elif not stop.is_set():
                changed(None)
    finally:
        observer.stop()
        observer.join()


def _settled(unsettled: Unsettled, woken: threading.Condition, stop: threading.Event) -> bool:
    """Wait until a burst of changes is over; False when asked to stop, or when nothing came."""
    give_up = time.monotonic() + RECHECK_SECONDS
    with woken:
        while not stop.is_set():
            remaining = unsettled.settles_in(time.monotonic())
            if remaining == 0:
                return True
            if remaining is None and time.monotonic() > give_up:
                return False
            # Woken by an event; the bound is for noticing `stop`, set from a signal handler.
            woken.wait(min(remaining or 0.5, 0.5))
    return False
