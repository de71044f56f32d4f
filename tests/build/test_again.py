"""Building again and again with one Builder: what was touched is published, nothing else is read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins import sources
from plugins.build import Builder
from plugins.orders import Order, Report
from plugins.organizations import ORGANIZATION_FILE
from tests.build.conftest import MakeWorkshop, Workshop
from tests.build.test_publication import dangling
from tests.conftest import ORGANIZATIONS, circular

CITY, NORTH = "machi", "machi/kita"
UME, MATSU, KODOMO = f"{NORTH}/ume", f"{NORTH}/matsu", f"{NORTH}/kodomo"
FILES: dict[str, str | bytes] = {
    f"{CITY}/dansui.md": circular("断水", "断水します。"),
    f"{CITY}/chizu.txt": "地図",
    f"{NORTH}/kunren.md": circular("訓練"),
    f"{UME}/2026/seiso.md": circular("清掃", "[持ち物](mochimono.txt)"),
    f"{UME}/2026/mochimono.txt": "軍手",
    f"{MATSU}/sokai.md": circular("総会"),
}


def touching(builder: Builder, *places: str) -> Report:
    return builder.build(Order(touched=frozenset(places)))


def shown(city: Workshop, site: str) -> set[str]:
    index = json.loads((city.output / site / "index.json").read_text("utf-8"))
    return {item["id"].removeprefix("machi/") for item in index["items"]}


def published(city: Workshop, site: str) -> set[str]:
    """The texts of the attachments of a site."""
    return {file.read_text("utf-8") for file in (city.output / site / "files").iterdir()}


@contextmanager
def reading(city: Workshop) -> Iterator[list[str]]:
    """The circulars and attachments that are read meanwhile, by place."""
    read: list[str] = []

    def noting(method: str) -> None:
        original = getattr(Path, method)

        def noted(self: Path, *args: object) -> object:
            if self.is_relative_to(city.content) and self.name != ORGANIZATION_FILE:
                read.append(self.relative_to(city.content).as_posix())
            return original(self, *args)

        patched.setattr(Path, method, noted)

    with pytest.MonkeyPatch.context() as patched:
        noting("read_bytes")
        noting("read_text")
        yield read


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are old enough for their stamps to be trusted as soon as they are written."""
    monkeypatch.setattr(sources, "UNSETTLED_NANOSECONDS", 0)


