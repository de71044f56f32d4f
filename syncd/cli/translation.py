"""``kairan translation``: what is translated and what is not, models, and people's corrections."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from plugins.interface import language_name
from plugins.mistakes import Mistakes
from plugins.organization_files import read_tree
from plugins.organizations import SOURCE_LANGUAGE, Tree, is_below
from plugins.settings import Settings
from plugins.translation.drafting import Desk, desks_of, draft
from plugins.translation.exchange import export, take_in
from plugins.translation.memories import Memory
from plugins.translation.models import machine_of, models_folder
from plugins.translation.package_error import PackageError
from plugins.translation.packages import Package, install, installed
from syncd.cli.terminal import tell_mistakes
from syncd.cli.translation_review import review_one_by_one

KINDS = ("reviewed", "machine", "stale", "refused", "missing")
below = click.option(
    "--organization",
    "below",
    metavar="PATH",
    help="Only what this organization and those below it issue.",
)


@click.group("translation")
def command() -> None:
    """Translations of circulars, and who made them.

    A circular in another language is a file beside it that a person wrote whole (NAME.en.md), or it
    is put together from the translation memory beside the content (translations/en.po), the phrase
    book and, where a model is installed, the machine.
    """


@command.command("status")
@below
@click.option("--missing", is_flag=True, help="Name the segments nobody translated.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def status(below: str | None, missing: bool, as_json: bool) -> None:
    """Tell, per language, how many segments people reviewed, the machine said, or nobody.

    Stale is a translation of what the Japanese no longer says, refused what the machine said and
    may not be published. Circulars translated whole by hand are not counted.
    """
    content, tree = _tree()
    mistakes = Mistakes(content)
    found: dict[str, Counter[str]] = {}
    unsaid: dict[str, list[str]] = {}
    for path in _paths(tree, below):
        for code, desk in _desks(tree, path, mistakes).items():
            found.setdefault(code, Counter()).update(asdict(desk.memory.counts()))
            for entry in desk.memory.unreviewed():
                if not entry.words:
                    file, line = entry.po.occurrences[0]
                    unsaid.setdefault(code, []).append(f"{file}:{line}: {entry.msgid}")
    if as_json:
        counts = {code: {kind: number[kind] for kind in KINDS} for code, number in found.items()}
        click.echo(json.dumps(counts, ensure_ascii=False, sort_keys=True))
    else:
        click.echo("".join(f"{kind:>10}" for kind in KINDS))
        for code, number in sorted(found.items()):
            click.echo(
                "".join(f"{number[kind]:>10}" for kind in KINDS) + f"  {code} {language_name(code)}"
            )
            for told in unsaid.get(code, []) if missing else ():
                click.echo(f"    {told}")
    _tell(mistakes)


@command.command("update")
@below
def update(below: str | None) -> None:
    """Bring the memories beside the content up to date, with the machine where one is installed.

    What the circulars say anew is noted for translators, and what is gone is marked; nobody's
    correction is touched. A build does this by itself where a model is installed.
    """
    content, tree = _tree()
    mistakes = Mistakes(content)
    paths = _paths(tree, below)
    spoken = {path: _spoken(tree, path) for path in paths}
    with machine_of(Settings()) as machine:
        drafted = draft(tree, paths, spoken, machine, date.today().isoformat(), mistakes)
    click.echo(
        f"{len(drafted.written)} files written, {drafted.said} segments by the machine,"
        f" {drafted.refused} refused"
    )
    for file in drafted.unwritable:
        click.echo(f"書けません / cannot be written: {file}", err=True)
    _tell(mistakes, unchanged=False)
    if drafted.unwritable:
        sys.exit(1)


@command.command("install")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sha256", default="", help="What its publisher says the file's SHA-256 is.")
def install_model(file: Path, sha256: str) -> None:
    """Install a translation model, an .argosmodel file of Argos Translate."""
    try:
        package = install(file, models_folder(Settings()), sha256)
    except PackageError as error:
        raise click.ClickException(f"{file}: {error.ja}\n{error.en}") from error
    click.echo(_shown(package))
    click.echo("次に / Next: kairan translation update")


@command.command("list")
def list_models() -> None:
    """Tell the installed models, and the languages they lead to from Japanese."""
    settings = Settings()
    packages = installed(models_folder(settings))
    for package in packages:
        click.echo(_shown(package))
    if not packages:
        click.echo("モデルはまだありません。 / No model is installed.")
    with machine_of(settings) as machine:
        for code in machine.languages:
            click.echo(f"ja → {code} {language_name(code)}")


@command.command("review")
@click.argument("language")
@below
def review(language: str, below: str | None) -> None:
    """Go through what no person reviewed in LANGUAGE, the Japanese and what stands there side by
    side; each is accepted, rewritten or left."""
    _, tree = _tree()
    mistakes = Mistakes(tree.content)
    memories = _memories(tree, language, below, mistakes)
    _tell(mistakes)
    reviewed = review_one_by_one(memories)
    click.echo(f"{reviewed} reviewed")
    _tell(mistakes, unchanged=False)


@command.command("export")
@click.argument("language")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@below
@click.option("--all", "everything", is_flag=True, help="Also what is reviewed already.")
def export_po(language: str, file: Path, below: str | None, everything: bool) -> None:
    """Write what is to be reviewed in LANGUAGE to one PO file, for Poedit or Weblate."""
    _, tree = _tree()
    mistakes = Mistakes(tree.content)
    memories = _memories(tree, language, below, mistakes)
    try:
        number = export(memories, language, file, everything=everything)
    except OSError as error:
        raise click.ClickException(
            f"{file}: {error.strerror}. Name a file that can be written."
        ) from error
    click.echo(f"{number} segments in {file}")
    _tell(mistakes)


@command.command("import")
@click.argument("language")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@below
def import_po(language: str, file: Path, below: str | None) -> None:
    """Take what people reviewed in a PO file into the memories of LANGUAGE.

    Entries still marked fuzzy are left out. What is reviewed here otherwise stays, and is told.
    """
    _, tree = _tree()
    mistakes = Mistakes(tree.content)
    memories = _memories(tree, language, below, mistakes)
    imported = take_in(file, language, memories, mistakes)
    _tell(mistakes)
    for memory in memories:
        memory.write()
    _tell(mistakes, unchanged=False)
    click.echo(
        f"{imported.taken} taken, {imported.same} known already, {imported.unknown} of other circulars"
    )
    for msgid in imported.kept:
        click.echo(f"残しました / kept what is reviewed here: {msgid}", err=True)


def _tree() -> tuple[Path, Tree]:
    content = Settings().path("CONTENT").resolve()
    mistakes = Mistakes(content)
    tree = read_tree(content, mistakes)
    _tell(mistakes)
    return content, tree


def _tell(mistakes: Mistakes, *, unchanged: bool = True) -> None:
    if mistakes.found:
        tell_mistakes(sorted(set(mistakes.found)), unchanged=unchanged)
        sys.exit(1)


def _paths(tree: Tree, below: str | None) -> list[str]:
    if below is not None and below not in tree:
        raise click.ClickException(
            f"there is no organization {below!r}. Give the path of its folder below the content folder."
        )
    return [path for path in tree.organizations if is_below(path, below or path)]


def _spoken(tree: Tree, path: str) -> tuple[str, ...]:
    reached = tree.reached_by(path)
    return tuple(sorted({code for site in reached for code in site.languages} - {SOURCE_LANGUAGE}))


def _desks(tree: Tree, path: str, mistakes: Mistakes) -> dict[str, Desk]:
    return desks_of(tree, path, _spoken(tree, path), None, mistakes)


def _memories(tree: Tree, language: str, below: str | None, mistakes: Mistakes) -> list[Memory]:
    found = [_desks(tree, path, mistakes).get(language) for path in _paths(tree, below)]
    memories = [desk.memory for desk in found if desk]
    if not memories:
        raise click.ClickException(
            f"no site is in {language!r}. Add it to languages in organization.toml."
        )
    return memories


def _shown(package: Package) -> str:
    return f"{package.from_code} → {package.to_code}  {package.version}  sha256:{package.sha256}"
