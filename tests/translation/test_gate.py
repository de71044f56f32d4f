"""The gate: each reason to refuse, and what passes next to it."""

from __future__ import annotations

import time

import pytest

from plugins.translation.gate import FAULTS, fault
from plugins.translation.said import REASONS
from plugins.translation.scripts import LATIN, script
from tests.translation.models import PHRASES

SOURCE = "⟦0⟧に側溝清掃を行います。"
GOOD = "We will hold the gutter cleaning on ⟦0⟧."


@pytest.mark.parametrize(("japanese", "english"), PHRASES)
def test_what_people_wrote_passes(japanese: str, english: str) -> None:
    assert fault(japanese, english, "en") == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "⟦0⟧将进行边沟清扫。"),
        ("zh-Hant", "⟦0⟧將進行側溝清掃。"),
        ("ko", "⟦0⟧에 도랑 청소를 실시합니다."),
        ("vi", "Chúng tôi sẽ tổ chức dọn rãnh thoát nước vào ⟦0⟧."),
        ("pt-BR", "Faremos a limpeza das valetas em ⟦0⟧."),
        ("tl", "Magsasagawa kami ng paglilinis ng kanal sa ⟦0⟧."),
        ("ne", "⟦0⟧ मा नाली सरसफाइ गरिनेछ।"),
        ("id", "Kami akan mengadakan kerja bakti membersihkan selokan pada ⟦0⟧."),
        ("ru", "⟦0⟧ мы проведём уборку водостоков."),
        ("th", "จะมีการทำความสะอาดรางระบายน้ำใน⟦0⟧"),
        ("my", "⟦0⟧ တွင် ရေမြောင်းသန့်ရှင်းရေး ပြုလုပ်ပါမည်။"),
    ],
)
def test_every_language_passes(language: str, text: str) -> None:
    assert fault(SOURCE, text, language) == ""


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_empty(text: str) -> None:
    assert fault(SOURCE, text, "en") == "empty"


@pytest.mark.parametrize("char", list("\n\x00\x1b\u200b\u202e\u2066\ufeff\ue000\u2028\u200d"))
def test_characters_nobody_sees(char: str) -> None:
    assert fault(SOURCE, f"{GOOD}{char}", "en") == "control"


def test_joiners_where_they_are_written() -> None:
    assert fault("⟦0⟧です。", "⟦0⟧ क्\u200dष हो।", "ne") == ""


@pytest.mark.parametrize("mark", ["⁇", "<unk>", "\ufffd", "▁"])
def test_the_mark_for_the_unknown(mark: str) -> None:
    assert fault(SOURCE, f"{GOOD} {mark}", "en") == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "We will hold the gutter cleaning.",
        "We will hold the gutter cleaning on ⟦0⟧ ⟦0⟧.",
        "We will hold the gutter cleaning on ⟦1⟧.",
        "We will hold the gutter cleaning on ⟦0⟧ at ⟦1⟧.",
        "We will hold the gutter cleaning on ⟦0.",
        "We will hold the gutter cleaning on ⟦ 0⟧.",
        "We will hold the gutter cleaning on ⟦0⟧⟧.",
        "We will hold the gutter cleaning on ⟦０⟧.",
        "We will hold the gutter cleaning on ⟦⟧ ⟦0⟧.",
        "We will hold the gutter cleaning on [0].",
    ],
)
def test_masks(text: str) -> None:
    assert fault(SOURCE, text, "en") == "masks"


def test_masks_may_change_places() -> None:
    assert fault("⟦0⟧に⟦1⟧で清掃を行います。", "Cleaning at ⟦1⟧ on ⟦0⟧.", "en") == ""
    assert fault("⟦1⟧と⟦10⟧の清掃", "Cleaning of ⟦1⟧ and ⟦1⟧0", "en") == "masks"


def test_the_japanese_itself() -> None:
    assert fault("側溝 清掃", "側溝清掃", "en") == "same"
    assert fault("会議は⟦0⟧", "会議は ⟦0⟧", "zh-Hans") == "same"


def test_what_is_the_same_in_both() -> None:
    assert fault("PTA", "PTA", "vi") == ""
    assert fault("⟦0⟧ / ⟦1⟧", "⟦0⟧ / ⟦1⟧", "en") == ""
    assert fault("時間", "時間", "zh-Hant") == ""


@pytest.mark.parametrize("rest", ["の", "ゴミ", "ｺﾞﾐ", "側溝", "ー", "々"])
def test_japanese_left(rest: str) -> None:
    assert fault(SOURCE, f"{GOOD} {rest}", "en") == "japanese"


def test_kanji_are_left_to_chinese() -> None:
    assert fault(SOURCE, "⟦0⟧将进行边沟清扫的。", "zh-Hans") == ""
    assert fault(SOURCE, "⟦0⟧将进行边沟清扫の。", "zh-Hans") == "japanese"
    assert fault(SOURCE, "⟦0⟧에 側溝 청소를 실시합니다.", "ko") == "japanese"


@pytest.mark.parametrize("language", ["ko", "zh-Hans", "ne", "ru"])
def test_another_language_in_another_script(language: str) -> None:
    assert fault(SOURCE, "Clean on ⟦0⟧.", language) == "script"
    assert fault(SOURCE, "नाली ⟦0⟧", "vi") == "script"


