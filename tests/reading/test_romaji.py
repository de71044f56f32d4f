"""Names in Latin letters, by the rules for passports."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.mistakes import Mistakes
from plugins.organizations import Organization
from plugins.reading.romaji import romaji
from plugins.translation.glossaries import glossary_of


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("こだつの", "Kodatsuno"),
        ("なんば", "Namba"),
        ("ほんまち", "Hommachi"),
        ("はっちょう", "Hatcho"),
        ("にっぽんばし", "Nippombashi"),
        ("おおさか", "Osaka"),
        ("ゆうき", "Yuki"),
        ("しんじゅく", "Shinjuku"),
        ("ふじい", "Fujii"),
        ("づし", "Zushi"),
        ("いのうえ", "Inoue"),
        ("まつうら", "Matsuura"),
        ("ふぁみりー", "Famiri"),
    ],
)
def test_a_name_as_signs_write_it(kana: str, letters: str) -> None:
    assert romaji(kana) == letters


def test_names_in_a_reading_list_are_names_to_translators(tmp_path: Path) -> None:
    (tmp_path / "shi").mkdir()
    (tmp_path / "shi/readings.csv").write_text("小立野,こだつの,地名\n側溝,そっこう\n")
    city = Organization("shi", "city", {"ja": "金沢市"}, words="1")

    found = glossary_of([city], tmp_path, Mistakes(tmp_path))

    assert found.names == {"小立野": {"en": "Kodatsuno"}, "金沢市": {}}
