"""Cities: the same bytes for a seed, as long as real circulars, and free of mistakes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from bench.city import City, Organization, write_city
from bench.kairan import Place, count_item_pages, edited, mark
from bench.prose import body
from bench.words import LANGUAGES, words

SMALL = City(3, own=6, languages=2)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def lengths(city: City, issuer: Organization) -> list[int]:
    return [len(item.wordings["ja"].body) for item in city.items(issuer)]


def test_a_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, city in (("a", SMALL), ("b", SMALL), ("c", replace(SMALL, seed=2))):
        write_city(tmp_path / name, city)

    assert everything(tmp_path / "a") == everything(tmp_path / "b")
    assert everything(tmp_path / "a") != everything(tmp_path / "c")


def test_a_city_grows_without_changing_what_it_had() -> None:
    larger = replace(SMALL, associations=4)

    assert list(larger.items(larger.sites()[0])) == list(SMALL.items(SMALL.sites()[0]))


def test_lengths_are_those_of_real_circulars() -> None:
    city = City(20)
    own = [length for site in city.sites() for length in lengths(city, site)]
    notices = lengths(city, city.whole())

    assert 300 < median(own) < 900
    assert max(own) < 2000
    assert 600 < median(notices) < 1500
    assert 3000 < max(notices) < 5000


def test_every_item_is_worded_in_every_language() -> None:
    city = replace(SMALL, languages=len(LANGUAGES))

    for item in city.items(city.whole()):
        assert set(item.wordings) == set(LANGUAGES)
        assert all(wording.title and wording.body for wording in item.wordings.values())


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_has_the_structure_of_its_original(language: str) -> None:
    def structure(code: str) -> list[str]:
        """What each line begins with: # - | 1 or, of plain text, nothing."""
        lines = body(words(code), seed=5, day=100, sections=25).splitlines()
        return [line.lstrip()[0] if line.lstrip()[:1] in set("#-|") else line[:0] for line in lines]

    assert structure(language) == structure("ja")


def test_names_of_associations_differ() -> None:
    city = City(1345)

    assert len({site.ja for site in city.sites()}) == 1345
    assert len({site.en for site in city.sites()}) == 1345
    assert len(city.federations()) == 62


def test_kairan_builds_it_without_a_mistake(tmp_path: Path) -> None:
    city = replace(SMALL, sealed=2)
    place = Place(tmp_path)
    place.write(city)

    built = subprocess.run(
        [*place.build_command(), "--json"], env=place.environ(), capture_output=True, text=True
    )

    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)["items"] == 50 + 25 + 3 * (6 + 2)
    assert count_item_pages(place.output) == city.item_pages == (6 + 25 + 50) * 2 * 3


def test_an_edit_replaces_the_one_before() -> None:
    text = "---\ntitle: 清掃\n---\n本文\n"

    twice = edited(edited(text, mark(1)), mark(2))

    assert twice == "---\ntitle: 清掃（訂正000002）\n---\n本文\n\n（訂正000002）\n"


def test_the_command_says_how_many_pages(tmp_path: Path) -> None:
    said = subprocess.run(
        [
            *(sys.executable, "-m", "bench", "city", str(tmp_path / "city")),
            *("--associations", "2", "--own", "1", "--languages", "1"),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.startswith("152 item pages")
