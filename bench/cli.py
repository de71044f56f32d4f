"""The commands of ``python -m bench``."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from bench.builds import Build, PagesDiffer, cold, compare, ratios
from bench.city import City, write_city
from bench.measure import CommandFailed
from bench.peers import PEERS, PeerMissing
from bench.saves import NotPublished, measure_saves
from bench.translate import MODEL, measure_translation
from bench.words import LANGUAGES
from plugins.translation.package_error import PackageError

Command = Callable[..., Any]
SIZES = (50, 200, 800, 1345)
PELICAN_ASSOCIATIONS = 20
FAILURES = (CommandFailed, NotPublished, PackageError, PagesDiffer, PeerMissing)


def city_options(command: Command) -> Command:
    """What a city consists of but for how many associations there are."""
    for option in (
        click.option(
            "--sealed",
            default=0,
            help="Items of each association for members only, besides its own; they have no page.",
        ),
        click.option("--seed", default=1, show_default=True),
        click.option(
            "--languages", type=click.IntRange(1, len(LANGUAGES)), default=2, show_default=True
        ),
        click.option(
            "--own", default=24, show_default=True, help="Public items of each association."
        ),
    ):
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


class Names(click.ParamType):
    """Names of peers, separated by commas; ``none`` is no peer."""

    name = "names"

    def convert(self, value: Any, param: Any, context: Any) -> list[str]:
        names = [] if value == "none" else str(value).split(",")
        if unknown := set(names) - set(PEERS):
            self.fail(
                f"{', '.join(sorted(unknown))}: not one of {', '.join(PEERS)}", param, context
            )
        return names


class Group(click.Group):
    """A group whose commands tell a failed measurement in one line, with exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FAILURES as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Group)
def bench() -> None:
    """Measure Kairan on cities of any size.

    Cities are written to the folder for temporary files; TMPDIR chooses another.
    """


@bench.command("city")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--associations", type=click.IntRange(1), default=200, show_default=True)
@city_options
def city_command(folder: Path, associations: int, **size: int) -> None:
    """Write a city's content into FOLDER, where none may be yet.

    50 items of the city, 25 of each federation, each worded in every language.
    """
    city = City(associations, **size)
    write_city(folder, city)
    click.echo(
        f"{city.item_pages} item pages: {associations} associations, {city.items_shown} items"
        f" in each, {len(city.codes)} languages"
    )


@bench.command("build")
@click.option("--associations", type=click.IntRange(1), default=50, show_default=True)
@city_options
@click.option("--rounds", type=click.IntRange(1), default=1, show_default=True, help="Medians.")
@click.option("--peers", type=Names(), default=",".join(PEERS), show_default=True)
@click.option(
    "--pelican-associations",
    type=click.IntRange(1),
    default=PELICAN_ASSOCIATIONS,
    show_default=True,
    help="The most that stock Pelican is given to build.",
)
@json_option
def build_command(
    associations: int,
    rounds: int,
    peers: list[str],
    pelican_associations: int,
    as_json: bool,
    **size: int,
) -> None:
    """Build one city with Kairan, Hugo and stock Pelican, cold, each with its own command.

    Kairan is also built unchanged, with one circular of one association edited, and with one
    notice of the city edited. Ratios compare what one item page costs. A load above 0 before the
    run means that something else was using the machine.
    """
    city, load = City(associations, **size), os.getloadavg()[0]
    with TemporaryDirectory(prefix="kairan-bench-") as scratch:
        builds = compare(Path(scratch), city, peers, pelican_associations, rounds, _tell)
    found = ratios(builds)
    if as_json:
        figures = {build.name: build.as_json() for build in builds}
        click.echo(
            json.dumps(
                {
                    **_facts(city),
                    "load": round(load, 2),
                    "rounds": rounds,
                    "builds": figures,
                    "ratios": found,
                }
            )
        )
        return
    click.echo(f"{os.cpu_count()} cores, load {load:.1f} before, medians of {rounds}")
    _print_builds(builds)
    for build in builds:
        if build.name in found:
            ratio = found[build.name]
            click.echo(
                f"kairan / {build.name}: {ratio['seconds']:.2f} by the clock,"
                f" {ratio['cpu_seconds']:.2f} by processor time, for each page"
            )
        if build.associations != associations:
            click.echo(
                f"{build.name} built {build.associations} associations, not {associations}:"
                f" the larger its site, the fewer pages per second, so this favours {build.name}."
            )


