"""The engine: what the model says, and what becomes of the rest when it fails over something."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.translation.engine import (
    BATCH_CHARACTERS,
    BATCH_SEGMENTS,
    LONGEST,
    Bounds,
    Engine,
    batches,
    environ,
)
from plugins.translation.packages import install
from plugins.translation.said import FAILURES, REASONS, Said
from tests.translation.models import ARCHIVE, ENGLISH, JAPANESE, POISONED, ROOT
from tests.translation.poisoned import CRASH, EAT, EATEN, HANG

BOUNDS = Bounds(beam=1, seconds=60)
HASTY = Bounds(beam=1, seconds=8)  # a quarter of it for a few segments


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return install(ARCHIVE, tmp_path / "models").path


@pytest.fixture
def engine(model: Path, tmp_path: Path) -> Iterator[Engine]:
    yield from opened(model, tmp_path, BOUNDS)


def opened(
    model: Path, tmp_path: Path, bounds: Bounds, command: tuple[str, ...] | None = None
) -> Iterator[Engine]:
    more = {"command": command} if command else {}
    engine = Engine([model], tmp_path / "scratch", bounds, **more)
    yield engine
    engine.close()


@pytest.fixture
def poisoned(model: Path, tmp_path: Path) -> Iterator[Engine]:
    yield from opened(model, tmp_path, HASTY, POISONED)


def test_it_says_what_the_model_was_taught(engine: Engine) -> None:
    assert engine.translate(JAPANESE) == [Said(text) for text in ENGLISH]


def test_many_batches_come_back_in_order(engine: Engine) -> None:
    assert engine.translate(JAPANESE * 10) == [Said(text) for text in ENGLISH] * 10


def test_nothing_needs_no_process(engine: Engine) -> None:
    assert engine.translate([]) == []
    assert engine.pid == 0


def test_a_process_is_kept(engine: Engine) -> None:
    engine.translate(JAPANESE[:1])
    first = engine.pid

    engine.translate(JAPANESE[1:2])

    assert engine.pid == first != 0


def test_what_is_said_is_not_shortened(engine: Engine) -> None:
    """Either whole or not at all: CTranslate2 would leave out the end of what is too long."""
    several = ["側溝清掃を行います。" * 20, "側" * LONGEST, "側" * (LONGEST + 1), "", "町会"]

    said = engine.translate(several)

    assert [one.reason for one in said[1:4]] == ["too-long", "too-long", "empty"]
    assert said[4] == Said("Neighborhood association")
    assert bool(said[0].text) != bool(said[0].reason)


def test_odd_texts_do_no_harm(engine: Engine) -> None:
    odd = ["\x00", "\ud800", "\n\n", "⟦", "🎆" * 50, "</s>", '"}\n{"', " "]

    said = engine.translate([*odd, "町会"])

    assert len(said) == len(odd) + 1
    assert said[-1] == Said("Neighborhood association")


def test_batches_are_of_a_length_and_bounded() -> None:
    texts = ["あ" * (1 + n * 37 % 900) for n in range(2000)] + ["あ" * (LONGEST + 1)]

    found = batches(texts)

    together = [at for batch in found for at in batch]
    assert sorted(together) == list(range(2000))
    assert [len(texts[at]) for at in together] == sorted(map(len, texts[:-1]))
    assert all(sum(len(texts[at]) for at in batch) <= BATCH_CHARACTERS for batch in found)
    assert max(map(len, batches(["あ"] * 2000))) == BATCH_SEGMENTS


def test_a_segment_that_crashes_it_loses_only_itself(poisoned: Engine) -> None:
    texts = [*JAPANESE[:60], f"{CRASH}です。", *JAPANESE[60:]]

    said = poisoned.translate(texts)

    assert said.pop(60) == Said("", "crashed")
    assert said == [Said(text) for text in ENGLISH]


def test_a_segment_that_hangs_it_loses_only_itself(poisoned: Engine) -> None:
    said = poisoned.translate([*JAPANESE[:2], HANG])

    assert said == [Said(ENGLISH[0]), Said(ENGLISH[1]), Said("", "too-slow")]


def test_a_segment_that_eats_memory_loses_only_itself(model: Path, tmp_path: Path) -> None:
    few, enough = (Bounds(beam=1, memory_mb=(EATEN >> 20) + more) for more in (-700, 700))

    for bounds, eaten in ((few, "out-of-memory"), (enough, "")):
        for engine in opened(model, tmp_path, bounds, POISONED):
            said = engine.translate([*JAPANESE[:2], EAT, *JAPANESE[2:4]])
            assert said.pop(2).reason == eaten
            assert said == [Said(text) for text in ENGLISH[:4]]


def test_one_that_always_fails_is_given_up(poisoned: Engine) -> None:
    said = poisoned.translate([f"{CRASH}{text}" for text in JAPANESE])

    assert {one.reason for one in said} == {"crashed", "given-up"}


def test_one_killed_by_somebody_is_replaced(engine: Engine) -> None:
    engine.translate(JAPANESE[:1])
    os.kill(engine.pid, signal.SIGKILL)

    assert engine.translate(JAPANESE) == [Said(text) for text in ENGLISH]


def test_one_stopped_by_somebody_is_replaced(model: Path, tmp_path: Path) -> None:
    for engine in opened(model, tmp_path, HASTY):
        engine.translate(JAPANESE[:1])
        stopped = engine.pid
        os.kill(stopped, signal.SIGSTOP)

        assert engine.translate(JAPANESE[:4]) == [Said(text) for text in ENGLISH[:4]]
        assert engine.pid != stopped


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("model/model.bin", b""),
        ("model/model.bin", b"\xff" * 400_000),
        ("model/model.bin", None),
        ("model/config.json", b"{"),
        ("model/target_vocabulary.json", b"[]"),
        ("sentencepiece.model", b""),
        ("sentencepiece.model", bytes(range(256)) * 100),
        ("metadata.json", b"[]"),
        ("metadata.json", None),
    ],
)
def test_a_broken_model_is_a_reason(
    engine: Engine, model: Path, file: str, data: bytes | None
) -> None:
    whole = (model / file).read_bytes()
    (model / file).write_bytes(whole[: len(whole) // 2] if data is None else data)

    said = engine.translate(JAPANESE)

    assert {one.reason for one in said} <= FAILURES
    assert {one.text for one in said} == {""}


def test_one_bit_wrong_anywhere_in_a_model_is_no_exception(engine: Engine, model: Path) -> None:
    file = model / "model/model.bin"
    whole = file.read_bytes()
    for at in (2, 9, 40, 200, 1000):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x7F]) + whole[at + 1 :])
        engine.close()

        assert all(bool(one.text) != bool(one.reason) for one in engine.translate(JAPANESE[:3]))


def test_a_model_that_hangs_while_it_is_loaded(model: Path, tmp_path: Path) -> None:
    (model / "sentencepiece.model").unlink()
    os.mkfifo(model / "sentencepiece.model")

    for engine in opened(model, tmp_path, Bounds(seconds=3)):
        assert engine.translate(JAPANESE[:2]) == [Said("", "too-slow")] * 2


def test_no_memory_to_load_in(model: Path, tmp_path: Path) -> None:
    for engine in opened(model, tmp_path, Bounds(memory_mb=24)):
        assert {one.reason for one in engine.translate(JAPANESE)} <= {
            "out-of-memory",
            "broken-model",
        }


def test_no_process_to_be_had(model: Path, tmp_path: Path) -> None:
    for command in (("/nowhere/python",), ("/bin/true",), ("/bin/echo", "[]"), ("/bin/echo", "{")):
        for engine in opened(model, tmp_path, HASTY, command):
            assert engine.translate(JAPANESE[:2]) == [Said("", "broken-model")] * 2


def test_an_answer_that_is_none(model: Path, tmp_path: Path) -> None:
    for answer in ({}, {"said": 1}, {"said": [["one"]]}, {"said": []}, {"said": [1]}):
        answers = (
            f"print({{}}, flush=True); input(); input(); print({json.dumps(answer)!r}, flush=True)"
        )
        command = (sys.executable, "-c", f"{answers}; input()")
        for engine in opened(model, tmp_path, HASTY, command):
            assert engine.translate(["町会"]) == [Said("", "crashed")]


def test_every_reason_is_explained() -> None:
    assert set(REASONS) >= FAILURES


def test_it_is_told_no_secrets_and_no_place_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAIRAN_SEALING_SECRET", "0" * 64)
    told = environ(tmp_path)

    assert not [name for name in told if name.startswith("KAIRAN")]
    assert told["ORT_DISABLE_TELEMETRY"] == "1"
    places = {name for name in told if name.startswith(("XDG_", "HOME", "ARGOS_PACKAGES_DIR"))}
    assert len(places) == 5
    assert all(Path(told[name]).is_relative_to(tmp_path) for name in places)


def test_it_writes_nowhere_else(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)

    for engine in opened(model, tmp_path, BOUNDS):
        engine.translate(JAPANESE[:1])

    assert list(home.iterdir()) == []


PARENT = """
import sys
from pathlib import Path
from plugins.translation.engine import Bounds, Engine
from tests.translation.models import POISONED
from tests.translation.poisoned import HANG

engine = Engine([Path(sys.argv[1])], Path(sys.argv[2]), Bounds(beam=1), POISONED)
engine.translate(["町会"])
print(engine.pid, flush=True)
engine.translate([HANG])
"""


def test_it_ends_with_whoever_started_it(model: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, model, tmp_path], stdout=subprocess.PIPE, cwd=ROOT
    ) as parent:
        assert parent.stdout
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()

    ended, _, _ = select.select([child], [], [], 30)
    os.close(child)
    assert ended
