"""Glossaries: terms and names inherited down the tree, each mistake told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.mistakes import Mistakes
from plugins.organizations import Organization
from plugins.translation.glossaries import Glossary, glossary_of, read_glossary


def read(tmp_path: Path, text: str | bytes) -> tuple[Glossary, list[tuple[int, str, str, str]]]:
    file = tmp_path / "glossary.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    mistakes = Mistakes(tmp_path)
    found = read_glossary(file, mistakes)
    return found, [(m.line, m.code, m.ja, m.en) for m in mistakes.found]


def test_terms_and_names(tmp_path: Path) -> None:
    found, told = read(tmp_path, "ja,en,vi\n集会所,hall,nhà\n@栄公園,Sakae Park,\n")

    assert found.terms == {"集会所": {"en": "hall", "vi": "nhà"}}
    assert found.names == {"栄公園": {"en": "Sakae Park"}}
    assert told == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    found, told = read(tmp_path, 'ja,en\r\n集会所,"hall, big"\r\n\r\n'.encode(encoding))

    assert found.terms == {"集会所": {"en": "hall, big"}}
    assert told == []


def test_a_term_may_say_the_same_as_another(tmp_path: Path) -> None:
    found, told = read(tmp_path, "ja,en\n会館,=集会所\n公会堂,=会館\n集会所,hall\n")

    assert {term: said["en"] for term, said in found.terms.items()} == {
        "会館": "hall",
        "公会堂": "hall",
        "集会所": "hall",
    }
    assert told == []


def test_a_loop_is_told_and_says_nothing(tmp_path: Path) -> None:
    found, told = read(tmp_path, "ja,en\n会館,=集会所\n集会所,=会館\n班,block\n")

    assert found.terms == {"会館": {}, "集会所": {}, "班": {"en": "block"}}
    assert {line for line, code, _, _ in told if code == "glossary.loop"} == {2}
    assert "たがいに指し合っています" in told[0][2]
    assert "refer to each other" in told[0][3]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("集会所,hall\n", 1, "glossary.header"),
        ("en,vi\nhall,nhà\n", 1, "glossary.header"),
        ("", 1, "glossary.header"),
        ("ja,en\n,hall\n", 2, "glossary.term"),
        ("ja,en\n班,block\n班,unit\n", 3, "glossary.twice"),
        ("ja,en\n班,=組\n", 2, "glossary.reference"),
        ("ja,en,en\n班,block,\n", 1, "glossary.header"),
        ("ja,EN\n班,block\n", 1, "glossary.header"),
        ('ja,en\n班,"block\n組,unit\n', 3, "glossary.csv"),
        (b"ja,en\n\x81\x39\xff,hall\n", 0, "glossary.encoding"),
    ],
)
def test_a_mistake_is_told_at_its_line(
    tmp_path: Path, text: str | bytes, line: int, code: str
) -> None:
    _, told = read(tmp_path, text)

    assert [(at, which) for at, which, _, _ in told] == [(line, code)]


def test_the_nearer_organization_says_it(tmp_path: Path) -> None:
    for folder, text in (
        ("shi", "ja,en\n会館,hall\n班,unit\n"),
        ("shi/ku", "ja,en,vi\n会館,house,nhà\n"),
    ):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "glossary.csv").write_text(text)
    chain = [
        Organization("shi/ku", "association", {"ja": "栄町会", "en": "Sakae"}, words="1"),
        Organization("shi", "city", {"ja": "みなと市", "en": "Minato City"}, words="2"),
    ]

    found = glossary_of(chain, tmp_path, Mistakes(tmp_path))

    assert found.terms == {"会館": {"en": "house", "vi": "nhà"}, "班": {"en": "unit"}}
    assert found.names == {"みなと市": {"en": "Minato City"}, "栄町会": {"en": "Sakae"}}
