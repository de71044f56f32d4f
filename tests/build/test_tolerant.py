"""Tolerant builds: a mistake holds up no one but the organization it is in."""

from __future__ import annotations

import shutil

import pytest

from plugins.build import Builder
from plugins.mistakes import ContentError
from plugins.orders import Order, Report
from tests.build.conftest import MakeWorkshop, Workshop
from tests.build.test_again import CITY, FILES, KODOMO, MATSU, NORTH, UME, shown
from tests.build.test_publication import dangling
from tests.conftest import ORGANIZATIONS, circular

TOLERANT = Order(tolerant=True)
WRONG = circular("清掃", date="そのうち")


def touching(builder: Builder, *places: str) -> Report:
    return builder.build(Order(touched=frozenset(places), tolerant=True))


def below(digests: dict[str, str], site: str) -> dict[str, str]:
    return {place: digest for place, digest in digests.items() if place.startswith(f"{site}/")}


def files_with_mistakes(report: Report) -> list[str]:
    return sorted({mistake.path.removeprefix("content/") for mistake in report.mistakes})


def published_once(workshop: MakeWorkshop) -> tuple[Workshop, Builder]:
    city = workshop(FILES)
    builder = city.builder()
    assert builder.build(TOLERANT).mistakes == ()
    return city, builder


