"""The cache and what is remembered may be lost at any time: the next build comes to the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.city import City, write_city
from plugins.build import build
from tests.build.conftest import MakeWorkshop, Workshop
from tests.build.test_again import CITY, FILES, KODOMO, MATSU, NORTH, UME
from tests.build.test_publication import dangling
from tests.conftest import ORGANIZATIONS, circular

EDITED = [
    f"{CITY}/dansui.md",
    f"{NORTH}/kunren.md",
    f"{KODOMO}/a.md",
    f"{UME}/b.md",
    f"{MATSU}/c.md",
]
JAPANESE_ONLY = {
    f"{UME}/organization.toml": ORGANIZATIONS[f"{UME}/organization.toml"].replace(
        "[name]", 'languages = ["ja"]\n[name]'
    )
}


def lose_some(folder: Path, random: Random) -> None:
    """Half of the files below a folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for file in random.sample(files, (len(files) + 1) // 2):
        file.unlink()


def lose_all(folder: Path, random: Random) -> None:
    shutil.rmtree(folder, ignore_errors=True)


Lose = Callable[[Path, Random], None]
LOSSES: list[tuple[str, Lose]] = [
    ("cache/objects", lose_some),
    ("cache/objects", lose_all),
    ("cache/facts", lose_some),
    ("cache/facts", lose_all),
    ("cache", lose_all),
    ("build/sites", lose_some),
    ("build/sites", lose_all),
    ("build", lose_some),
    ("build", lose_all),
    ("", lose_some),
]


def edit(city: Workshop, random: Random) -> None:
    """Something written, something withdrawn, an attachment or an organization changed."""
    place = random.choice(EDITED)
    file = city.content / place
    if file.exists() and random.random() < 0.3:
        file.unlink()
    else:
        city.write(
            {
                place: circular(
                    f"第{random.randrange(9)}号", audience=random.choice(["public", "members"])
                )
            }
        )
    if random.random() < 0.4:
        city.write({f"{UME}/2026/mochimono.txt": f"{random.randrange(9)}人分"})
    if random.random() < 0.2:
        toml = random.choice([JAPANESE_ONLY, ORGANIZATIONS])[f"{UME}/organization.toml"]
        city.write({f"{UME}/organization.toml": toml})


@pytest.mark.parametrize(("place", "lose"), LOSSES)
def test_whatever_is_lost_the_next_build_comes_to_the_same(
    place: str, lose: Lose, workshop: MakeWorkshop
) -> None:
    city = workshop(FILES)
    city.build()
    random = Random(f"{place} {lose.__name__}")  # noqa: S311  (not for secrets)

    for _ in range(2):
        edit(city, random)
        lose(city.state / place, random)
        city.build()

    assert city.digests() == city.from_scratch()


def test_compressed_variants_are_made_again_too(workshop: MakeWorkshop) -> None:
    city = replace(workshop(FILES), precompress="gz")
    city.build()
    before = city.digests()
    shutil.rmtree(city.output)
    lose_some(city.state / "cache", Random(1))  # noqa: S311

    city.build()

    assert city.digests() == before
    assert f"{UME}/index.html.gz" in before


def test_nothing_is_written_when_nothing_but_the_memory_was_lost(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    shutil.rmtree(city.state)

    report = city.build()

    assert (report.written, report.removed, report.changed_sites) == (0, 0, [])


def test_what_somebody_took_from_the_output_is_published_again(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    before = city.digests()
    shutil.rmtree(city.output / UME)

    report = city.build()

    assert report.changed_sites == [UME]
    assert city.digests() == before


def test_any_number_of_processes_comes_to_the_same(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_city(content, City(24, own=1, sealed=1))
    cities = [
        Workshop(content, tmp_path / f"output-{jobs}", tmp_path / f"var-{jobs}") for jobs in (1, 2)
    ]

    reports = [build(city.settings(), jobs=jobs) for jobs, city in enumerate(cities, 1)]

    assert reports[0] == reports[1]
    assert reports[0].sites == 24
    assert cities[0].digests() == cities[1].digests()


def test_sites_of_several_languages_lead_nowhere_they_do_not_speak(workshop: MakeWorkshop) -> None:
    english = {f"{CITY}/dansui.en.md": "---\ntitle: Water cut\n---\nNo water.\n"}
    city = workshop({**FILES, **english, **JAPANESE_ONLY})

    city.build()

    assert not (city.output / UME / "en").exists()
    assert (city.output / MATSU / "en/items/machi.dansui.html").exists()
    pages = [
        (city.output / site / "items/machi.dansui.html").read_text("utf-8") for site in (UME, MATSU)
    ]
    assert "../en/items/machi.dansui.html" not in pages[0]
    assert "../en/items/machi.dansui.html" in pages[1]
    assert dangling(city.output) == []


@pytest.mark.parametrize("back", [False, True])
def test_a_language_more_or_less_comes_to_the_same(back: bool, workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    steps = [ORGANIZATIONS, JAPANESE_ONLY]
    builder = city.builder()
    for organizations in reversed(steps) if back else steps:
        city.write({f"{UME}/organization.toml": organizations[f"{UME}/organization.toml"]})
        builder.build()

    assert (city.output / UME / "en").exists() == back
    assert dangling(city.output) == []
    assert city.digests() == city.from_scratch()
