"""``kairan card``: a household's join card."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import select

from plugins.organization_files import read_tree
from syncd.card import Card, as_html
from syncd.cli.store import open_store, require_organization
from syncd.clock import read_clock
from syncd.joining import issue_code
from syncd.store.tables import households


@click.command("card")
@click.argument("association")
@click.argument("household", required=False)
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Write cards to print."
)
@click.option("--unit", help="Only this unit (班).")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def command(
    association: str, household: str | None, html: Path | None, unit: str | None, state: str | None
) -> None:
    """Issue new join codes and print them; codes on earlier cards of these households end.

    For HOUSEHOLD as the roster names it, or for all of ASSOCIATION or of a unit. With --html the
    cards are written to a page to print, ten on a sheet of A4, with QR code, typed code and the
    permanent address of the safety page.
    """
    with open_store(state) as daemon:
        tree = read_tree(daemon.settings.path("CONTENT").resolve())
        require_organization(tree, association, "association")
        wanted = select(households.c.id, households.c.unit, households.c.label).where(
            households.c.organization == association, households.c.moved_out_at.is_(None)
        )
        if household:
            wanted = wanted.where(households.c.label == household)
        if unit:
            wanted = wanted.where(households.c.unit == unit)
        site = f"{daemon.settings['PUBLIC_URL'].rstrip('/')}/{association}/"
        with daemon.store.write() as connection:
            rows = connection.execute(wanted.order_by(households.c.unit, households.c.label)).all()
            if not rows:
                raise click.ClickException(
                    f"{association} has no such household. Import its roster: kairan roster import"
                )
            now = read_clock()
            cards = [
                Card(
                    tree[association].name("ja"),
                    row.unit,
                    row.label,
                    issue_code(connection, daemon.credentials, row.id, actor="operator", now=now),
                    site,
                )
                for row in rows
            ]
            if html:
                html.write_text(as_html(cards), "utf-8")
    for card in cards:
        click.echo(f"{card.unit}\t{card.household}\t{card.code}\t{card.join_link}")
    if html:
        click.echo(f"{html}: {len(cards)}", err=True)
