"""Measurement: children count, failures are told."""

from __future__ import annotations

import sys

import pytest

from bench.measure import CommandFailed, Cost, measure, middle

CHILD = "import time; held = bytearray(80_000_000); time.sleep(0.5)"
PARENT = f"""
import subprocess, sys
children = [subprocess.Popen([sys.executable, "-c", {CHILD!r}]) for _ in range(2)]
for child in children:
    child.wait()
"""
BUSY = "import time\nwhile time.process_time() < 0.4: pass"


def test_memory_of_children_is_summed() -> None:
    cost = measure([sys.executable, "-c", PARENT])

    assert 160 < cost.peak_mb < 260
    assert cost.seconds >= 0.5


def test_processor_time_of_children_is_counted() -> None:
    nested = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])"

    assert measure([sys.executable, "-c", nested]).cpu_seconds >= 0.4


def test_a_failed_command_is_told() -> None:
    with pytest.raises(CommandFailed, match=r"ended with 3:\nno such city"):
        measure([sys.executable, "-c", "import sys; print('no such city'); sys.exit(3)"])


def test_the_middle_is_of_each_figure() -> None:
    costs = [Cost(1, 9, 5), Cost(2, 8, 6), Cost(9, 7, 4)]

    assert middle(costs) == Cost(2, 8, 5)
