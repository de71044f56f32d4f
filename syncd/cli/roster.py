"""``kairan roster``: the households of associations."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from plugins.organization_files import read_tree
from syncd.cli.store import open_store
from syncd.clock import read_clock
from syncd.roster import Effect, RosterError, import_roster, read_roster


@click.group("roster")
def command() -> None:
    """The households of associations, from a CSV file."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would change, change nothing.")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def import_(file: Path, dry_run: bool, state: str | None) -> None:
    """Take over the households of FILE, UTF-8 or Shift_JIS, as Excel saves it.

    Columns: 町会,班,世帯,世帯員,紙,グループ,役員. 町会 is the path of the association's folder;
    世帯員 and グループ are separated by 、 and 紙 and 役員 are 1 or empty. The same file twice changes
    nothing. Households that are not in FILE stay as they are.
    """
    with open_store(state) as daemon:
        tree = read_tree(daemon.settings.path("CONTENT").resolve())
        try:
            rows = read_roster(file.read_bytes(), tree)
        except RosterError as error:
            for slip in error.slips:
                click.echo(f"{file}:{slip}", err=True)
            click.echo(
                f"\n何も変えていません。 / {len(error.slips)} to mend. Nothing was changed.",
                err=True,
            )
            sys.exit(1)
        with daemon.store.write() as connection:
            differences = import_roster(
                connection, rows, actor="operator", now=read_clock(), dry_run=dry_run
            )
    for difference in differences:
        if difference.effect is not Effect.SAME:
            row = difference.row
            changes = f" ({', '.join(difference.changes)})" if difference.changes else ""
            click.echo(f"{difference.effect:<8} {row.organization} {row.unit} {row.label}{changes}")
    counts = Counter(difference.effect for difference in differences)
    told = ", ".join(f"{counts[effect]} {effect}" for effect in Effect)
    click.echo(f"{told}{' (dry run: nothing was changed)' if dry_run else ''}")
