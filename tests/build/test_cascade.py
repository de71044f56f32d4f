"""The cascade: who shows what, and that it is made once."""

from __future__ import annotations

import json

from tests.build.conftest import MakeWorkshop, Workshop
from tests.conftest import circular

UME, MATSU = "machi/kita/ume", "machi/kita/matsu"
CITY = {"machi/dansui.md": circular("断水", "断水します。")}


def shown(workshop: Workshop, site: str) -> set[str]:
    index = json.loads((workshop.output / site / "index.json").read_text("utf-8"))
    return {item["id"] for item in index["items"]}


def test_an_item_reaches_everyone_below_its_folder(workshop: MakeWorkshop) -> None:
    city = workshop(
        {
            **CITY,
            "machi/kita/kunren.md": circular("訓練"),
            f"{UME}/2026/seiso.md": circular("清掃"),
            f"{MATSU}/sokai.md": circular("総会"),
        }
    )

    city.build()

    above = {"machi/dansui", "machi/kita/kunren"}
    assert shown(city, UME) == above | {f"{UME}/seiso"}
    assert shown(city, MATSU) == above | {f"{MATSU}/sokai"}


def test_a_groups_items_reach_everyone_below_its_holder(workshop: MakeWorkshop) -> None:
    city = workshop({"machi/kita/kodomo/taiso.md": circular("体操")})

    city.build()

    assert shown(city, UME) == shown(city, MATSU) == {"machi/kita/kodomo/taiso"}


def test_an_inherited_page_is_made_once_and_is_the_same_file(workshop: MakeWorkshop) -> None:
    city = workshop(CITY)

    city.build()

    pages = [city.output / site / "items/machi.dansui.html" for site in (UME, MATSU)]
    assert pages[0].stat().st_ino == pages[1].stat().st_ino
    assert "断水します。" in pages[0].read_text("utf-8")


def test_drafts_stay_at_home(workshop: MakeWorkshop) -> None:
    city = workshop({f"{UME}/a.md": circular("下書き", draft="true"), **CITY})

    city.build()

    assert shown(city, UME) == {"machi/dansui"}
    assert "下書き" not in (city.output / UME / "index.html").read_text("utf-8")


def test_every_site_has_its_pages_in_every_language(workshop: MakeWorkshop) -> None:
    city = workshop({**CITY, "machi/dansui.en.md": "---\ntitle: Water cut\n---\nNo water.\n"})

    city.build()

    names = ("index", "calendar", "safety", "settings", "sealed", "offline", "items/machi.dansui")
    for name in names:
        for folder, language in (("", "ja"), ("en/", "en")):
            page = (city.output / UME / f"{folder}{name}.html").read_text("utf-8")
            assert f'<html lang="{language}"' in page
    english = (city.output / UME / "en/items/machi.dansui.html").read_text("utf-8")
    assert "Water cut" in english
    assert "No water." in english


def test_a_site_is_self_contained(workshop: MakeWorkshop) -> None:
    city = workshop(CITY)

    city.build()

    places = {place.removeprefix(f"{UME}/") for place in city.digests() if place.startswith(UME)}
    assert {
        "index.json", "feed.atom", "manifest.webmanifest", "sw.js", "robots.txt",
        "icons/icon-192.png", "icons/icon-512.png", "icons/maskable-512.png",
    } <= places  # fmt: skip


def test_one_organization_can_be_built_alone(workshop: MakeWorkshop) -> None:
    city = workshop(CITY)
    city.build()
    city.write({f"{UME}/a.md": circular("一"), f"{MATSU}/b.md": circular("二")})

    report = city.build(organization=UME)

    assert report.changed_sites == [UME]
    assert shown(city, UME) == {"machi/dansui", f"{UME}/a"}
    assert shown(city, MATSU) == {"machi/dansui"}


def test_a_removed_association_leaves_nothing_behind(workshop: MakeWorkshop) -> None:
    city = workshop(CITY)
    city.build()
    (city.content / MATSU / "organization.toml").unlink()

    city.build()

    assert not (city.output / MATSU).exists()
    assert (city.output / UME / "index.html").exists()
