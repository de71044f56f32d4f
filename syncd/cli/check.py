"""``kairan check``: every mistake in the content."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plugins.check import advise, check
from plugins.easy.report import summary
from plugins.settings import Settings
from syncd.cli.terminal import progress_shown, tell_mistakes

EASY_ALREADY = "やさしい日本語です。 / The easy Japanese is easy."


@click.command("check")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--easy", is_flag=True, help="Also advise on easy Japanese (やさしい日本語).")
def command(folder: str | None, easy: bool) -> None:
    """Tell every mistake in the content folder DIR at once, with its remedy.

    Nothing is written. Exit status 0 when there is none, 1 otherwise; advice on easy Japanese, after
    the Immigration Services Agency's guideline, changes nothing of that.
    """
    content = Path(folder or Settings()["CONTENT"])
    if not content.is_dir():
        raise click.ClickException(f"{content} is not a folder. Say where the content is.")
    with progress_shown() as progress:
        items, mistakes = check(content, progress)
    if mistakes:
        tell_mistakes(mistakes)
        sys.exit(1)
    if easy:
        told = advise(content)
        for advice in told:
            click.echo(str(advice))
        click.echo("\n".join(filter(None, summary(told))) or EASY_ALREADY)
    click.echo(f"{items} 件、まちがいはありません。 / {items} items, no mistakes.")
