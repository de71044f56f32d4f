"""``kairan settings``: every setting, its value, default and meaning."""

from __future__ import annotations

import click

from plugins.settings import Setting
from syncd.settings import ALL_SETTINGS, daemon_settings


@click.command("settings")
@click.option("--markdown", is_flag=True, help="As the table of docs/settings.md.")
def command(markdown: bool) -> None:
    """Tell every setting with its environment name, value, default and meaning.

    The value of a secret is not shown.
    """
    click.echo(as_markdown() if markdown else as_text(), nl=False)


def as_text() -> str:
    settings = daemon_settings()
    lines = []
    for setting in ALL_SETTINGS:
        value = settings[setting.name]
        shown = "(secret, set)" if setting.secret and value else value or "(empty)"
        lines.append(f"{setting.environment_name}={shown}\n    {setting.help}\n")
        lines.append(f"    default: {setting.default or '(empty)'}{_file_hint(setting)}\n")
    return "".join(lines)


def as_markdown() -> str:
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for setting in ALL_SETTINGS:
        default = f"`{setting.default}`" if setting.default else "(empty)"
        rows.append(
            f"| `{setting.environment_name}` | {default} | {setting.help}{_file(setting)} |"
        )
    return "\n".join(rows) + "\n"


def _file_hint(setting: Setting) -> str:
    return f"; or {setting.environment_name}_FILE names a file" if setting.secret else ""


def _file(setting: Setting) -> str:
    return (
        f" Or `{setting.environment_name}_FILE` names a file that holds it."
        if setting.secret
        else ""
    )
