"""``kairan bulb``: watch-over bulbs and the gateways that report for them."""

from __future__ import annotations

import click
from sqlalchemy import select

from plugins.organization_files import read_tree
from syncd.bulbs import bulbs, gateways
from syncd.cli.store import open_store, require_organization
from syncd.clock import read_clock
from syncd.store.tables import households


@click.group("bulb")
def command() -> None:
    """Watch-over bulbs and the gateways that report for them."""


@command.command("add")
@click.argument("association")
@click.argument("household")
@click.option("--name", required=True, help="Where it hangs, such as 玄関.")
@click.option("--id", "identifier", help="The device's own identifier.  [default: made]")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def add(
    association: str, household: str, name: str, identifier: str | None, state: str | None
) -> None:
    """Register a bulb in HOUSEHOLD, as the roster names it, and print its identifier."""
    with open_store(state) as daemon:
        require_organization(
            read_tree(daemon.settings.path("CONTENT").resolve()), association, "association"
        )
        with daemon.store.write() as connection:
            found = connection.scalar(
                select(households.c.id).where(
                    households.c.organization == association,
                    households.c.label == household,
                    households.c.moved_out_at.is_(None),
                )
            )
            if found is None:
                raise click.ClickException(f"{association} has no household {household!r}.")
            if identifier and bulbs.find(connection, [identifier]):
                raise click.ClickException(f"there is a bulb {identifier!r} already.")
            bulb = bulbs.create(
                connection,
                organization=association,
                household=found,
                name=name,
                identifier=identifier,
                actor="operator",
                now=read_clock(),
            )
    click.echo(bulb.id)


@command.command("gateway")
@click.argument("organization")
@click.argument("name")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def gateway(organization: str, name: str, state: str | None) -> None:
    """Make a gateway that may report for the bulbs of ORGANIZATION and below; print its token.

    The token is shown once and kept nowhere.
    """
    with open_store(state) as daemon:
        require_organization(read_tree(daemon.settings.path("CONTENT").resolve()), organization)
        with daemon.store.write() as connection:
            _, token = gateways.create(
                connection,
                daemon.credentials,
                organization=organization,
                name=name,
                actor="operator",
                now=read_clock(),
            )
    click.echo(token)
