"""The digest: changes with what an officer wrote, and with nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from plugins.cache import Cache
from plugins.circular_files import read_circulars
from plugins.items import Item, render_item
from plugins.mistakes import Mistakes
from plugins.organization_files import read_tree
from plugins.rendering import Rendering
from tests.build.conftest import MakeWorkshop
from tests.conftest import circular

UME = "machi/kita/ume"
EVENT = {"kind": "event", "starts": "2026-11-22 08:00", "deadline": "2026-11-20"}


def digest(text: str, workshop: MakeWorkshop, **files: str) -> str:
    city = workshop({f"{UME}/a.md": text, **{f"{UME}/{k}.txt": v for k, v in files.items()}})
    city.build()
    index = json.loads((city.output / UME / "index.json").read_text("utf-8"))
    (entry,) = index["items"]
    return str(entry["digest"])


@pytest.mark.parametrize(
    "changed",
    [
        circular("餅つき", **EVENT),
        circular("清掃", body="別の本文", **EVENT),
        circular("清掃", **{**EVENT, "starts": "2026-11-22 09:00"}),
        circular("清掃", **{**EVENT, "deadline": "2026-11-21"}),
        circular("清掃", headcount="5", **EVENT),
        circular("清掃", place="公園", **EVENT),
        circular("清掃", questions="[{label: 何, choices: [甲, 乙]}]", **EVENT),
    ],
)
def test_it_changes_with_what_readers_see(changed: str, workshop: MakeWorkshop) -> None:
    assert digest(circular("清掃", **EVENT), workshop) != digest(changed, workshop)


def test_it_changes_with_an_attachment(workshop: MakeWorkshop) -> None:
    text = circular(attachments="[b.txt]")

    assert digest(text, workshop, b="一") != digest(text, workshop, b="二")


@pytest.mark.parametrize(
    "same", [circular("清掃", notify="false", **EVENT), circular("清掃", slug="a", **EVENT)]
)
def test_it_stays_when_readers_see_the_same(same: str, workshop: MakeWorkshop) -> None:
    assert digest(circular("清掃", **EVENT), workshop) == digest(same, workshop)


def test_a_newer_renderer_is_no_correction(workshop: MakeWorkshop) -> None:
    city = workshop({f"{UME}/a.md": circular("清掃")})
    (circular_,) = read_circulars(
        read_tree(city.content), [city.content / UME / "a.md"], Mistakes(city.content)
    )
    item, _ = render_item(circular_, Cache(city.state), city.content)
    newer: Item = replace(item, renderings={"ja": Rendering("<p class='new'>別の見せ方</p>", ())})

    assert newer.digest == item.digest
