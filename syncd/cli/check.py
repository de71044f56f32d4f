"""``kairan check``: every mistake in the content."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plugins.check import check
from plugins.settings import Settings
from syncd.cli.terminal import progress_shown, tell_mistakes


@click.command("check")
@click.argument("folder", metavar="[DIR]", required=False)
def command(folder: str | None) -> None:
    """Tell every mistake in the content folder DIR at once, with its remedy.

    Nothing is written. Exit status 0 when there is none, 1 otherwise.
    """
    content = Path(folder or Settings()["CONTENT"])
    if not content.is_dir():
        raise click.ClickException(f"{content} is not a folder. Say where the content is.")
    with progress_shown() as progress:
        items, mistakes = check(content, progress)
    if mistakes:
        tell_mistakes(mistakes)
        sys.exit(1)
    click.echo(f"{items} 件、まちがいはありません。 / {items} items, no mistakes.")
