"""Measurement: what one command costs in wall time, processor time and memory.

Memory is the proportional set size (PSS) of the command and everything it started, summed: a page
shared by several processes counts once. It is sampled every 200 ms from ``/proc`` (Linux only), so
a peak shorter than that can be missed. Where the kernel does not tell PSS, resident size stands in
and shared pages count once a process.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

INTERVAL = 0.2
BREAK = 50  # times as long as a sample took: sampling must not slow what it samples


class CommandFailed(Exception):
    """A measured command ended with an error; the message holds what it said."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, processor seconds of the command and the children it waited for, and
    peak memory of them all together in MB (10^6 bytes)."""

    seconds: float
    cpu_seconds: float
    peak_mb: float

    def as_json(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


def middle(costs: list[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.cpu_seconds for cost in costs),
        median(cost.peak_mb for cost in costs),
    )


def measure(
    command: list[str], *, cwd: Path | None = None, environ: dict[str, str] | None = None
) -> Cost:
    """Run a command to its end in a process of its own. Raises CommandFailed."""
    with TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603  (our own commands)
            command, cwd=cwd, env=environ, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        with Sampler(process.pid) as sampler:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            text = said.read().decode(errors="replace")[-2000:]
            raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, sampler.peak / 1e6)


class Sampler:
    """Watches the memory of a process and all below it; ``peak`` is in bytes."""

    def __init__(self, process: int) -> None:
        self.process = process
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Sampler:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            began = time.monotonic()
            self.peak = max(self.peak, sum(map(memory, family(self.process))))
            pause = max(INTERVAL, BREAK * (time.monotonic() - began))


def family(process: int) -> list[int]:
    """The process and all its descendants that are alive."""
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                waiting += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
        except OSError:
            continue  # it has ended
    return found


def memory(process: int) -> int:
    """Bytes of memory that are a process's own share; 0 when it has ended."""
    for file, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0


def processor_seconds(process: int) -> float:
    """What a process and its descendants that are alive have used so far."""
    ticks = 0
    for one in family(process):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
