"""``kairan build``: content to sites."""

from __future__ import annotations

import json
import os
import sys
import time

import click

from plugins.build import BuildError, build
from plugins.hands import Hands
from plugins.mistakes import ContentError
from syncd.cli.parts import part
from syncd.cli.terminal import progress_shown, tell_mistakes
from syncd.settings import daemon_settings


@click.command("build")
@click.option("--content", metavar="DIR", help="The content folder.  [default: content]")
@click.option("--output", metavar="DIR", help="Where the sites go.  [default: output]")
@click.option("--state", metavar="DIR", help="Caches and secrets.  [default: var]")
@click.option(
    "--organization", metavar="PATH", help="Only the associations at or below this folder."
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes.  [default: cores]")
@click.option("--queue", is_flag=True, help="Let 'kairan worker --build' do the steps.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print counts and seconds as JSON at the end."
)
def command(
    content: str | None,
    output: str | None,
    state: str | None,
    organization: str | None,
    jobs: int | None,
    queue: bool,
    as_json: bool,
) -> None:
    """Build the sites of all associations, or of some.

    Only files whose bytes changed are written. When anything in the content is wrong, every
    mistake is told with file, line and remedy, and the sites stay as they were.
    """
    if queue and jobs:
        raise click.UsageError("--jobs is for builds without --queue; workers have their own.")
    settings = daemon_settings(CONTENT=content, OUTPUT=output, STATE=state)
    hands: Hands | None = None
    if queue or settings.flag("BUILD_QUEUE"):
        hands = part("syncd.build_hands", "kairan build --queue", "daemon").queue_hands(settings)
    began = time.monotonic()
    try:
        with progress_shown() as progress:
            report = build(
                settings,
                organization=organization,
                jobs=jobs or os.cpu_count() or 1,
                hands=hands,
                progress=progress,
            )
    except ContentError as error:
        tell_mistakes(error.mistakes)
        if as_json:
            found = [mistake.as_json() for mistake in error.mistakes]
            click.echo(json.dumps({"mistakes": found}, ensure_ascii=False))
        sys.exit(1)
    except BuildError as error:
        raise click.ClickException(str(error)) from error
    seconds = round(time.monotonic() - began, 3)
    if as_json:
        click.echo(json.dumps({**report.as_json(), "seconds": seconds}))
        return
    click.echo(
        f"{report.sites} sites, {report.items} items:"
        f" {report.written} files written, {report.removed} removed, {seconds:.1f} s"
    )