@pytest.mark.parametrize("language", ["en", "vi", "ko", "zh-Hans", "ne"])
def test_length(language: str) -> None:
    unit = {"LATIN": "abcdefgh ", "HANGUL": "하마나라 ", "CJK": "天地玄黄"}.get(
        script(language).name, "कखगघ "
    )
    long = "".join(f"{unit}{chr(ord(unit[0]) + n)}" for n in range(26))

    assert fault("お知らせ", long, language) == "length"
    assert (
        fault("回覧板を読みましたら、次の家へ早めに回してください。" * 3, unit, language)
        == "length"
    )


def test_short_words_may_be_long_ones_in_english() -> None:
    assert fault("町会", "Neighborhood association", "en") == ""
    assert fault("⟦0⟧〜⟦1⟧", "⟦0⟧ to the end ⟦1⟧", "en") == "length"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We will hold the the the gutter cleaning on ⟦0⟧."),
        ("en", "The gutter, the gutter, the gutter on ⟦0⟧."),
        ("en", "On ⟦0⟧ hahahahaha."),
        ("en", "On ⟦0⟧ cleancleanclean."),
        ("en", "On ⟦0⟧ aaaa cleaning."),
        (
            "en",
            "Hold the gutter cleaning or hold the gutter cleaning ⟦0⟧, hold the gutter cleaning",
        ),
        ("zh-Hans", "⟦0⟧边沟清扫边沟清扫边沟清扫。"),
        ("zh-Hans", "⟦0⟧清清清清清扫。"),
        ("ko", "⟦0⟧ 도랑 청소 도랑 청소 도랑 청소"),
        ("ne", "⟦0⟧ मा नाली नाली नाली सरसफाइ"),
    ],
)
def test_loops(language: str, text: str) -> None:
    assert fault(SOURCE, text, language) == "repeats"


@pytest.mark.parametrize(
    ("language", "japanese", "text"),
    [
        ("id", "⟦0⟧は子どもたちの行事です。", "⟦0⟧ adalah acara anak-anak."),
        ("tl", "⟦0⟧の切り替え", "⟦0⟧, pagpapapalit"),
        ("en", "第III期は⟦0⟧……", "Phase III is ⟦0⟧……"),
        ("en", "はい、はい、はい、⟦0⟧です", "yes, yes, ⟦0⟧"),
        ("en", "はいはいはいはい、⟦0⟧です", "yes yes yes yes ⟦0⟧"),
        (
            "en",
            "赤組は公園、白組は学校、青組は川",
            "Red at the park, white at the school, blue at the river",
        ),
        ("ne", "⟦0⟧の行事、行事の会場、行事の時間", "⟦0⟧ कार्यक्रम, कार्यक्रम स्थल, कार्यक्रम समय"),
    ],
)
def test_what_only_looks_like_a_loop(language: str, japanese: str, text: str) -> None:
    assert fault(japanese, text, language) == ""


@pytest.mark.parametrize("number", ["3", "2026", "３", "३", "②"])
def test_numbers_from_nowhere(number: str) -> None:
    assert fault(SOURCE, f"{GOOD} {number}", "en") == "digits"


def test_numbers_from_the_japanese() -> None:
    assert fault("Ａ４の紙、②の箱", "A4 paper, box ②", "en") == ""
    assert fault("A4の紙", "A44 paper", "en") == "digits"
    assert fault("A4の紙", "A4 paper 4", "en") == "digits"


@pytest.mark.parametrize(
    "address",
    ["http://x", "www.town", "HTTPS", "a@b", "town.jp", "mailto:x", "ftp x", "Example.com"],
)
def test_addresses_from_nowhere(address: str) -> None:
    assert fault(SOURCE, f"{GOOD} {address}", "en") == "address"


@pytest.mark.parametrize(
    "mark",
    [
        "*",
        "**x**",
        "_x_",
        "`x`",
        "#",
        "[x]",
        "| x",
        "<b>",
        "&lt;",
        "&#xab;",
        "\\",
        "{x}",
        "~~x~~",
        "--",
    ],
)
def test_markup_from_nowhere(mark: str) -> None:
    assert fault(SOURCE, f"{GOOD} {mark}", "en") == "markup"


@pytest.mark.parametrize("start", ["- ", "+ ", ": ", "= "])
def test_what_makes_a_list_of_a_line(start: str) -> None:
    assert fault(SOURCE, f"{start}{GOOD}", "en") == "markup"
    assert fault(f"{start}{SOURCE}", f"{start}{GOOD}", "en") == ""


def test_marks_of_the_japanese_may_stay() -> None:
    assert fault("**清掃**は⟦0⟧です", "**Cleaning** is ⟦0⟧", "en") == ""
    assert fault("**清掃**は⟦0⟧です", "***Cleaning** is ⟦0⟧", "en") == "markup"
    assert fault("R&D会議は⟦0⟧です", "The R&D meeting is ⟦0⟧", "en") == ""


def test_every_reason_is_explained() -> None:
    assert {reason for reason, _ in FAULTS} <= set(REASONS)


def test_a_language_not_listed_is_latin() -> None:
    assert script("sw") is LATIN
    assert script("zh-Hant-TW").name == "CJK"


def test_a_long_text_is_judged_in_a_moment() -> None:
    """No expression of the gate takes time by the square of thousands."""
    source = "".join(chr(0x4E00 + n) for n in range(2000))
    words = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(1500))
    began = time.process_time()

    assert fault(source, words, "en") == "repeats"
    assert fault(source, "ab" * 6000, "en") == "repeats"
    assert fault(source, "x" * 12_000, "en") == "repeats"
    assert fault(source, ("x" * 3 + "y") * 2999 + "z", "en") == "repeats"
    assert fault(source, source, "zh-Hans") == ""
    assert time.process_time() - began < 2