def test_what_was_touched_is_published_and_nothing_else_read(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    city.write({f"{UME}/new.md": circular("新"), f"{MATSU}/other.md": circular("別")})

    with reading(city) as read:
        report = touching(builder, f"{UME}/new.md")

    assert report.changed_sites == [UME]
    assert "kita/ume/new" in shown(city, UME)
    assert "kita/matsu/other" not in shown(city, MATSU)
    assert read
    assert all(place.startswith(UME) for place in read)


def test_what_nobody_told_of_is_found_by_the_next_whole_build(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    city.write({f"{MATSU}/other.md": circular("別")})
    touching(builder, f"{UME}/2026/seiso.md")
    assert "kita/matsu/other" not in shown(city, MATSU)

    report = builder.build()

    assert report.changed_sites == [MATSU]
    assert "kita/matsu/other" in shown(city, MATSU)
    assert city.digests() == city.from_scratch()


def test_touched_without_a_change_writes_nothing(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()

    report = touching(builder, *FILES)

    assert (report.written, report.removed, report.changed_sites) == (0, 0, [])


@pytest.mark.parametrize(
    ("place", "reached"),
    [
        (f"{CITY}/new.md", [MATSU, UME]),
        (f"{NORTH}/new.md", [MATSU, UME]),
        (f"{KODOMO}/new.md", [MATSU, UME]),
        (f"{UME}/2027/new.md", [UME]),
    ],
)
def test_a_touched_notice_reaches_everyone_below(
    place: str, reached: list[str], workshop: MakeWorkshop
) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    city.write({place: circular("新")})

    report = touching(builder, place)

    assert report.changed_sites == reached
    assert city.digests() == city.from_scratch()


def test_a_touched_organization_leads_to_a_whole_build(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    toml = f"{UME}/organization.toml"
    city.write({toml: ORGANIZATIONS[toml].replace("梅町会", "梅が丘町会")})
    city.write({f"{MATSU}/other.md": circular("別")})

    report = touching(builder, toml)

    assert report.changed_sites == ["", MATSU, UME]  # the list of all sites too
    assert "梅が丘町会" in (city.output / UME / "index.html").read_text("utf-8")
    assert city.digests() == city.from_scratch()


def test_a_new_association_appears_with_all_that_is_above_it(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    take = f"{NORTH}/take"
    new: dict[str, str | bytes] = {
        f"{take}/organization.toml": 'kind = "association"\nname = { ja = "竹町会" }\n',
        f"{take}/hajime.md": circular("初めまして"),
    }
    city.write(new)

    report = touching(builder, *new)

    assert (report.organizations, report.sites) == (6, 3)
    assert take in report.changed_sites
    assert shown(city, take) == {"kita/take/hajime", "kita/kunren", "dansui"}
    assert city.digests() == city.from_scratch()
    city.write({f"{take}/tsugi.md": circular("次")})
    assert touching(builder, f"{take}/tsugi.md").changed_sites == [take]


def test_an_association_that_is_gone_is_gone(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    (city.content / UME / "organization.toml").unlink()
    for file in (f"{UME}/2026/seiso.md", f"{UME}/2026/mochimono.txt"):
        (city.content / file).unlink()

    touching(builder, f"{UME}/organization.toml")

    assert not (city.output / UME).exists()
    assert city.digests() == city.from_scratch()


def test_a_deleted_notice_is_withdrawn_from_all_sites(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    pages = [city.output / site / "items/machi.dansui.html" for site in (UME, MATSU)]
    assert all(page.exists() for page in pages)
    (city.content / CITY / "dansui.md").unlink()

    report = touching(builder, f"{CITY}/dansui.md")

    assert not any(page.exists() for page in pages)
    assert report.changed_sites == [MATSU, UME]
    assert report.removed >= 4  # two languages in two sites
    assert "dansui" not in shown(city, UME) | shown(city, MATSU)
    assert dangling(city.output) == []
    assert city.digests() == city.from_scratch()


def test_a_folder_that_is_gone_takes_its_circulars_with_it(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    for file in (city.content / UME / "2026").iterdir():
        file.unlink()
    (city.content / UME / "2026").rmdir()

    touching(builder, f"{UME}/2026")

    assert shown(city, UME) == {"kita/kunren", "dansui"}
    assert city.digests() == city.from_scratch()


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.usefixtures("settled")
def test_an_attachment_that_changed_beside_its_circular_is_published(
    told: bool, workshop: MakeWorkshop
) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    city.write({f"{UME}/2026/mochimono.txt": "長靴"})

    report = touching(builder, f"{UME}/2026/mochimono.txt") if told else builder.build()

    assert report.changed_sites == [UME]
    assert published(city, UME) == {"長靴"}
    assert city.digests() == city.from_scratch()


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("seen_before", [0, 1, 2])
@pytest.mark.usefixtures("settled")
def test_a_linked_file_that_others_hold_is_watched_too(
    told: bool, seen_before: int, workshop: MakeWorkshop
) -> None:
    city = workshop({**FILES, f"{UME}/annai.md": circular("案内", "[地図](../../chizu.txt)")})
    builder = city.builder()
    builder.build()
    for _ in range(seen_before):
        builder.build()
    assert published(city, UME) == {"軍手", "地図"}
    city.write({f"{CITY}/chizu.txt": "新しい地図"})

    report = touching(builder, f"{CITY}/chizu.txt") if told else builder.build()

    assert report.changed_sites == [UME]
    assert published(city, UME) == {"軍手", "新しい地図"}
    assert city.digests() == city.from_scratch()


@pytest.mark.usefixtures("settled")
def test_what_did_not_change_is_not_read_again(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    with reading(city) as read:
        builder.build()
    assert {place for place in FILES if place.endswith(".md")} <= set(read)
    city.write({f"{MATSU}/sokai.md": circular("総会（訂正）")})

    with reading(city) as read:
        builder.build()

    assert set(read) == {f"{MATSU}/sokai.md"}
    with reading(city) as read:
        builder.build()
        touching(builder, *FILES)
    assert read == []


def test_what_changed_just_now_is_read_again(workshop: MakeWorkshop) -> None:
    """It may have changed twice between two ticks of the file system's clock."""
    city = workshop(FILES)
    builder = city.builder()
    builder.build()

    with reading(city) as read:
        builder.build()

    assert f"{MATSU}/sokai.md" in read


@pytest.mark.usefixtures("settled")
def test_another_builder_knows_what_the_last_one_knew(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()

    with reading(city) as read:
        report = city.build()

    assert report.changed_sites == []
    assert report.items == 4
    assert read == []


@pytest.mark.usefixtures("settled")
def test_an_old_file_put_back_with_its_old_time_is_noticed(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    file = city.content / MATSU / "sokai.md"
    os.utime(file, ns=(10**18, 10**18))
    builder = city.builder()
    builder.build()
    changed = circular("総集")  # as many bytes
    assert len(changed.encode()) == file.stat().st_size
    with file.open("r+b") as open_file:  # the same inode
        open_file.write(changed.encode())
    os.utime(file, ns=(10**18, 10**18))

    report = builder.build()

    assert report.changed_sites == [MATSU]
    assert "総集" in (city.output / MATSU / "index.html").read_text("utf-8")


def test_a_mistake_holds_up_all_unless_the_order_is_tolerant(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    builder = city.builder()
    builder.build()
    before = city.digests()
    city.write({f"{UME}/new.md": circular("新"), f"{MATSU}/sokai.md": "---\ntitle: [\n---\n"})
    with pytest.raises(Exception, match=r"sokai\.md"):
        touching(builder, f"{UME}/new.md", f"{MATSU}/sokai.md")
    assert city.digests() == before
    city.write({f"{MATSU}/sokai.md": circular("総会")})

    builder.build()

    assert city.digests() == city.from_scratch()
