"""``kairan serve``: the daemon."""

from __future__ import annotations

import click

from syncd.cli.logs import begin_logging
from syncd.serving import PortTaken, Serving, serve
from syncd.settings import daemon_settings


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1), default=1, show_default=True)
@click.option("--worker/--no-worker", default=True, help="Run a worker too.  [default: yes]")
@click.option("--watch/--no-watch", default=True, help="Watch the content too.  [default: yes]")
def command(host: str, port: int, processes: int, worker: bool, watch: bool) -> None:
    """Serve residents and officers: the API, the console at /console/, and the built sites.

    Put a web server with https before it. Everything else is a setting: 'kairan settings'.
    """
    begin_logging()
    serving = Serving(host, port, processes, worker=worker, watch=watch)
    try:
        serve(daemon_settings(), serving)
    except PortTaken as error:
        raise click.ClickException(str(error)) from error
