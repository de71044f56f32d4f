"""The list an organization keeps: how it is read, what is wrong with it, whom it holds for."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.mistakes import Mistakes
from plugins.organization_files import read_tree
from plugins.reading.readings import combined, default_readings, read_readings, readings_of
from plugins.reading.words import words
from tests.conftest import WriteContent

TEXT = "漢字,よみ\n小立野,こだつの\n取り扱い,トリアツカイ,ひとこと\n\n# 名字\n角,ｽﾐ\n"
WANTED = {"小立野": "こだつの", "取り扱い": "とりあつかい", "角": "すみ"}


def read(tmp_path: Path, raw: bytes) -> tuple[dict[str, str], Mistakes]:
    file = tmp_path / "content" / "readings.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(raw)
    mistakes = Mistakes(tmp_path / "content")
    return read_readings(file, mistakes), mistakes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("comma", [",", "\t", "，", "、"])
def test_as_spreadsheets_and_hands_write_it(
    tmp_path: Path, encoding: str, newline: str, comma: str
) -> None:
    text = TEXT.replace("\n", newline).replace(",", comma)

    readings, mistakes = read(tmp_path, text.encode(encoding))

    assert readings == WANTED
    assert mistakes.found == []


def test_quoted_and_padded_cells_and_empty_rows(tmp_path: Path) -> None:
    readings, mistakes = read(tmp_path, '"小立野" , "こだつの"\n,,\n　角　,　すみ,,\n'.encode())

    assert readings == {"小立野": "こだつの", "角": "すみ"}
    assert mistakes.found == []


# name: (file, code, line, words in the Japanese, words in the English)
MISTAKES: dict[str, tuple[bytes, str, int, str, str]] = {
    "no reading": ("角,すみ\n小立野\n".encode(), "readings.missing", 2, "よみがありません", "has no reading"),
    "no kanji": ("こだつの,小立野\n".encode(), "readings.no-kanji", 1, "漢字を先に", "kanji first"),
    "no kana": ("小立野,kodatsuno\n".encode(), "readings.kana", 1, "ひらがなだけで", "hiragana only"),
    "kana that do not fit": ("取り扱い,とあつかい\n".encode(), "readings.mismatch", 1, "合いません", "Correct either"),
    "two readings": ("角,すみ\n角,かど\n".encode(), "readings.twice", 2, "「すみ」とも", "'すみ'"),
    "no text": (b"\x81\xff\xfe\x00", "readings.encoding", 0, "CSV UTF-8", "CSV UTF-8"),
    "huge": ("小立野,こだつの\n".encode() * 60_000, "readings.too-big", 0, "MB", "MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_line_and_remedy(tmp_path: Path, name: str) -> None:
    raw, code, line, japanese, english = MISTAKES[name]

    _, mistakes = read(tmp_path, raw)

    assert [(m.code, m.path, m.line) for m in mistakes.found] == [
        (code, "content/readings.csv", line)
    ]
    assert japanese in mistakes.found[0].ja
    assert english in mistakes.found[0].en


def test_the_sound_lines_of_a_list_with_a_mistake_hold(tmp_path: Path) -> None:
    readings, _ = read(tmp_path, "小立野\n角,すみ\n".encode())

    assert readings == {"角": "すみ"}


def test_the_nearer_organization_wins(write_content: WriteContent) -> None:
    content = write_content(
        {
            "machi/readings.csv": "角,かど\n小立野,こだつの\n",
            "machi/kita/ume/readings.csv": "角,すみ\n",
            "machi/kita/matsu/readings.csv": "角,\n",
        }
    )
    tree = read_tree(content)
    mistakes = Mistakes(content)

    ume = readings_of(tree.chain("machi/kita/ume"), content, mistakes)
    kita = readings_of(tree.chain("machi/kita"), content, mistakes)

    assert (ume["角"], ume["小立野"]) == ("すみ", "こだつの")
    assert kita["角"] == "かど"
    assert mistakes.found == []
    assert readings_of(tree.chain("machi/kita/matsu"), content, mistakes)["角"] == "かど"
    assert [m.path for m in mistakes.found] == ["content/machi/kita/matsu/readings.csv"]


def test_an_organizations_name_may_have_its_reading_beside_it(write_content: WriteContent) -> None:
    content = write_content(
        {
            "machi/kita/ume/organization.toml": 'kind = "association"\n'
            '[name]\nja = "角梅町会"\nja-Hira = "すみうめちょうかい"\n'
        }
    )
    tree = read_tree(content)

    readings = readings_of(tree.chain("machi/kita/ume"), content, Mistakes(content))

    assert readings["角梅町会"] == "すみうめちょうかい"


def test_our_own_words_hold_where_nobody_says_else() -> None:
    assert combined([])["避難所"] == "ひなんじょ"
    assert combined([{"避難所": "ひなんしょ"}])["避難所"] == "ひなんしょ"


def test_our_own_list_is_sound() -> None:
    file = Path("plugins/reading/readings_default.csv").resolve()
    mistakes = Mistakes(file.parent)

    assert read_readings(file, mistakes) == default_readings()
    assert mistakes.found == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("町会へ", ["町会"]),
        ("下町会館", []),
        ("鳴瀬川沿い", ["鳴瀬川"]),
        ("町会長と町会", ["町会長", "町会"]),
        ("町会名簿", ["町会"]),
        ("千草川町会", ["町会"]),
    ],
)
def test_listed_words_are_found_whole(text: str, wanted: list[str]) -> None:
    listed = combined([{"町会": "ちょうかい", "鳴瀬川": "なるせがわ", "草川町": "くさかわまち"}])

    found = listed.found(text, words(text))

    assert [text[start:end] for start, end, _ in found] == wanted
