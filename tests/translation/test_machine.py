"""The machine: what is published of what a model says, and how the rest is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.translation.engine import Bounds, Engine
from plugins.translation.gate import fault
from plugins.translation.machine import Machine, Said
from plugins.translation.packages import install
from plugins.translation.pieces import join, split
from plugins.translation.scripts import script
from tests.translation.models import (
    ARCHIVE,
    ENGLISH,
    JAPANESE,
    POISONED,
    changed,
    renamed,
)
from tests.translation.poisoned import CRASH

BOUNDS = Bounds(beam=1, seconds=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def machine(folder: Path) -> Iterator[Machine]:
    install(ARCHIVE, folder)
    with Machine(folder, BOUNDS) as machine:
        yield machine


def test_it_translates(machine: Machine) -> None:
    assert machine.translate(JAPANESE, "en") == [Said(text) for text in ENGLISH]


def test_the_same_again_is_the_same(machine: Machine) -> None:
    association, president = (
        Said(f"Neighborhood association{rest}") for rest in ("", " president")
    )

    assert machine.translate(["町会", "町会長", "町会"], "en") == [
        association,
        president,
        association,
    ]


def test_nothing(machine: Machine) -> None:
    assert machine.translate([], "en") == []


def test_no_models(folder: Path) -> None:
    with Machine(folder) as machine:
        assert not machine.reaches("en")
        assert machine.stamp("en") == ""
        assert machine.translate(["町会"], "en") == [Said("", "no-model")]


def test_where_no_model_leads(machine: Machine) -> None:
    assert machine.reaches("en")
    assert not any(machine.reaches(code) for code in ("ko", "ja", "easy"))
    assert machine.translate(["町会"] * 2, "ko") == [Said("", "no-model")] * 2


def test_the_stamp_names_models(machine: Machine, folder: Path, tmp_path: Path) -> None:
    first = install(ARCHIVE, folder).sha256[:8]
    second = install(renamed(tmp_path / "m.argosmodel", "en", "zh"), folder).sha256[:8]

    with Machine(folder) as both:
        assert both.stamp("en") == f"argos ja→en 0.0.1 {first}"
        assert both.stamp("zh-Hans") == f"argos ja→en 0.0.1 {first} en→zh-Hans 0.0.1 {second}"


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("⟦0⟧：防災訓練のお知らせ", "⟦0⟧: Notice of the disaster drill"),
        ("防災訓練のお知らせ（⟦0⟧、⟦1⟧）", "Notice of the disaster drill (⟦0⟧, ⟦1⟧)"),
        (
            "町会費・⟦0⟧・町会長",
            "Neighborhood association fee, ⟦0⟧, Neighborhood association president",
        ),
        ("⟦0⟧〜⟦1⟧ 防災訓練のお知らせ", "⟦0⟧–⟦1⟧ Notice of the disaster drill"),
    ],
)
def test_what_was_refused_is_tried_around_its_masks(
    machine: Machine, folder: Path, tmp_path: Path, japanese: str, english: str
) -> None:
    engine = Engine([package.path for package in machine.route("en")], tmp_path / "s", BOUNDS)
    (whole,) = engine.translate([japanese])
    engine.close()
    assert fault(japanese, whole.text, "en") == "masks"

    assert machine.translate([japanese], "en") == [Said(english)]


def test_what_is_refused_again_has_the_first_reason(machine: Machine) -> None:
    refused = ["⟦0⟧「防災訓練」⟦1⟧", "防災訓練のお知らせ⟦0⟧から⟦1⟧"]

    assert machine.translate([*refused, "町会"], "en") == [
        Said("", "masks"),
        Said("", "masks"),
        Said("Neighborhood association"),
    ]


def test_nonsense_is_told_by_the_gate_or_not_at_all(machine: Machine) -> None:
    """The model knows none of these; whatever is published has passed."""
    unknown = [f"{text}ラーメン⟦{n}⟧食べ放題{n}" for n, text in enumerate(JAPANESE[:60])]

    said = machine.translate(unknown, "en")

    assert len({one.reason for one in said}) > 1
    assert all(bool(one.text) != bool(one.reason) for one in said)
    assert [one for text, one in zip(unknown, said, strict=True) if one.text] == [
        one for text, one in zip(unknown, said, strict=True) if not fault(text, one.text, "en")
    ]


def test_another_language_is_refused_by_its_script(folder: Path, tmp_path: Path) -> None:
    """A model that says English where Korean is wanted."""
    install(renamed(tmp_path / "m.argosmodel", "ja", "ko"), folder)

    with Machine(folder, BOUNDS) as machine:
        assert machine.translate(["側溝清掃のお知らせ"], "ko") == [Said("", "script")]


def test_by_way_of_english(folder: Path, tmp_path: Path) -> None:
    """What the second model says of what the first said, and nothing of what was lost between."""
    first = install(ARCHIVE, folder).path
    second = install(renamed(tmp_path / "m.argosmodel", "en", "vi"), folder).path
    texts = JAPANESE[:20]

    engines = [Engine([leg], tmp_path / leg.name, BOUNDS) for leg in (first, second)]
    there = engines[0].translate(texts)
    onward = engines[1].translate([one.text for one in there])
    both = Engine([first, second], tmp_path / "both", BOUNDS)
    for engine in (*engines, both):
        said = engine.translate(texts) if engine is both else []
        engine.close()
    with Machine(folder, BOUNDS) as machine:
        published = machine.translate(texts, "vi")

    assert said == onward
    assert any(one.text for one in onward)
    assert all(
        one.reason or not fault(text, one.text, "vi")
        for text, one in zip(texts, published, strict=True)
    )


def test_a_model_replaced_by_a_broken_one(folder: Path, tmp_path: Path) -> None:
    install(changed(tmp_path / "m.argosmodel", {"model.bin": b"x" * 1000}), folder)

    with Machine(folder, BOUNDS) as machine:
        assert machine.reaches("en")
        assert machine.translate(JAPANESE, "en") == [Said("", "broken-model")] * len(JAPANESE)


def test_a_crash_is_not_tried_around_masks(folder: Path) -> None:
    install(ARCHIVE, folder)

    with Machine(folder, BOUNDS, POISONED) as machine:
        said = machine.translate([f"{CRASH}⟦0⟧", "町会"], "en")

    assert said == [Said("", "crashed"), Said("Neighborhood association")]


def test_two_languages_in_turn(folder: Path, tmp_path: Path) -> None:
    install(ARCHIVE, folder)
    install(renamed(tmp_path / "m.argosmodel", "ja", "id"), folder)

    with Machine(folder, BOUNDS) as machine:
        for language in ("en", "id", "en"):
            assert machine.translate(["町会"], language) == [Said("Neighborhood association")]


@pytest.mark.parametrize(
    "segment",
    [
        "⟦0⟧",
        "",
        "。",
        "⟦0⟧⟦1⟧",
        "（⟦0⟧）は、「清掃」です。（⟦1⟧〜⟦2⟧）",
        "**清掃**は⟦0⟧",
        "a⟦0⟧_b_ ",
    ],
)
def test_nothing_is_lost_in_taking_apart(segment: str) -> None:
    assert "".join(split(segment)) == segment


@pytest.mark.parametrize(
    ("segment", "said", "english", "chinese"),
    [
        ("⟦0⟧に集合", {"に集合": "Meet."}, "⟦0⟧ Meet.", "⟦0⟧Meet."),
        ("集合⟦0⟧", {"集合": "Meet."}, "Meet ⟦0⟧", "Meet.⟦0⟧"),
        ("集合。⟦0⟧", {"集合。": "Meet."}, "Meet. ⟦0⟧", "Meet.⟦0⟧"),
        ("「集合」（⟦0⟧）", {"集合": "Meet"}, "“Meet”(⟦0⟧)", "「Meet」（⟦0⟧）"),
        ("**集合**⟦0⟧", {"集合": "Meet"}, "**Meet**⟦0⟧", "**Meet**⟦0⟧"),
        ("⟦0⟧　⟦1⟧⟦2⟧", {}, "⟦0⟧ ⟦1⟧ ⟦2⟧", "⟦0⟧　⟦1⟧⟦2⟧"),
        ("⟦0⟧、集合。", {"集合。": "Meet."}, "⟦0⟧, Meet.", "⟦0⟧、Meet."),
    ],
)
def test_pieces_are_put_together(
    segment: str, said: dict[str, str], english: str, chinese: str
) -> None:
    assert join(split(segment), said, script("en")) == english
    assert join(split(segment), said, script("zh-Hans")) == chinese
