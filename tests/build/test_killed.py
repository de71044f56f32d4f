"""A build that is killed: what readers see is whole, and the next build comes to the same."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from bench.city import ROOT, City, write_city
from plugins.publication import LAYING, MARK, SWITCHING, TEMPORARY
from tests.build.conftest import SECRET, Workshop
from tests.build.test_publication import LINK
from tests.conftest import circular, write_files

CITY = City(30, own=1)
FEDERATION = CITY.federations()[0].path
SITE, OTHER = (site.path for site in CITY.sites()[:2])
NEW = f"{FEDERATION}/new"
PATIENCE = 60.0

# What the content is changed to and back again, from build to build. None: the file is not there.
CHANGES: tuple[dict[str, str | None], ...] = (
    {
        f"{ROOT}/kuma.md": circular("クマ", "東口で見ました。"),
        f"{FEDERATION}/sagyo.md": None,
        f"{SITE}/annai.md": circular("案内", "[持ち物](mochimono.txt)"),
        f"{SITE}/mochimono.txt": "軍手",
        f"{NEW}/organization.toml": None,
    },
    {
        f"{ROOT}/kuma.md": circular("クマ（訂正）", "西口で見ました。"),
        f"{FEDERATION}/sagyo.md": circular("作業"),
        f"{SITE}/annai.md": None,
        f"{SITE}/mochimono.txt": None,
        f"{NEW}/organization.toml": 'kind = "association"\nname = { ja = "新町会" }\n',
    },
)

Digests = dict[str, str]
Moment = tuple[str, int]  # the stage, and how many sites wait for the switch

# From before anything is laid out to after everything is switched.
MOMENTS: tuple[Moment, ...] = (
    ("", 0), (LAYING, 0), (LAYING, 1), (LAYING, 9), (LAYING, 20), (LAYING, 29),
    (SWITCHING, 30), (SWITCHING, 25), (SWITCHING, 14), (SWITCHING, 6), (SWITCHING, 1),
    (SWITCHING, 0),
)  # fmt: skip


class Killable(Workshop):
    """A city that is built by a process of its own."""

    def change(self, number: int) -> None:
        for place, text in CHANGES[number].items():
            if text is not None:
                write_files(self.content, {place: text})
            elif (file := self.content / place).exists():
                file.unlink()
        if not (self.content / NEW / "organization.toml").exists():
            shutil.rmtree(self.content / NEW, ignore_errors=True)

    def killed(self, jobs: int, when: Callable[[], bool], *, alone: bool = False) -> bool:
        """Build until something is the case; False when the build was over sooner.

        Killed is the process with all that it forked, or it ``alone``.
        """
        command = [sys.executable, "-m", "syncd", "build", "--jobs", str(jobs)]
        folders = {"CONTENT": self.content, "OUTPUT": self.output, "STATE": self.state}
        process = subprocess.Popen(
            command,
            env={
                **os.environ,
                "KAIRAN_SEALING_SECRET": SECRET,
                **{f"KAIRAN_{name}": str(folder) for name, folder in folders.items()},
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        give_up = time.monotonic() + PATIENCE
        try:
            while process.poll() is None and not when():
                assert time.monotonic() < give_up
                time.sleep(0.0005)
        finally:
            with suppress(ProcessLookupError):
                (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def is_at(self, moment: Moment) -> bool:
        """Whether the build has come as far as a moment."""
        stage, waiting = moment
        folder = self.state / "build"
        try:
            now = json.loads((folder / MARK).read_bytes())["stage"]
        except FileNotFoundError:
            return not stage and (folder / "lock").exists()
        found = sum(1 for _ in (folder / "sites").glob("*.pending"))
        return now == stage and (found >= waiting if stage == LAYING else found <= waiting)

    def seen(self) -> Digests:
        """The digests of what readers may come to: all but what waits for the switch."""
        known: dict[int, str] = {}  # most files have many names
        found = {}
        for folder, folders, names in os.walk(self.output):
            folders[:] = [name for name in folders if not name.endswith(TEMPORARY)]
            for name in names:
                file = Path(folder, name)
                inode = file.stat().st_ino
                if inode not in known:
                    known[inode] = hashlib.sha256(file.read_bytes()).hexdigest()
                if not name.endswith(TEMPORARY):
                    found[file.relative_to(self.output).as_posix()] = known[inode]
        return found


class Reader:
    """Follows every link of every page, from the index of each site."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._links: dict[tuple[str, str], list[str]] = {}

    def dangling(self, digests: Digests, sites: list[str]) -> list[str]:
        return [
            f"{site}: {missing}"
            for site in sites
            for missing in self._missing(site, self._below(digests, site))
        ]

    @staticmethod
    def _below(digests: Digests, site: str) -> Digests:
        start = len(site) + 1
        return {p[start:]: digest for p, digest in digests.items() if p.startswith(f"{site}/")}

    def _missing(self, site: str, files: Digests) -> list[str]:
        to_read, seen, missing = ["index.html"], {"index.html"}, []
        while to_read:
            page = to_read.pop()
            if page not in files:
                missing.append(page)
                continue
            if not page.endswith(".html"):
                continue
            for place in self._led_to(site, page, files[page]):
                if place not in seen:
                    seen.add(place)
                    to_read.append(place)
        assert len(seen) > 50
        return missing

    def _led_to(self, site: str, page: str, digest: str) -> list[str]:
        if (page, digest) not in self._links:
            text = (self._output / site / page).read_text("utf-8")
            places = (normpath(join(dirname(page), link)) for link in LINK.findall(text))
            self._links[page, digest] = sorted(set(places))
        return self._links[page, digest]


