"""``kairan watch``: the content watcher alone."""

from __future__ import annotations

import os
import signal
import threading

import click

from syncd.cli.logs import begin_logging
from syncd.daemon import open_daemon
from syncd.newsroom import Newsroom, keep_publishing
from syncd.queue import Queue
from syncd.settings import daemon_settings


@click.command("watch")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes.  [default: cores]")
def command(jobs: int | None) -> None:
    """Build and publish whenever the content changes; the daemon then pushes what is new.

    A mistake in the content is logged, shown in the console and in /healthz, and changes nothing.
    """
    begin_logging()
    settings = daemon_settings()
    if not settings.path("CONTENT").is_dir():
        raise click.ClickException(
            f"{settings.path('CONTENT')} is not a folder; set KAIRAN_CONTENT."
        )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    daemon = open_daemon(settings)
    queue = Queue(daemon)
    try:
        keep_publishing(Newsroom(settings, queue, jobs or os.cpu_count() or 1), stop)
    finally:
        queue.close()
        daemon.store.close()
