"""``kairan doctor``: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import click
from sqlalchemy.exc import SQLAlchemyError

from plugins.mistakes import ContentError
from plugins.organization_files import read_tree
from plugins.settings import Settings
from syncd import workers
from syncd.settings import daemon_settings, database_url
from syncd.store import Store

LEAST_FREE_BYTES = 500_000_000


class Finding(NamedTuple):
    """``grave`` findings make residents go without; the others are worth knowing."""

    grave: bool
    what: str
    remedy: str


@click.command("doctor")
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def command(state: str | None) -> None:
    """Look for what keeps residents from reading, answering or being warned.

    Exit status 1 when something grave is found.
    """
    settings = daemon_settings(STATE=state)
    findings = [finding for look in LOOKS for finding in look(settings)]
    for finding in findings:
        mark = "✗" if finding.grave else "!"
        click.echo(f"{mark} {finding.what}\n    {finding.remedy}")
    if not findings:
        click.echo("異常はありません。 / Nothing is wrong.")
    sys.exit(any(finding.grave for finding in findings))


def _content(settings: Settings) -> Iterator[Finding]:
    content = settings.path("CONTENT")
    if not content.is_dir():
        yield Finding(True, f"{content} is not a folder", "Set KAIRAN_CONTENT.")
        return
    found: list[str] = []
    try:
        found = [site.path for site in read_tree(content.resolve()).associations()]
    except ContentError as error:
        yield Finding(True, f"the organizations cannot be read: {error}", "kairan check")
    output = settings.path("OUTPUT")
    missing = [path for path in found if not (output / path / "index.html").exists()]
    if missing:
        yield Finding(True, f"{len(missing)} of {len(found)} sites are not built", "kairan build")


def _state(settings: Settings) -> Iterator[Finding]:
    state = settings.path("STATE")
    if not state.is_dir():
        yield Finding(True, f"there is no state folder {state}", "kairan serve makes it.")
        return
    if state.stat().st_mode & 0o077:
        yield Finding(True, f"others can read {state}", f"chmod 700 {state}")
    for secret in (state / "secrets").glob("*"):
        if secret.stat().st_mode & 0o077:
            yield Finding(True, f"others can read {secret}", f"chmod 600 {secret}")
    free = shutil.disk_usage(state).free
    if free < LEAST_FREE_BYTES:
        yield Finding(True, f"only {free / 1e6:.0f} MB are free for {state}", "Make room.")


def _reach(settings: Settings) -> Iterator[Finding]:
    if not settings["PUBLIC_URL"].startswith("https://"):
        yield Finding(
            False,
            "KAIRAN_PUBLIC_URL is no https:// address",
            "Phones install and push over https only; set it to where the sites are reached.",
        )
    subject = settings["VAPID_SUBJECT"] or settings["PUBLIC_URL"]
    if not subject.startswith(("mailto:", "https://")):
        yield Finding(
            False,
            "KAIRAN_VAPID_SUBJECT is not set",
            "Set it to mailto:… of whoever minds the daemon; Apple refuses pushes without.",
        )
    if len(settings.words("DAEMONS")) < 2:
        yield Finding(
            False,
            "phones know one way to the daemon only",
            "Name a second in KAIRAN_DAEMONS, for the day the first is cut off.",
        )


def _store(settings: Settings) -> Iterator[Finding]:
    if not settings["DATABASE"] and not (settings.path("STATE") / "kairan.db").exists():
        yield Finding(True, "there is no store yet", "kairan serve makes it.")
        return
    store = Store(database_url(settings))
    try:
        with store.read() as connection:
            pulse = workers.last_pulse(connection)
    except SQLAlchemyError as error:
        yield Finding(True, f"the store does not answer: {error}", "Check KAIRAN_DATABASE.")
        return
    finally:
        store.close()
    if not workers.are_alive(pulse, datetime.now(UTC)):
        yield Finding(True, f"no worker has been heard since {pulse or 'ever'}", "kairan serve")


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (_content, _state, _reach, _store)