@bench.command("scale")
@click.option("--associations", type=click.IntRange(1), multiple=True, default=SIZES)
@city_options
@json_option
def scale_command(associations: tuple[int, ...], as_json: bool, **size: int) -> None:
    """Build cities of several sizes cold, to see whether time grows as pages do."""
    builds = []
    for count in associations:
        _tell(f"{count} associations")
        with TemporaryDirectory(prefix="kairan-bench-") as scratch:
            builds.append(cold(Path(scratch) / "city", City(count, **size)))
    if as_json:
        figures = [{**build.as_json(), **_a_thousand(build)} for build in builds]
        click.echo(json.dumps({"cores": os.cpu_count(), **size, "sizes": figures}))
        return
    click.echo(
        f"{'associations':>12} {'pages':>8} {'seconds':>8} {'cpu s':>8} {'peak MB':>8}"
        "  seconds and cpu s for 1,000 pages"
    )
    for build in builds:
        cost, each = build.cost, _a_thousand(build)
        click.echo(
            f"{build.associations:>12} {build.item_pages:>8} {cost.seconds:>8.2f}"
            f" {cost.cpu_seconds:>8.2f} {cost.peak_mb:>8.0f}"
            f"  {each['seconds_per_1000']:.3f} {each['cpu_seconds_per_1000']:.3f}"
        )


@bench.command("save")
@click.option("--associations", type=click.IntRange(1), default=50, show_default=True)
@city_options
@click.option("--saves", type=click.IntRange(1), default=100, show_default=True)
@click.option("--notices", type=click.IntRange(1), default=5, show_default=True)
@json_option
def save_command(associations: int, saves: int, notices: int, as_json: bool, **size: int) -> None:
    """Save circulars while `kairan serve` runs, and time until the new page is on disk.

    Then notices of the city, until every association's page and index.json have them.
    """
    city = City(associations, **size)
    with TemporaryDirectory(prefix="kairan-bench-") as scratch:
        found = measure_saves(Path(scratch) / "city", city, saves, notices, _tell).as_json()
    if as_json:
        click.echo(json.dumps({**_facts(city), **found}))
        return
    quick, wide = found["save_ms"], found["notice_seconds"]
    click.echo(
        f"a circular saved, until its page is on disk ({saves} saves):"
        f" p50 {quick['p50']} ms, p95 {quick['p95']} ms, max {quick['max']} ms"
    )
    click.echo(
        f"a city notice saved, until all {associations} sites have it ({notices} saves):"
        f" p50 {wide['p50']} s, max {wide['max']} s"
    )
    click.echo(f"peak memory of the daemon's processes: {found['peak_mb']} MB")


@bench.command("translate")
@click.option("--segments", type=click.IntRange(1), default=1000, show_default=True)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Medians.")
@click.option("--beam", type=click.IntRange(1), default=1, show_default=True)
@click.option(
    "--model",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=MODEL,
    help="An .argosmodel from Japanese; by default the one of the tests.",
)
@json_option
def translate_command(segments: int, rounds: int, beam: int, model: Path, as_json: bool) -> None:
    """Translate segments with our lane and with a loop over Argos Translate, in turns."""
    load = os.getloadavg()[0]
    with TemporaryDirectory(prefix="kairan-bench-") as scratch:
        lanes = measure_translation(Path(scratch), model, segments, rounds, beam, _tell)
    found = lanes.as_json()
    if as_json:
        facts = {"cores": os.cpu_count(), "load": round(load, 2), "model": model.name, "beam": beam}
        click.echo(json.dumps({**facts, **found}))
        return
    click.echo(f"{os.cpu_count()} cores, load {load:.1f} before, medians of {rounds}, beam {beam}")
    for name, speed in found["segments_per_second"].items():
        click.echo(f"{name:>20} {speed:>9.1f} segments a second")
    for name, ratio in found["ratios"].items():
        click.echo(f"kairan is {ratio} times as fast as {name}")


def _print_builds(builds: list[Build]) -> None:
    click.echo(f"{'':<30} {'pages':>8} {'seconds':>8} {'cpu s':>8} {'peak MB':>8} {'pages/s':>8}")
    for build in builds:
        cost = build.cost
        speed = f"{build.pages_per_second:.0f}" if build.whole else ""
        click.echo(
            f"{build.name:<30} {build.item_pages:>8} {cost.seconds:>8.2f}"
            f" {cost.cpu_seconds:>8.2f} {cost.peak_mb:>8.0f} {speed:>8}"
        )


def _facts(city: City) -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "associations": city.associations,
        "own": city.own,
        "languages": len(city.codes),
        "seed": city.seed,
        "sealed": city.sealed,
        "item_pages": city.item_pages,
    }


def _a_thousand(build: Build) -> dict[str, float]:
    thousands = build.item_pages / 1000
    return {
        "seconds_per_1000": round(build.cost.seconds / thousands, 4),
        "cpu_seconds_per_1000": round(build.cost.cpu_seconds / thousands, 4),
    }


def _tell(what: str) -> None:
    click.echo(f"… {what}", err=True)
