"""``kairan publish``: the built sites to static storage, through rclone."""

from __future__ import annotations

import json
import time

import click

from plugins.settings import Settings
from syncd.publishing.errors import PublicationError
from syncd.publishing.publication import Published, publish


@click.command("publish")
@click.argument("remote", required=False)
@click.option("--output", metavar="DIR", help="The built sites.  [default: output]")
@click.option("--state", metavar="DIR", help="What is remembered of REMOTE.  [default: var]")
@click.option(
    "--compare", is_flag=True, help="Compare everything instead of trusting what is remembered."
)
@click.option(
    "--gzip",
    is_flag=True,
    default=None,
    help="Store text gzip-encoded, for storage that serves files as they lie.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would travel, send nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print counts and seconds as JSON at the end."
)
def command(
    remote: str | None,
    output: str | None,
    state: str | None,
    compare: bool,
    gzip: bool | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Put the built sites on REMOTE, any storage rclone knows: s3:bucket/path, sftp:path, a folder.

    Without REMOTE it is KAIRAN_PUBLISH_TO. Only changed files travel: what pages link to before the
    pages, indexes after them, deletions last, so that whoever reads meanwhile never meets a link
    that leads nowhere. Interrupted, call it again.
    """
    settings = Settings(
        OUTPUT=output, STATE=state, PUBLISH_TO=remote, PUBLISH_GZIP=(gzip and "1") or None
    )
    if not settings["PUBLISH_TO"]:
        raise click.UsageError("Name a REMOTE, or set KAIRAN_PUBLISH_TO.")
    began = time.monotonic()
    try:
        published = publish(
            settings,
            settings["PUBLISH_TO"],
            compare=compare,
            gzip=settings.flag("PUBLISH_GZIP"),
            dry_run=dry_run,
            tell=lambda line: click.echo(line, err=True),
        )
    except PublicationError as error:
        raise click.ClickException(str(error)) from error
    seconds = time.monotonic() - began
    if as_json:
        facts = {**published.as_json(), "dry_run": dry_run, "seconds": round(seconds, 3)}
        click.echo(json.dumps(facts))
        return
    click.echo(_told(published, dry_run, seconds))


def _told(published: Published, dry_run: bool, seconds: float) -> str:
    would = "would be " if dry_run else ""
    return (
        f"{published.sent:,} files ({published.bytes / 1000:,.0f} kB) {would}sent,"
        f" {published.deleted:,} {would}deleted, {published.unchanged:,} unchanged, {seconds:.1f} s"
    )
