"""``kairan translation``: what is translated and what is not."""

from __future__ import annotations

import json
from collections import Counter

import click

from plugins.circular_files import read_circulars
from plugins.interface import language_name
from plugins.mistakes import Mistakes
from plugins.organization_files import read_tree
from plugins.organizations import SOURCE_LANGUAGE
from plugins.settings import Settings
from plugins.sources import holdings
from syncd.cli.terminal import tell_mistakes


@click.group("translation")
def command() -> None:
    """Translations of circulars. A translation is a file beside the original: NAME.en.md."""


@command.command("status")
@click.option("--missing", is_flag=True, help="Name the circulars that are not translated.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def status(missing: bool, as_json: bool) -> None:
    """Tell, per language of the sites, how many circulars a person translated."""
    content = Settings().path("CONTENT").resolve()
    mistakes = Mistakes(content)
    tree = read_tree(content, mistakes)
    files = [file for held in holdings(tree).values() for file in held.circulars(content)]
    circulars = read_circulars(tree, files, mistakes)
    if mistakes.found:
        tell_mistakes(mistakes.found)
        raise SystemExit(1)
    wanted: Counter[str] = Counter()
    done: Counter[str] = Counter()
    lacking: dict[str, list[str]] = {}
    for circular in circulars:
        reached = tree.reached_by(circular.organization.path)
        for language in {lang for site in reached for lang in site.languages} - {SOURCE_LANGUAGE}:
            wanted[language] += 1
            if language in circular.wordings:
                done[language] += 1
            else:
                lacking.setdefault(language, []).append(
                    circular.path.relative_to(content.parent).as_posix()
                )
    if as_json:
        click.echo(
            json.dumps(
                {
                    language: {
                        "circulars": wanted[language],
                        "by_people": done[language],
                        "missing": lacking.get(language, []),
                    }
                    for language in sorted(wanted)
                },
                ensure_ascii=False,
            )
        )
        return
    for language in sorted(wanted):
        name = language_name(language)
        click.echo(f"{language}  {name}: {done[language]} of {wanted[language]} by people")
        for path in lacking.get(language, []) if missing else ():
            click.echo(f"    {path}")
