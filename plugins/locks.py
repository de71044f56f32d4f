"""Locks between processes: files held with flock, let go when their last holder ends."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def no_notice() -> None:
    """Told nobody."""


@contextmanager
def held(
    file: Path, *, shared: bool = False, busy: Callable[[], None] = no_notice
) -> Iterator[int]:
    """Hold the lock, having called ``busy`` if it was another's first; its descriptor.

    A child process that inherits the descriptor holds the lock until it ends as well.
    """
    with file.open("a") as lock:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            busy()
            fcntl.flock(lock, kind)
        yield lock.fileno()


@contextmanager
def held_if_free(file: Path) -> Iterator[int | None]:
    """Hold the lock and give its descriptor, or None at once when somebody else holds it."""
    with file.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield lock.fileno()