@pytest.mark.parametrize("told", [True, False])
def test_a_mistake_in_one_association_holds_up_only_it(told: bool, workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    before = city.digests()
    new: dict[str, str | bytes] = {
        f"{UME}/2026/seiso.md": WRONG,
        f"{UME}/waits.md": circular("待つ"),
        f"{MATSU}/goes.md": circular("行く"),
    }
    city.write(new)

    report = touching(builder, *new) if told else builder.build(TOLERANT)

    assert files_with_mistakes(report) == [f"{UME}/2026/seiso.md"]
    assert report.changed_sites == [MATSU]
    assert "kita/matsu/goes" in shown(city, MATSU)
    assert below(city.digests(), UME) == below(before, UME)


@pytest.mark.parametrize("told", [True, False])
def test_what_others_issue_reaches_the_association_with_a_mistake(
    told: bool, workshop: MakeWorkshop
) -> None:
    city, builder = published_once(workshop)
    new = {f"{UME}/2026/seiso.md": WRONG, f"{CITY}/kuma.md": circular("クマ")}
    city.write({**new})

    report = touching(builder, *new) if told else builder.build(TOLERANT)

    assert report.changed_sites == [MATSU, UME]
    assert shown(city, UME) == {"kuma", "dansui", "kita/kunren", "kita/ume/seiso"}
    assert dangling(city.output) == []


def test_a_mistake_is_told_again_until_it_is_mended(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    city.write({f"{UME}/2026/seiso.md": WRONG})
    wrong = [f"{UME}/2026/seiso.md"]

    assert files_with_mistakes(touching(builder, *wrong)) == wrong
    assert files_with_mistakes(touching(builder, f"{MATSU}/sokai.md")) == wrong
    assert files_with_mistakes(builder.build(TOLERANT)) == wrong
    assert files_with_mistakes(city.builder().build(TOLERANT)) == wrong
    with pytest.raises(ContentError, match=r"seiso\.md"):
        city.build()
    city.write({f"{UME}/2026/seiso.md": circular("側溝清掃")})
    report = touching(builder, *wrong)

    assert (report.mistakes, report.changed_sites) == ((), [UME])
    assert touching(builder, f"{MATSU}/sokai.md").mistakes == ()
    assert city.digests() == city.from_scratch()


def test_a_mistake_is_mended_by_deleting_the_file(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    city.write({f"{UME}/2026/seiso.md": WRONG})
    touching(builder, f"{UME}/2026/seiso.md")
    (city.content / UME / "2026/seiso.md").unlink()

    report = touching(builder, f"{UME}/2026/seiso.md")

    assert report.mistakes == ()
    assert "kita/ume/seiso" not in shown(city, UME)
    assert city.digests() == city.from_scratch()


def test_a_missing_file_holds_a_circular_up_until_it_is_there(workshop: MakeWorkshop) -> None:
    """It may lie in a folder of which nobody tells the association."""
    city, builder = published_once(workshop)
    city.write({f"{UME}/annai.md": circular("案内", "[図](../zu.txt)")})
    assert files_with_mistakes(touching(builder, f"{UME}/annai.md")) == [f"{UME}/annai.md"]
    city.write({f"{NORTH}/zu.txt": "図"})

    report = touching(builder, f"{NORTH}/zu.txt")

    assert report.mistakes == ()
    assert "kita/ume/annai" in shown(city, UME)
    assert city.digests() == city.from_scratch()


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("again", [True, False], ids=["same builder", "another"])
def test_a_city_notice_with_a_mistake_stays_as_it_was_everywhere(
    told: bool, again: bool, workshop: MakeWorkshop
) -> None:
    city, builder = published_once(workshop)
    builder = builder if again else city.builder()
    city.write(
        {f"{CITY}/dansui.md": circular("断水（訂正）", date="明日"), f"{UME}/a.md": circular("一")}
    )
    touched = (f"{CITY}/dansui.md", f"{UME}/a.md")

    report = touching(builder, *touched) if told else builder.build(TOLERANT)

    assert files_with_mistakes(report) == [f"{CITY}/dansui.md"]
    assert report.changed_sites == [UME]
    assert "kita/ume/a" in shown(city, UME)
    for site in (UME, MATSU):
        page = (city.output / site / "items/machi.dansui.html").read_text("utf-8")
        assert "断水します。" in page
        assert "訂正" not in page
    assert dangling(city.output) == []


def test_what_was_never_built_leaves_its_sites_as_they_are(workshop: MakeWorkshop) -> None:
    city, _ = published_once(workshop)
    before = city.digests()
    shutil.rmtree(city.state)
    city.write({f"{UME}/2026/seiso.md": WRONG, f"{MATSU}/new.md": circular("新")})
    builder = city.builder()

    report = builder.build(TOLERANT)

    assert files_with_mistakes(report) == [f"{UME}/2026/seiso.md"]
    assert report.changed_sites == [MATSU]
    assert below(city.digests(), UME) == below(before, UME)
    assert before.keys() <= city.digests().keys()
    city.write({f"{UME}/2026/seiso.md": circular("側溝清掃")})
    assert touching(builder, f"{UME}/2026/seiso.md").changed_sites == [UME]
    assert city.digests() == city.from_scratch()


def test_a_city_that_was_never_built_holds_up_its_sites_and_removes_nothing(
    workshop: MakeWorkshop,
) -> None:
    city, _ = published_once(workshop)
    before = city.digests()
    shutil.rmtree(city.state)
    city.write({f"{CITY}/dansui.md": WRONG, f"{MATSU}/new.md": circular("新")})
    builder = city.builder()

    report = builder.build(TOLERANT)

    assert files_with_mistakes(report) == [f"{CITY}/dansui.md"]
    assert city.digests() == before
    assert report.written == report.removed == 0
    city.write({f"{CITY}/dansui.md": circular("断水")})
    report = touching(builder, f"{CITY}/dansui.md")
    assert report.changed_sites == [MATSU, UME]
    assert "kita/matsu/new" in shown(city, MATSU)
    assert city.digests() == city.from_scratch()


def test_a_group_with_a_mistake_keeps_what_it_issued(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    city.write({f"{KODOMO}/taiso.md": circular("体操")})
    touching(builder, f"{KODOMO}/taiso.md")
    city.write({f"{KODOMO}/taiso.md": WRONG, f"{NORTH}/b.md": circular("二")})

    report = touching(builder, f"{KODOMO}/taiso.md", f"{NORTH}/b.md")

    assert files_with_mistakes(report) == [f"{KODOMO}/taiso.md"]
    assert {"kita/kodomo/taiso", "kita/b"} <= shown(city, UME) & shown(city, MATSU)


def test_a_new_association_with_a_mistake_waits_alone(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    take = f"{NORTH}/take"
    new: dict[str, str | bytes] = {
        f"{take}/organization.toml": 'kind = "association"\nname = { ja = "竹町会" }\n',
        f"{take}/hajime.md": WRONG,
        f"{UME}/a.md": circular("一"),
    }
    city.write(new)

    report = touching(builder, *new)

    assert files_with_mistakes(report) == [f"{take}/hajime.md"]
    assert "kita/ume/a" in shown(city, UME)
    assert not (city.output / take).exists()
    city.write({f"{take}/hajime.md": circular("初めまして")})
    assert touching(builder, f"{take}/hajime.md").changed_sites == [take]
    assert city.digests() == city.from_scratch()


@pytest.mark.parametrize("wrong", ['kind = "club"\n', "kind = \n", "languages = 1\n"])
def test_a_mistake_in_an_organization_holds_up_nothing_else(
    wrong: str, workshop: MakeWorkshop
) -> None:
    city, builder = published_once(workshop)
    toml = f"{UME}/organization.toml"
    city.write({toml: wrong, f"{MATSU}/new.md": circular("新"), f"{UME}/a.md": circular("一")})

    report = touching(builder, toml, f"{MATSU}/new.md", f"{UME}/a.md")

    assert files_with_mistakes(report) == [toml]
    assert {"kita/matsu/new"} <= shown(city, MATSU)
    assert "梅町会" in (city.output / UME / "index.html").read_text("utf-8")
    assert dangling(city.output) == []
    city.write({toml: ORGANIZATIONS[toml]})
    assert touching(builder, toml).mistakes == ()
    assert city.digests() == city.from_scratch()


def test_without_a_good_tree_nothing_is_built(workshop: MakeWorkshop) -> None:
    city, _ = published_once(workshop)
    before = city.digests()
    toml = f"{UME}/organization.toml"
    city.write({toml: "kind = \n", f"{MATSU}/new.md": circular("新"), f"{CITY}/dansui.md": WRONG})

    with pytest.raises(ContentError) as told:
        city.builder().build(TOLERANT)

    assert {mistake.path for mistake in told.value.mistakes} == {
        f"content/{toml}", f"content/{CITY}/dansui.md",
    }  # fmt: skip
    assert city.digests() == before


def test_a_circular_that_lies_nowhere_is_told_and_holds_up_nothing(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    city.write({"stray.md": circular("迷子"), f"{UME}/a.md": circular("一")})

    report = touching(builder, "stray.md", f"{UME}/a.md")

    assert files_with_mistakes(report) == ["stray.md"]
    assert "kita/ume/a" in shown(city, UME)
