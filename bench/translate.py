"""Translation: segments a second of our lane, and of a loop over Argos Translate's own function.

Both translate the same segments with the same model, beam, length penalty and machine, in turns, so
that whatever else the machine does meets both. Ours is timed from outside: sorting, the way to its
process and back, and the gate over every answer. What saves work by not doing it (repeated
segments, memories) is left out. Argos Translate is timed in its own process around nothing but the
loop ``translate(text, "ja", …)``, with a sentence splitter that leaves segments whole: its own would
be downloaded, and takes more time. It runs as it comes, and with one thread, which suits
a small model better than its default. Each is warm before the first round.

``python -m bench.translate`` is the process of Argos Translate, told by lines of JSON.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from plugins.translation.conversation import Conversation
from plugins.translation.engine import Bounds, Engine, environ
from plugins.translation.machine import judged
from plugins.translation.packages import Package, install
from plugins.translation.said import Said

ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "tests/translation/fixture"
MODEL = FIXTURE / "fixture-ja_en.argosmodel"
PATIENCE = 3600.0
THREADS = {"argos": "0", "argos, one thread": "1"}  # 0 is what it has by itself


@dataclass(frozen=True)
class Lanes:
    """The seconds of each round of each lane, and what of ours and of Argos's was the same."""

    segments: int
    published: int
    alike: int
    rounds: dict[str, list[float]]

    def as_json(self) -> dict[str, Any]:
        middles = {name: median(seconds) for name, seconds in self.rounds.items()}
        ours = middles["kairan"]
        return {
            "segments": self.segments,
            "published": self.published,
            "alike": self.alike,
            "segments_per_second": {
                name: round(self.segments / seconds, 1) for name, seconds in middles.items()
            },
            "rounds": {
                name: [round(second, 4) for second in seconds]
                for name, seconds in self.rounds.items()
            },
            "ratios": {name: round(middles[name] / ours, 2) for name in THREADS},
        }


def measure_translation(
    scratch: Path, model: Path, segments: int, rounds: int, beam: int, told: Callable[[str], None]
) -> Lanes:
    """Translate that many segments in each round by each lane. Raises PackageError."""
    package = install(model, scratch / "models")
    texts = list(islice(cycle(japanese()), segments))
    engine = Engine([package.path], scratch / "ours", Bounds(beam=beam, seconds=PATIENCE))
    peers = {
        name: _peer(scratch / f"argos-{threads}", package, beam, threads)
        for name, threads in THREADS.items()
    }
    seconds: dict[str, list[float]] = {"kairan": [], **{name: [] for name in peers}}
    theirs: list[str] = []
    ours: list[Said] = []
    try:
        told("one round to warm up")
        for number in range(rounds + 1):
            began = time.perf_counter()
            ours = _lane(engine, texts, package.to_code)
            seconds["kairan"].append(time.perf_counter() - began)
            for name, peer in peers.items():
                answer = peer.ask({"texts": texts}, PATIENCE)
                theirs = answer["said"]
                seconds[name].append(answer["seconds"])
            told(f"round {number} of {rounds}")
    finally:
        engine.close()
        for peer in peers.values():
            peer.end()
    return Lanes(
        segments,
        sum(not one.reason for one in ours),
        sum(one.text == other for one, other in zip(ours, theirs, strict=True)),
        {name: each[1:] for name, each in seconds.items()},
    )


def japanese() -> list[str]:
    lines = (FIXTURE / "phrases.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines]


def _lane(engine: Engine, texts: list[str], language: str) -> list[Said]:
    return [
        one if one.reason else judged(text, one.text, language)
        for text, one in zip(texts, engine.translate(texts), strict=True)
    ]


def _peer(scratch: Path, package: Package, beam: int, threads: str) -> Conversation:
    """A process of Argos Translate that knows one package."""
    place = scratch / "packages" / package.path.name
    place.parent.mkdir(parents=True)
    place.symlink_to(package.path)
    told = {
        **environ(scratch),
        "ARGOS_BEAM_SIZE": str(beam),
        "ARGOS_INTRA_THREADS": threads,
    }
    if threads == "0":
        del told["OMP_NUM_THREADS"]
    peer = Conversation((sys.executable, "-P", "-m", "bench.translate"), told)
    peer.ask({"from": package.argos_from, "to": package.argos_to}, PATIENCE)
    return peer


class _Whole:
    """A sentence splitter for what is split already."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


def _argos() -> None:
    """Answer with what Argos Translate says of texts, and the seconds it took."""
    answers = os.dup(1)
    os.dup2(2, 1)

    def answer(what: dict[str, Any]) -> None:
        os.write(answers, json.dumps(what).encode() + b"\n")

    # Imported where it may make its folders, and nowhere else.
    argos = importlib.import_module("argostranslate.translate")
    pair = json.loads(sys.stdin.readline())
    found = argos.get_translation_from_codes(pair["from"], pair["to"])
    found.underlying.sentencizer = _Whole()
    answer({})
    for line in sys.stdin:
        texts = json.loads(line)["texts"]
        began = time.perf_counter()
        said = [argos.translate(text, pair["from"], pair["to"]) for text in texts]
        answer({"said": said, "seconds": time.perf_counter() - began})


if __name__ == "__main__":
    _argos()
