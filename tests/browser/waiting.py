"""Waiting for what must come true, bounded."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
LOOK_EVERY = 0.05


def until(look: Callable[[], Value | None], what: str, seconds: float = 15.0) -> Value:
    """The first true value of ``look()``; fails naming ``what`` never came true."""
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            return seen
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what} (last: {seen!r})"
        time.sleep(LOOK_EVERY)
