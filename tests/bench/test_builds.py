"""Builds: Kairan and its peers write the same pages, and saying otherwise is an error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.builds import Build, PagesDiffer, compare, ratios
from bench.city import City
from bench.measure import Cost
from bench.peers import PEERS, Peer

SIZE = ("--associations", "2", "--own", "3")
PAGES = (3 + 25 + 50) * 2 * 2


def run(*arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *arguments, "--json"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_kairan_hugo_and_pelican_write_the_same_pages() -> None:
    found = run("build", *SIZE)

    assert found["item_pages"] == PAGES
    assert {name: build["item_pages"] for name, build in found["builds"].items()} == dict.fromkeys(
        [
            "kairan",
            "kairan unchanged",
            "kairan, a circular edited",
            "kairan, a city notice edited",
            "hugo",
            "pelican",
        ],
        PAGES,
    )
    assert all(build["seconds"] > 0 for build in found["builds"].values())
    assert set(found["ratios"]) == {"hugo", "pelican"}


def test_a_save_is_timed() -> None:
    size = ("--associations", "1", "--own", "1", "--languages", "1")

    found = run("save", *size, "--saves", "1", "--notices", "1")

    assert 0 < found["save_ms"]["p50"] <= found["save_ms"]["max"]
    assert found["notice_seconds"]["max"] > 0


def test_a_peer_that_leaves_pages_out_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(folder: Path, city: City) -> None:
        folder.mkdir(parents=True)

    idle = Peer("hugo", write, lambda site, output: [sys.executable, "-c", ""])
    monkeypatch.setitem(PEERS, "hugo", idle)
    monkeypatch.setattr("bench.builds._kairan", lambda *_: iter(()))

    with pytest.raises(PagesDiffer, match="hugo wrote 0 item pages; the city has 304"):
        compare(tmp_path, City(2, own=1), ["hugo"], 20, 1, lambda what: None)


def test_ratios_are_of_what_a_page_costs() -> None:
    kairan = Build("kairan", 10, 1000, Cost(10, 20, 100))
    pelican = Build("pelican", 1, 100, Cost(4, 4, 50))

    assert ratios([kairan, pelican]) == {"pelican": {"seconds": 0.25, "cpu_seconds": 0.5}}
