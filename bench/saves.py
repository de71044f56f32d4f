"""Saves: how long after an officer saves a circular its new bytes are published.

``kairan serve`` runs with its worker and watcher on a built city. The clock starts when the file
has been closed or renamed into its place, and stops when the page on disk has the new text.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.city import CITY_ITEMS, City
from bench.kairan import Place, edited, mark
from bench.measure import Sampler, measure, processor_seconds

PATIENCE = 60.0
FIRST_PATIENCE = 900.0  # the daemon builds once when it starts
WARM_UP = 2
PAUSE = 0.5  # between two saves: what follows a publication must not slow the next
POLL = 0.001
ENDING = 15.0


class NotPublished(Exception):
    """A saved circular did not appear in time, or the daemon ended."""


@dataclass(frozen=True)
class Saves:
    """Milliseconds for each circular saved, seconds for each city notice until all sites had it,
    and the daemon's peak memory in MB, all its processes together."""

    circulars: list[float]
    notices: list[float]
    peak_mb: float

    def as_json(self) -> dict[str, Any]:
        return {
            "saves": len(self.circulars),
            "save_ms": {
                "p50": round(quantile(self.circulars, 0.5), 1),
                "p95": round(quantile(self.circulars, 0.95), 1),
                "max": round(max(self.circulars), 1),
            },
            "notices": len(self.notices),
            "notice_seconds": {
                "p50": round(quantile(self.notices, 0.5), 3),
                "max": round(max(self.notices), 3),
            },
            "peak_mb": round(self.peak_mb, 1),
        }


def quantile(values: list[float], part: float) -> float:
    """The least value that so great a part of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def measure_saves(
    folder: Path, city: City, saves: int, notices: int, told: Callable[[str], None]
) -> Saves:
    """Save circulars of associations, then notices of the city. Raises NotPublished."""
    place = Place(folder)
    told(f"writing and building a city of {city.associations} associations")
    place.write(city)
    measure(place.build_command(), environ=place.environ())
    told("kairan serve")
    with _daemon(place) as daemon, Sampler(daemon.pid) as sampler:
        desk = _Desk(place, city, daemon)
        for number in range(WARM_UP):
            desk.save_circular(FIRST_PATIENCE if number == 0 else PATIENCE)
        told(f"{saves} saves")
        circulars = [desk.save_circular(PATIENCE) * 1000 for _ in range(saves)]
        told(f"{notices} city notices")
        spread = [desk.save_notice(PATIENCE) for _ in range(notices)]
    return Saves(circulars, spread, sampler.peak / 1e6)


RESTING = 0.5  # seconds over which a daemon that rests is told from one that works
IDLE = 0.1


class _Desk:
    """Where circulars are saved, now written in place, now renamed into it."""

    def __init__(self, place: Place, city: City, daemon: subprocess.Popen[bytes]) -> None:
        self.place, self.city, self.daemon = place, city, daemon
        self.sites = city.sites()
        self.chance = random.Random(city.seed)  # noqa: S311  (repeatable, not secret)
        self.count = 0

    def save_circular(self, patience: float) -> float:
        """Seconds until an association's circular, once saved, is published."""
        site = self.chance.choice(self.sites)
        number = self.chance.randint(1, self.city.own)
        page = self.place.page(site, site, number)
        return self._save(self.place.source(site, number), [page], patience)

    def save_notice(self, patience: float) -> float:
        """Seconds until a city notice, once saved, is in every site: its page and the index."""
        whole = self.city.whole()
        number = self.chance.randint(1, CITY_ITEMS)
        files = [
            file
            for site in self.sites
            for file in (self.place.page(site, whole, number), self.place.index(site))
        ]
        self._rest()
        return self._save(self.place.source(whole, number), files, patience)

    def _rest(self) -> None:
        """Wait until the daemon has done with the last notice: taken it in, and told phones."""
        before = processor_seconds(self.daemon.pid)
        until = time.monotonic() + FIRST_PATIENCE
        while time.monotonic() < until:
            time.sleep(RESTING)
            now = processor_seconds(self.daemon.pid)
            if now - before < RESTING * IDLE:
                return
            before = now

    def _save(self, source: Path, pages: list[Path], patience: float) -> float:
        time.sleep(PAUSE)
        self.count += 1
        new = mark(self.count)
        text = edited(source.read_text("utf-8"), new)
        if self.count % 2:
            source.write_text(text, "utf-8")
        else:
            draft = source.with_name(f".{source.name}.tmp")
            draft.write_text(text, "utf-8")
            os.replace(draft, source)
        saved = time.monotonic()
        for page in pages:
            self._wait(page, new.encode(), saved + patience)
        return time.monotonic() - saved

    def _wait(self, page: Path, words: bytes, until: float) -> None:
        seen: tuple[int, int] | None = None
        while True:
            found = _version(page)
            if found and found != seen and words in page.read_bytes():
                return
            seen = found
            if self.daemon.poll() is not None:
                raise NotPublished(f"The daemon ended with {self.daemon.returncode}.")
            if time.monotonic() > until:
                raise NotPublished(f"{page} did not change in time.")
            time.sleep(POLL)


def _version(file: Path) -> tuple[int, int] | None:
    """What changes when a file is replaced or written to; None without the file."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


@contextmanager
def _daemon(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    log = place.folder / "serve.log"
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603  (our own command)
            place.serve_command(_free_port()), env=place.environ(), stdout=said, stderr=said
        )
    try:
        yield process
    except NotPublished as error:
        raise NotPublished(f"{error}\n{log.read_text('utf-8')[-2000:]}") from error
    finally:
        process.terminate()
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
