"""Waiting for what other processes do, never longer than is reasonable."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

PATIENCE_SECONDS = 30


def until(reached: Callable[[], bool], what: str) -> None:
    """Wait until something is so; fail with its name when it is not in time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < deadline, f"not in {PATIENCE_SECONDS} s: {what}"
        time.sleep(0.01)


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
