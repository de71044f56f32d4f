"""``python -m bench``: make a city, measure its build."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from bench.city import write_city


@click.group()
def bench() -> None:
    """Measure Kairan on cities of any size."""


@bench.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--associations", default=200, show_default=True)
@click.option("--own", default=24, show_default=True, help="Items of each association.")
@click.option("--languages", default=2, show_default=True)
@click.option("--seed", default=1, show_default=True)
def city(folder: Path, associations: int, own: int, languages: int, seed: int) -> None:
    """Write a city's content into FOLDER, which must not exist."""
    write_city(folder, associations=associations, own=own, languages=languages, seed=seed)


@bench.command()
@click.option("--associations", default=50, show_default=True)
@click.option("--own", default=24, show_default=True)
@click.option("--languages", default=2, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def build(associations: int, own: int, languages: int, seed: int, as_json: bool) -> None:
    """Build a city cold and again, and print pages, seconds, CPU seconds and peak memory."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_city(
            folder / "content", associations=associations, own=own, languages=languages, seed=seed
        )
        cold = _measured(folder)
        pages = sum(1 for _ in (folder / "output").rglob("items/*.html"))
        again = _measured(folder)
    figures = {
        "associations": associations,
        "item_pages": pages,
        "cold": cold,
        "pages_per_second": round(pages / cold["seconds"], 1),
        "unchanged": again,
    }
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        click.echo(f"{name}: {value}")


def _measured(folder: Path) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run(  # noqa: S603  (our own command)
        [
            *(sys.executable, "-m", "syncd", "build", "--content", str(folder / "content")),
            *("--output", str(folder / "output"), "--state", str(folder / "var")),
        ],
        check=True,
        capture_output=True,
    )
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2
        ),
        "peak_mb": round(after.ru_maxrss / 1024, 1),
    }


bench()
