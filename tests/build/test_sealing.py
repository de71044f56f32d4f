"""Sealed items: nothing of them in clear, all of them for whoever holds the key."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from plugins.keys import SealError, audience_key, unseal
from tests.build.conftest import SECRET, MakeWorkshop, Workshop
from tests.conftest import circular

UME, MATSU = "machi/kita/ume", "machi/kita/matsu"
MASTER = bytes.fromhex(SECRET)
WORDS = ("訃報", "三ツ橋", "通夜は十八時", "fuho-mitsuhashi", "やすらぎ会館", "弔辞案")
FUHO = circular(
    "訃報（三ツ橋様）", "通夜は十八時から。", audience="members", place="やすらぎ会館",
    attachments="[弔辞案.txt]",
)  # fmt: skip
FILES: dict[str, str | bytes] = {
    f"{UME}/fuho-mitsuhashi.md": FUHO,
    f"{UME}/弔辞案.txt": "三ツ橋様の弔辞案です。",
}


def sealed_entry(city: Workshop, site: str = UME) -> dict[str, Any]:
    index = json.loads((city.output / site / "index.json").read_text("utf-8"))
    (entry,) = index["items"]
    return dict(entry)


def opened(data: str, identifier: str) -> dict[str, Any]:
    raw = urlsafe_b64decode(data + "=" * (-len(data) % 4))
    return dict(json.loads(unseal(audience_key(MASTER, identifier), identifier, raw)))


def test_no_word_of_a_sealed_item_is_in_the_output(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)

    city.build()

    for place in city.digests():
        data = (city.output / place).read_bytes()
        for word in WORDS:
            assert word not in place
            assert word.encode() not in data
            assert json.dumps(word).strip('"').encode() not in data


def test_whoever_holds_the_key_reads_title_text_and_attachment(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()

    entry = sealed_entry(city)
    identifier = f"{UME}:members:1"
    clear = opened(entry["data"][identifier], identifier)
    body_file = city.output / UME / f"sealed/{entry['sealed']}.0.bin"
    body = json.loads(unseal(audience_key(MASTER, identifier), identifier, body_file.read_bytes()))
    attachment = (city.output / UME / body["attachments"][0]["url"]).read_bytes()

    assert entry["keys"] == [identifier]
    assert clear["title"] == {"ja": "訃報（三ツ橋様）"}
    assert clear["id"] == f"{UME}/fuho-mitsuhashi"
    assert clear["url"] == f"sealed.html#{entry['sealed']}"
    assert body["html"]["ja"] == "<p>通夜は十八時から。</p>"
    assert unseal(audience_key(MASTER, identifier), identifier, attachment).decode() == (
        "三ツ橋様の弔辞案です。"
    )


@pytest.mark.parametrize(
    "other", [f"{MATSU}:members:1", f"{UME}:officers:1", f"{UME}:members:2", "machi:members:1"]
)
def test_no_other_key_opens_it(other: str, workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    data = sealed_entry(city)["data"][f"{UME}:members:1"]

    with pytest.raises(SealError):
        opened(data, other)


def test_each_audience_gets_its_own_seal(workshop: MakeWorkshop) -> None:
    city = workshop(
        {f"{UME}/toban.md": circular("当番", audience='["unit:1班", "unit:2班", "group:kodomo"]')}
    )
    city.build()

    entry = sealed_entry(city)

    assert entry["keys"] == [
        f"{UME}:unit:1班:1", f"{UME}:unit:2班:1", "machi/kita:group:kodomo:1",
    ]  # fmt: skip
    assert {opened(data, key)["title"]["ja"] for key, data in entry["data"].items()} == {"当番"}


def test_sealed_pictures_are_not_published_in_clear(workshop: MakeWorkshop) -> None:
    city = workshop(
        {f"{UME}/fuho.md": circular(audience="members", body="![](a.txt) [案](a.txt)"),
         f"{UME}/a.txt": "ひみつ"}
    )  # fmt: skip
    city.build()
    entry = sealed_entry(city)
    identifier = entry["keys"][0]
    body = json.loads(
        unseal(
            audience_key(MASTER, identifier),
            identifier,
            (city.output / UME / f"sealed/{entry['sealed']}.0.bin").read_bytes(),
        )
    )

    assert not (city.output / UME / "files").exists()
    assert 'data-sealed="sealed/' in body["html"]["ja"]
    assert "kairan-root" not in body["html"]["ja"]


def test_sealing_is_reproducible_and_depends_on_the_text(workshop: MakeWorkshop) -> None:
    city = workshop(FILES)
    city.build()
    first = sealed_entry(city)["data"]
    city.build()
    again = sealed_entry(city)["data"]
    city.write({f"{UME}/fuho-mitsuhashi.md": FUHO.replace("十八時", "十九時")})
    city.build()
    changed = sealed_entry(city)["data"]

    assert first == again
    assert changed != first
    nonces = {urlsafe_b64decode(d[:16]) for d in [*first.values(), *changed.values()]}
    assert len(nonces) == 2