def sites_of(digests: Digests) -> list[str]:
    """The sites that have an index."""
    return sorted(
        place.removesuffix("/index.html")
        for place in digests
        if place.endswith("/index.html") and "/en/" not in place
    )


@pytest.fixture
def city(tmp_path: Path) -> Killable:
    city = Killable(tmp_path / "content", tmp_path / "output", tmp_path / "var")
    write_city(city.content, CITY)
    city.change(0)
    return city


def test_at_each_death_every_site_is_whole_and_the_next_build_completes(city: Killable) -> None:
    wanted: list[Digests] = []
    for number in (1, 0):
        city.change(number)
        wanted.insert(0, city.from_scratch())
    builder = city.builder()
    builder.build()
    assert city.seen() == wanted[0]
    reader = Reader(city.output)
    cut_off = mixed = 0

    for number, moment in enumerate(MOMENTS, 1):
        old, new = wanted[(number - 1) % 2], wanted[number % 2]
        city.change(number % 2)
        cut_off += city.killed(1 + number % 2, partial(city.is_at, moment))

        seen = city.seen()
        half_done = {p for p, digest in seen.items() if digest not in {old.get(p), new.get(p)}}
        assert half_done == set(), moment
        assert set(sites_of(seen)) >= set(sites_of(old)) & set(sites_of(new)), moment
        assert reader.dangling(seen, sites_of(seen)) == [], moment
        mixed += seen not in (old, new)

        builder.build()
        assert city.seen() == new, moment
        assert not list(city.output.rglob(f"*{TEMPORARY}")), moment

    assert cut_off >= len(MOMENTS) - 3
    assert mixed >= 2  # cut off in the midst of the switching


@pytest.mark.parametrize("moment", [(LAYING, 12), (SWITCHING, 15)])
def test_of_a_first_build_that_is_killed_no_half_site_is_seen(
    moment: Moment, city: Killable
) -> None:
    cut_off = city.killed(2, partial(city.is_at, moment))
    seen = city.seen()
    wanted = city.from_scratch()

    assert cut_off
    assert seen.items() <= wanted.items()
    assert all(Reader._below(seen, site) == Reader._below(wanted, site) for site in sites_of(seen))
    assert {place for place in seen if place.startswith(ROOT)} == {
        place for place in seen if any(place.startswith(f"{site}/") for site in sites_of(seen))
    }
    city.build()
    assert city.digests() == wanted


def test_processes_without_their_leader_hold_up_nobody(city: Killable) -> None:
    assert city.killed(2, partial(city.is_at, (LAYING, 10)), alone=True)

    city.build()  # would wait for ever for a lock that a process left behind still held

    assert city.digests() == city.from_scratch()
