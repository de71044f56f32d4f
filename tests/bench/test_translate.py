"""The comparison with Argos Translate: both lanes say the same, and it is told who was quicker."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.translate import MODEL, measure_translation


def test_both_lanes_say_the_same(tmp_path: Path) -> None:
    found = measure_translation(tmp_path, MODEL, 171, 1, 1, lambda _: None)

    assert found.segments == found.published == found.alike == 171
    assert set(found.rounds) == {"kairan", "argos", "argos, one thread"}
    assert all(len(seconds) == 1 and seconds[0] > 0 for seconds in found.rounds.values())


def test_it_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "translate", "--segments", "20", "--rounds", "1", "--json"],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["segments_per_second"]["kairan"] > 0
    assert set(found["ratios"]) == {"argos", "argos, one thread"}


def test_no_model_is_told_in_a_line(tmp_path: Path) -> None:
    broken = tmp_path / "m.argosmodel"
    broken.write_bytes(b"x")

    done = subprocess.run(
        [sys.executable, "-m", "bench", "translate", "--model", broken],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "This is no .argosmodel file" in done.stderr
