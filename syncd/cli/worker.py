"""``kairan worker``: background work."""

from __future__ import annotations

import click

from syncd.cli.logs import begin_logging
from syncd.settings import daemon_settings
from syncd.worker import run_worker


@click.command("worker")
@click.option("--threads", type=click.IntRange(1), metavar="N", help="Threads.  [default: 4]")
def command(threads: int | None) -> None:
    """Run background work: pushes, taking in what was published, reminders.

    'kairan serve' runs one. More of them, on this machine or others that share the store and the
    queue (KAIRAN_DATABASE, KAIRAN_QUEUE), share the work.
    """
    begin_logging()
    run_worker(daemon_settings(WORKER_THREADS=str(threads) if threads else None))
