"""``kairan worker``: background work, or the steps of builds."""

from __future__ import annotations

import os

import click

from syncd.cli.logs import begin_logging
from syncd.cli.parts import part
from syncd.settings import daemon_settings


@click.command("worker")
@click.option("--threads", type=click.IntRange(1), metavar="N", help="Threads.  [default: 4]")
@click.option("--build", is_flag=True, help="Do steps of builds instead.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="With --build, processes.  [default: cores]"
)
def command(threads: int | None, build: bool, jobs: int | None) -> None:
    """Run background work: pushes, taking in what was published, reminders.

    'kairan serve' runs one. More of them, on this machine or others that share the store and the
    queue (KAIRAN_DATABASE, KAIRAN_QUEUE), share the work.

    With --build it does steps of builds that 'kairan build --queue' leads, on this machine or
    others that share the queue and the folders of content, output and state.
    """
    if (threads and build) or (jobs and not build):
        raise click.UsageError("--jobs goes with --build, --threads without it.")
    begin_logging()
    if not build:
        background = part("syncd.worker", "kairan worker", "daemon")
        background.run_worker(daemon_settings(WORKER_THREADS=str(threads) if threads else None))
        return
    building = part("syncd.build_worker", "kairan worker --build", "site,daemon")
    jobs = jobs or os.cpu_count() or 1
    if jobs > 1:
        building.run_build_workers(jobs, os.environ)
    else:
        building.run_build_worker(daemon_settings())
