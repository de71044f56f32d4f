"""``kairan backup``: everything that cannot be made again, in one file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from plugins.settings import Settings
from syncd.settings import daemon_settings, database_url


@click.command("backup")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--state", metavar="DIR", help="The state folder.  [default: var]")
def command(file: Path | None, state: str | None) -> None:
    """Write a backup: the store as of one moment, and the secrets. Nothing needs to be stopped.

    FILE is kairan-backup-<time>.tar.gz unless named. Content belongs in Git, sites and caches are
    built again. To restore: stop the daemon, unpack FILE into an empty state folder, start again
    (docs/operations.md). Whoever holds the file can read every sealed item: keep it as safely as
    the machine.
    """
    settings = daemon_settings(STATE=state)
    now = datetime.now(UTC)
    target = file or Path(f"kairan-backup-{now:%Y%m%dT%H%M%SZ}.tar.gz")
    if not (settings.path("STATE") / "secrets").is_dir():
        raise click.ClickException(
            f"{settings.path('STATE')} holds nothing to back up."
            " Say where the state folder is: --state DIR."
        )
    with tempfile.TemporaryDirectory(dir=settings.state_folder()) as scratch:
        store = _store_copy(settings, Path(scratch))
        whole = Path(scratch) / "backup.tar.gz"
        with tarfile.open(whole, "w:gz") as archive:
            archive.add(store, arcname=store.name)
            archive.add(settings.path("STATE") / "secrets", arcname="secrets")
        whole.chmod(0o600)
        shutil.move(whole, target)
    click.echo(f"{target} ({os.path.getsize(target) / 1e6:.1f} MB)")


def _store_copy(settings: Settings, folder: Path) -> Path:
    """A copy of the store as of one moment, though others write meanwhile."""
    url = database_url(settings)
    if url.startswith("sqlite:///"):
        copy = folder / "kairan.db"
        with (
            sqlite3.connect(url.removeprefix("sqlite:///")) as source,
            sqlite3.connect(copy) as target,
        ):
            source.backup(target)
        return copy
    copy = folder / "kairan.pgdump"
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    try:
        subprocess.run(  # noqa: S603  (the operator's own database)
            ["pg_dump", "--format=custom", f"--file={copy}", plain],  # noqa: S607
            check=True,
        )
    except FileNotFoundError as error:
        raise click.ClickException(
            "pg_dump is not installed here. On Debian: apt install postgresql-client"
        ) from error
    except subprocess.CalledProcessError as error:
        raise click.ClickException(f"pg_dump stopped with status {error.returncode}.") from error
    return copy
