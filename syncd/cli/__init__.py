"""The command line: ``kairan``. Each command is loaded when it is called, not before.

So a machine that only builds needs nothing of the daemon, and one that only serves nothing of the
generator.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

import click

from plugins.settings import SettingsError
from syncd.cli.parts import part


class Entry(NamedTuple):
    """Where a command is, and the line that ``kairan --help`` shows of it."""

    module: str
    summary: str
    extra: str


COMMANDS = {
    "up": Entry("up", "The sample city built and served on this machine, ready to try.", "daemon"),
    "build": Entry("build", "Content to sites.", "site"),
    "check": Entry("check", "Every mistake in the content at once; nothing is written.", "site"),
    "new": Entry("new", "A new circular to fill in.", "site"),
    "serve": Entry("serve", "The daemon, with its workers and the content watcher.", "daemon"),
    "worker": Entry("worker", "One more worker, for background work or for builds.", "daemon"),
    "watch": Entry("watch", "The content watcher alone: save, build, publish, push.", "daemon"),
    "publish": Entry("publish", "The built sites to static storage.", "site"),
    "roster": Entry("roster", "The households of an association, from a CSV file.", "daemon"),
    "card": Entry("card", "A household's join card, with a new code.", "daemon"),
    "officer": Entry("officer", "Officers and their one-time sign-in links.", "daemon"),
    "bulb": Entry("bulb", "Watch-over bulbs and the gateways that report for them.", "daemon"),
    "translation": Entry("translation", "What is translated and what is not.", "site"),
    "backup": Entry("backup", "A consistent copy of everything that cannot be made again.", "daemon"),
    "doctor": Entry("doctor", "What is wrong with this installation, and how to mend it.", "daemon"),
    "settings": Entry("settings", "Every setting with its value, default and meaning.", "site"),
}  # fmt: skip


class Commands(click.Group):
    """The commands, found by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = part(f"syncd.cli.{entry.module}", f"kairan {cmd_name}", entry.extra)
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kairan")
def group() -> None:
    """Kairan (回覧): the electronic circular board of a neighbourhood.

    Officers keep circulars as Markdown below content/. 'kairan build' makes one static site an
    association of them, 'kairan serve' collects what residents send back. Begin with 'kairan up'.

    Exit status: 0 done; 1 the content or the work has a problem, which is told; 2 the command was
    called wrongly.
    """


def main() -> None:
    """Runs ``kairan``."""
    try:
        group(prog_name="kairan")
    except SettingsError as error:
        click.echo(f"kairan: {error}", err=True)
        sys.exit(1)
