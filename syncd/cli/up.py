"""``kairan up``: the sample city, built and served."""

from __future__ import annotations

import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import click

from plugins.build import BuildError, build
from plugins.mistakes import ContentError
from plugins.organization_files import read_tree
from plugins.settings import Settings
from syncd.cli.logs import begin_logging
from syncd.cli.terminal import progress_shown, tell_mistakes
from syncd.clock import read_clock
from syncd.daemon import open_daemon
from syncd.sample.people import Invitation, NotTheSample, invite
from syncd.serving import PortTaken, Serving, serve
from syncd.settings import daemon_settings

PATIENCE_SECONDS = 60


@click.command("up")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--state", metavar="DIR", help="Everything that is made goes here.  [default: var]")
def command(port: int, state: str | None) -> None:
    """Build the sample city, serve it with the daemon on one origin, and say where to look.

    Prints the addresses of two associations, a join code and an officer's sign-in link, and serves
    until Ctrl-C. Save a file below content/ and see the site change.
    """
    folder = Path(state or Settings()["STATE"])
    url = f"http://127.0.0.1:{port}"
    settings = daemon_settings(STATE=folder, OUTPUT=folder / "output", PUBLIC_URL=url)
    if not settings.path("CONTENT").is_dir():
        raise click.ClickException("there is no content folder here. Run this in the repository.")
    _build(settings)
    invitation = _invite(settings)
    begin_logging()

    def tell_when_well() -> None:
        threading.Thread(target=_tell_when_well, args=(url, invitation), daemon=True).start()

    try:
        serve(settings, Serving(port=port), started=tell_when_well)
    except PortTaken as error:
        raise click.ClickException(str(error)) from error


def _build(settings: Settings) -> None:
    try:
        with progress_shown() as progress:
            build(settings, progress=progress)
    except ContentError as error:
        tell_mistakes(error.mistakes)
        sys.exit(1)
    except BuildError as error:
        raise click.ClickException(str(error)) from error


def _invite(settings: Settings) -> Invitation:
    daemon = open_daemon(settings)
    try:
        tree = read_tree(settings.path("CONTENT").resolve())
        return invite(daemon, tree, read_clock())
    except NotTheSample as error:
        raise click.ClickException(str(error)) from error
    finally:
        daemon.store.close()


def _tell_when_well(url: str, invitation: Invitation) -> None:
    """Print the invitation once the daemon says that it is well; what it says if it does not."""
    waiting = threading.Event()
    answer = "no answer"
    for _ in range(PATIENCE_SECONDS * 5):
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):  # noqa: S310
                click.echo(_told(url, invitation))
                return
        except urllib.error.HTTPError as error:
            answer = error.read().decode("utf-8", "replace")
        except OSError as error:
            answer = str(error)
        waiting.wait(0.2)
    click.echo(f"the daemon is not well after {PATIENCE_SECONDS} s: {answer}", err=True)


def _told(url: str, invitation: Invitation) -> str:
    first, second = invitation.associations
    return (
        f"\n  町会のサイト  {url}/{first}/\n"
        f"  もうひとつ    {url}/{second}/\n"
        f"  参加コード    {invitation.code}  ({invitation.household})\n"
        f"  参加リンク    {url}/{first}/settings.html#join={invitation.code}\n"
        f"  役員の画面    {url}/{invitation.sign_in}\n"
        f"\n  Two associations, a join code, the same as a link, an officer's sign-in link."
        f"\n  Ctrl-C ends it.\n"
    )
