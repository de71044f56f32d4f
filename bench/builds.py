"""Builds: one city, built by Kairan and by its peers in one run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.city import City
from bench.kairan import Place, count_item_pages, edited, mark
from bench.measure import Cost, measure, middle
from bench.peers import PEERS, Peer

Told = Callable[[str], None]


class PagesDiffer(Exception):
    """A generator wrote other item pages than the city has."""


@dataclass(frozen=True)
class Build:
    """What one kind of build cost. ``whole`` builds begin with nothing."""

    name: str
    associations: int
    item_pages: int
    cost: Cost
    whole: bool = True

    @property
    def pages_per_second(self) -> float:
        return self.item_pages / self.cost.seconds

    def as_json(self) -> dict[str, Any]:
        figures = {
            "associations": self.associations,
            "item_pages": self.item_pages,
            **self.cost.as_json(),
        }
        if self.whole:
            figures["pages_per_second"] = round(self.pages_per_second, 1)
        return figures


def compare(
    folder: Path, city: City, peers: list[str], pelican_associations: int, rounds: int, told: Told
) -> list[Build]:
    """Kairan cold, unchanged and after edits, then each peer cold; medians of the rounds.

    The generators take turns, so that a busy minute of the machine befalls all of them. Stock
    Pelican builds ``pelican_associations`` at most. Raises PagesDiffer, CommandFailed and
    PeerMissing.
    """
    told(f"writing a city of {city.associations} associations")
    place = Place(folder / "kairan")
    place.write(city)
    parts = dict.fromkeys(peers, city)
    if "pelican" in parts:
        fewer = min(city.associations, pelican_associations)
        parts["pelican"] = replace(city, associations=fewer)
    for name, part in parts.items():
        PEERS[name].write(folder / name / "site", part)
    rows = []
    for number in range(rounds):
        row = list(_kairan(place, city, number, told))
        row += [_peer(folder / name, PEERS[name], part, told) for name, part in parts.items()]
        rows.append(row)
    return [_median(list(same)) for same in zip(*rows, strict=True)]


def cold(folder: Path, city: City) -> Build:
    """Kairan's cold build of a city written for it; nothing of it is left behind."""
    place = Place(folder)
    place.write(city)
    build = _cold(place, city)
    shutil.rmtree(folder)
    return build


def ratios(builds: list[Build]) -> dict[str, dict[str, float]]:
    """Kairan's cost of a page cold, divided by each peer's; below 1 Kairan is cheaper."""
    kairan, *_ = builds
    return {
        peer.name: {
            "seconds": round(
                (kairan.cost.seconds / kairan.item_pages) / (peer.cost.seconds / peer.item_pages), 3
            ),
            "cpu_seconds": round(
                (kairan.cost.cpu_seconds / kairan.item_pages)
                / (peer.cost.cpu_seconds / peer.item_pages),
                3,
            ),
        }
        for peer in builds
        if peer.name in PEERS
    }


def _kairan(place: Place, city: City, number: int, told: Told) -> Iterator[Build]:
    told("kairan")
    yield _cold(place, city)

    def again(name: str) -> Build:
        told(name)
        os.sync()
        cost = measure(place.build_command(), environ=place.environ())
        _require_pages(name, place.output, city)
        return Build(name, city.associations, city.item_pages, cost, whole=False)

    yield again("kairan unchanged")
    sites = city.sites()
    for name, issuer in (
        ("kairan, a circular edited", sites[0]),
        ("kairan, a city notice edited", city.whole()),
    ):
        source = place.source(issuer, 1)
        source.write_text(edited(source.read_text("utf-8"), mark(number)), "utf-8")
        yield again(name)
        for site in [sites[0], sites[-1]] if issuer == city.whole() else [sites[0]]:
            if mark(number) not in place.page(site, issuer, 1).read_text("utf-8"):
                raise PagesDiffer(f"{name}: the edit is not in {site.path}")


def _cold(place: Place, city: City) -> Build:
    for folder in (place.output, place.state):
        shutil.rmtree(folder, ignore_errors=True)
    os.sync()
    cost = measure(place.build_command(), environ=place.environ())
    _require_pages("kairan", place.output, city)
    return Build("kairan", city.associations, city.item_pages, cost)


def _peer(folder: Path, peer: Peer, city: City, told: Told) -> Build:
    told(f"{peer.name}: {city.associations} associations")
    site, output = folder / "site", folder / "output"
    os.sync()
    cost = measure(peer.command(site, output), cwd=site)
    _require_pages(peer.name, output, city)
    for left in (output, site / "cache"):
        shutil.rmtree(left, ignore_errors=True)
    return Build(peer.name, city.associations, city.item_pages, cost)


def _require_pages(name: str, output: Path, city: City) -> None:
    count = count_item_pages(output)
    if count != city.item_pages:
        raise PagesDiffer(f"{name} wrote {count} item pages; the city has {city.item_pages}.")


def _median(builds: list[Build]) -> Build:
    return replace(builds[0], cost=middle([build.cost for build in builds]))
