"""Publication: reproducible, only what changed, never half a site."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import brotli
import pytest

from plugins.build import BuildError, StrictPelican
from plugins.mistakes import ContentError
from tests.build.conftest import MakeWorkshop, Workshop
from tests.conftest import circular

UME, MATSU = "machi/kita/ume", "machi/kita/matsu"
LINK = re.compile(r'(?:href|src)="([^"#?:]+)"')
FILES: dict[str, str | bytes] = {
    "machi/dansui.md": circular("断水"),
    f"{UME}/seiso.md": circular("清掃", kind="event", starts="2026-11-22 08:00"),
    f"{MATSU}/fuho.md": circular("訃報", "三郎様", audience="members"),
}


class Killed(BaseException):
    """Stands for kill -9: no handler of ours may catch it."""


def dangling(output: Path) -> list[str]:
    """Every link that leads nowhere, of every page a reader can come to from a site's index."""
    places = {f.relative_to(output).as_posix() for f in output.rglob("*") if f.is_file()}
    to_read = [place for place in places if place.endswith("index.html")]
    seen, found = set(to_read), []
    while to_read:
        page = to_read.pop()
        for link in LINK.findall((output / page).read_text("utf-8")):
            place = normpath(join(dirname(page), link))
            if place not in places:
                found.append(f"{page} -> {link}")
            elif place.endswith(".html") and place not in seen:
                seen.add(place)
                to_read.append(place)
    return found


def test_every_link_resolves(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)

    city.build()

    assert dangling(city.output) == []


def test_two_builds_of_one_content_are_byte_identical(
    workshop: MakeWorkshop, tmp_path: Path
) -> None:
    city = workshop(FILES)
    city.build()
    elsewhere = tmp_path / "elsewhere" / "content"
    shutil.copytree(city.content, elsewhere)
    for file in elsewhere.rglob("*"):
        os.utime(file, (0, 0))
    other = Workshop(elsewhere, tmp_path / "other" / "output", tmp_path / "other" / "var")

    other.build()

    assert other.digests() == city.digests()
    assert len(city.digests()) > 100


def test_nothing_changed_writes_nothing(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()

    report = city.build()

    assert (report.written, report.removed, report.changed_sites) == (0, 0, [])


def test_only_what_depends_on_an_edit_is_written(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    before = {p: (city.output / p).stat().st_mtime_ns for p in city.digests()}
    digests = city.digests()
    city.write({f"{UME}/seiso.md": circular("側溝清掃", kind="event", starts="2026-11-22 08:00")})

    report = city.build()

    changed = {place for place, digest in city.digests().items() if digests.get(place) != digest}
    touched = {p for p in before if (city.output / p).stat().st_mtime_ns != before[p]}
    assert report.changed_sites == [UME]
    assert changed == touched
    assert all(place.startswith(f"{UME}/") for place in changed)
    assert not any("dansui" in place or "/assets/" in place for place in changed)


def test_wrong_content_leaves_the_output_whole(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    before = city.digests()
    city.write({f"{UME}/seiso.md": circular("x", date="soon"), "machi/new.md": circular("新")})

    with pytest.raises(ContentError) as told:
        city.build()

    assert "content/machi/kita/ume/seiso.md:" in str(told.value)
    assert city.digests() == before


def test_a_plugin_that_does_not_load_stops_the_build(
    workshop: MakeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = workshop(FILES)
    city.build()
    before = city.digests()
    init = StrictPelican.__init__

    def with_broken_plugin(self: StrictPelican, settings: dict[str, Any]) -> None:
        init(self, {**settings, "PLUGINS": [*settings["PLUGINS"], "plugins.nowhere"]})

    monkeypatch.setattr(StrictPelican, "__init__", with_broken_plugin)

    with pytest.raises(BuildError, match=r"plugins\.nowhere cannot be imported"):
        city.build()
    assert city.digests() == before


@pytest.mark.parametrize("survived", [0, 1, 2, 3, 5, 8, 13, 20, 60])
def test_killed_while_switching_names_no_link_dangles_and_the_next_build_completes(
    survived: int, workshop: MakeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = workshop(FILES)
    city.build()
    city.write({"machi/kuma.md": circular("クマ"), "machi/dansui.md": circular("断水（訂正）")})
    (city.content / f"{UME}/seiso.md").unlink()
    replaced = 0
    switch = os.replace

    def replace_until_killed(source: Any, target: Any) -> None:
        nonlocal replaced
        if Path(target).is_relative_to(city.output):
            if replaced == survived:
                raise Killed
            replaced += 1
        switch(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace_until_killed)
        try:
            city.build()
            cut_off = False
        except Killed:
            cut_off = True
    assert dangling(city.output) == []

    city.build()

    after = city.digests()
    shutil.rmtree(city.output)
    shutil.rmtree(city.state)
    city.build()
    assert after == city.digests()
    assert cut_off or survived >= 20


def test_killed_while_laying_out_nothing_readers_see_has_changed(
    workshop: MakeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = workshop(FILES)
    city.build()
    before = city.digests()
    city.write({"machi/kuma.md": circular("クマ")})
    link, laid = os.link, 0

    def link_until_killed(source: Any, target: Any) -> None:
        nonlocal laid
        laid += 1
        if laid > 7:
            raise Killed
        link(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", link_until_killed)
        with pytest.raises(Killed):
            city.build()
    seen = {place: d for place, d in city.digests().items() if not place.endswith(".kairan-new")}
    assert seen == before

    city.build()

    assert not list(city.output.rglob("*.kairan-new"))
    assert (city.output / UME / "items/machi.kuma.html").exists()


def test_output_lost_is_made_again(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    before = city.digests()
    shutil.rmtree(city.output / UME)

    city.build()

    assert city.digests() == before


def test_caches_are_safe_to_delete(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    before = city.digests()
    shutil.rmtree(city.state)

    report = city.build()

    assert city.digests() == before
    assert report.written == 0


def test_compressed_variants_hold_the_same(workshop: MakeWorkshop) -> None:
    city = replace(workshop(FILES), precompress="br gz")
    city.build()
    page = city.output / UME / "index.html"

    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
