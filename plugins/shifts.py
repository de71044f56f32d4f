"""Shifts: until when other processes may do the tasks of a build, and how that is known to be over.

A worker may be slow, or get a task from the queue long after its build was given up; what it would
then lay out or switch would get in the way of the next build. So every task has a byte of
``<state>/build/shift`` by its number, and nobody does it without the lock of that byte. Whoever
holds it reads in the same file which shift is on, and leaves the task alone if it is of another.
A shift is ended by removing its name and then taking the locks of all bytes: who was at work has
then finished, and who comes later finds no name or another. Every build begins with that, however
the one before ended.

The kernel, or the file server, takes the locks of a process away when it dies. They are POSIX
locks, held by a process and not by a thread.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

FILE = "shift"
NAME_BYTES = 32


class Shift:
    """One shift of the build whose state folder this is, begun when this is made.

    Only to be made by who holds the lock of the build. Waits for tasks of a former shift that are
    still being done.
    """

    def __init__(self, folder: Path) -> None:
        self.name = uuid4().hex
        self._file = _opened(folder)
        _end(self._file)
        os.pwrite(self._file, self.name.encode(), 0)

    def is_at_work(self, number: int | None = None) -> bool:
        """Whether a process is doing the task of this number; without one, any task."""
        start, length = (0, 0) if number is None else (number, 1)
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except (BlockingIOError, PermissionError):  # POSIX leaves the choice of the two
            return True
        fcntl.lockf(self._file, fcntl.LOCK_UN, length, start)
        return False

    def end(self) -> bool:
        """Let nobody begin a task, and wait for those at work; False when it was over already."""
        try:
            if _name(self._file) != self.name:
                return False
            _end(self._file)
            return True
        finally:
            os.close(self._file)


def end_shift(folder: Path) -> None:
    """End the shift of a build that was cut off, if there is one."""
    file = _opened(folder)
    try:
        _end(file)
    finally:
        os.close(file)


@contextmanager
def at_work(folder: Path, shift: str, number: int) -> Iterator[bool]:
    """Hold the lock of a task; whether its shift is on, and it may be done."""
    file = _opened(folder)
    try:
        fcntl.lockf(file, fcntl.LOCK_EX, 1, number)
        yield _name(file) == shift
    finally:
        os.close(file)


def _opened(folder: Path) -> int:
    return os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _name(file: int) -> str:
    return os.pread(file, NAME_BYTES, 0).decode("ascii")


def _end(file: int) -> None:
    os.ftruncate(file, 0)
    fcntl.lockf(file, fcntl.LOCK_EX)
    fcntl.lockf(file, fcntl.LOCK_UN)
