"""``kairan new``: a circular to fill in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from plugins.circular_files import SLUG
from plugins.circulars import KINDS
from plugins.organization_files import read_tree
from plugins.settings import Settings

EXTRA = {
    "event": "starts: {day} 09:00\nends: {day} 11:00\nplace: \ndeadline: {day}\nheadcount: 10\n",
    "survey": "deadline: {day}\nquestions:\n  - label: どちらがよいですか\n    choices: [はい, いいえ]\n",
    "request": "deadline: {day}\n",
}


@click.command("new")
@click.argument("organization")
@click.argument("name")
@click.option("--title", prompt="題名 (title)", help="The title residents see.")
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True)
def command(organization: str, name: str, title: str, kind: str) -> None:
    """Begin a circular: content/ORGANIZATION/NAME.md, as a draft to fill in.

    ORGANIZATION is the folder of an association, federation, city or group, such as
    minato/hamabe/sakae. Remove 'draft: true' when the circular may be published.
    """
    content = Settings().path("CONTENT")
    tree = read_tree(content)
    if organization not in tree:
        known = "\n  ".join(o.path for o in tree)
        raise click.ClickException(f"there is no organization {organization!r}. Known:\n  {known}")
    if not SLUG.fullmatch(name):
        raise click.ClickException(f"NAME {name!r}: use lower-case letters, digits and hyphens.")
    file: Path = content / organization / f"{name}.md"
    today = datetime.now(ZoneInfo(tree[organization].timezone)).date().isoformat()
    head = f"---\ntitle: {_quoted(title)}\ndate: {today}\nkind: {kind}\n"
    head += EXTRA.get(kind, "").format(day=today) + "draft: true\n---\n\n"
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(head)
    except FileExistsError as error:
        raise click.ClickException(f"{file} exists. Choose another NAME.") from error
    click.echo(file)


def _quoted(title: str) -> str:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
