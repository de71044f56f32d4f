"""``kairan officer``: who may open the console."""

from __future__ import annotations

import click

from plugins.organization_files import read_tree
from syncd import officers
from syncd.cli.store import open_store, require_organization
from syncd.clock import read_clock


@click.group("officer")
def command() -> None:
    """Officers and their one-time sign-in links."""


@command.command("invite")
@click.argument("organization")
@click.argument("name")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def invite(organization: str, name: str, state: str | None) -> None:
    """Print a link that lets NAME into the console of ORGANIZATION, once, within seven days.

    An officer who is known already gets a new link; an earlier unused one ends. Officers of an
    association see its households; those of a federation or a city see counts only.
    """
    with open_store(state) as daemon:
        tree = read_tree(daemon.settings.path("CONTENT").resolve())
        require_organization(tree, organization)
        now = read_clock()
        with daemon.store.write() as connection:
            officer = officers.find(connection, organization, name) or officers.create(
                connection, organization=organization, name=name, actor="operator", now=now
            )
            token = officers.make_link(connection, officer, actor="operator", now=now)
        click.echo(f"{daemon.settings['PUBLIC_URL'].rstrip('/')}/console/sign-in/{token}")


@command.command("list")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def list_(state: str | None) -> None:
    """Name the officers."""
    with open_store(state) as daemon, daemon.store.read() as connection:
        for officer in officers.every(connection):
            click.echo(f"{officer.organization}\t{officer.name}")


@command.command("revoke")
@click.argument("organization")
@click.argument("name")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def revoke(organization: str, name: str, state: str | None) -> None:
    """End the sessions and links of an officer at once."""
    with open_store(state) as daemon, daemon.store.write() as connection:
        officer = officers.find(connection, organization, name)
        if officer is None:
            raise click.ClickException(
                f"{organization} has no officer {name!r}. 'kairan officer list' names them."
            )
        officers.revoke(connection, officer, actor="operator", now=read_clock())
