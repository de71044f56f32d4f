"""Serving: which processes ``kairan serve`` keeps running, and how they are told the settings."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from plugins.settings import Settings
from syncd.daemon import open_daemon
from syncd.supervisor import Process, supervise

BLOCKING_THREADS = 4
BACKLOG = 2048


class PortTaken(Exception):
    """Nothing can listen where it was asked to; the message says what to do."""


@dataclass(frozen=True)
class Serving:
    """Where to listen, and what to run beside the web server."""

    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = 1
    worker: bool = True
    watch: bool = True


def serve(settings: Settings, serving: Serving, started: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT. The store is migrated first, by one process alone.

    Raises PortTaken when something listens there already.
    """
    _require_free(serving)
    open_daemon(settings).store.close()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    supervise(_processes(serving), _environment(settings), stop=stop, started=started)


def _require_free(serving: Serving) -> None:
    with socket.socket() as probe:
        # As servers do: what a former one left in TIME_WAIT is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serving.host, serving.port))
        except OSError as error:
            raise PortTaken(
                f"cannot listen on {serving.host}:{serving.port} ({error.strerror})."
                " Stop what uses the port, or choose another with --port (make up PORT=…)."
            ) from error


def _processes(serving: Serving) -> list[Process]:
    kairan = (sys.executable, "-m", "syncd")
    processes = [Process("web", _granian(serving))]
    if serving.worker:
        processes.append(Process("worker", (*kairan, "worker")))
    if serving.watch:
        processes.append(Process("watch", (*kairan, "watch")))
    return processes


def _granian(serving: Serving) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"),
        *("--host", serving.host, "--port", str(serving.port)),
        *("--workers", str(serving.processes), "--blocking-threads", str(BLOCKING_THREADS)),
        *("--backlog", str(BACKLOG), "--respawn-failed-workers", "--no-ws"),
        *("--log-level", "warning", "syncd.web:application"),
    )


def _environment(settings: Settings) -> dict[str, str]:
    """The environment of the kept processes: what was chosen here reaches them too."""
    chosen = {
        f"KAIRAN_{name}": settings[name]
        for name, setting in settings.declared.items()
        if not setting.secret and settings[name] != setting.default
    }
    return {**os.environ, **chosen}
