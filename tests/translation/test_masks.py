"""Masks: what is taken out of a segment, and that it comes back whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plugins.languages import LANGUAGES, language
from plugins.translation.masks import MaskError, mask

JAPANESE = language("ja")
CONTENT = Path(__file__).parent.parent.parent / "content"
EXAMPLES = settings(
    max_examples=600,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
NAMES = {
    "栄町": {"en": "Sakae-machi", "ko": "사카에마치"},
    "栄町集会所": {"en": "Sakae-machi Meeting House"},
    "栄": {"en": "Sakae"},
    "みなと市": {"en": "Minato City"},
    "はまなす": {"en": "Hamanasu"},
    "サロン": {"en": "Salon"},
    "LINE": {"en": "LINE"},
    "1丁目公園": {"en": "Itchome Park"},
    "山田 花子": {"en": "Yamada Hanako"},
}

MARKDOWN = [
    ("`令和8年`と書く", "⟦0⟧と書く", ["`令和8年`"]),
    ("``a`b``", "⟦0⟧", ["``a`b``"]),
    ("[案内](https://a.jp/x_(1).html \"題\")へ", "⟦0⟧案内⟦1⟧へ", ["[", '](https://a.jp/x_(1).html "題")']),
    ("![地図](map.png)", "⟦0⟧地図⟦1⟧", ["![", "](map.png)"]),
    ("![地図](map.png){: .wide}", "⟦0⟧地図⟦1⟧", ["![", "](map.png){: .wide}"]),
    ("[規約][kiyaku]を", "⟦0⟧規約⟦1⟧を", ["[", "][kiyaku]"]),
    ("[規約][]を", "⟦0⟧規約⟦1⟧を", ["[", "][]"]),
    ("[kiyaku]: https://a.jp/ \"題\"", "⟦0⟧", ["[kiyaku]: https://a.jp/ \"題\""]),
    ("本文[^1]。", "本文⟦0⟧。", ["[^1]"]),
    ("<https://a.jp/>と<a@b.jp>", "⟦0⟧と⟦1⟧", ["<https://a.jp/>", "<a@b.jp>"]),
    ("https://a.jp/?q=1&r=2、", "⟦0⟧、", ["https://a.jp/?q=1&r=2"]),
    ("（www.city.example.lg.jp）", "（⟦0⟧）", ["www.city.example.lg.jp"]),
    ("city.example.jp/a を", "⟦0⟧ を", ["city.example.jp/a"]),
    ("jim.u+x@city.example.jp へ", "⟦0⟧ へ", ["jim.u+x@city.example.jp"]),
    ("雨<br>雪", "雨⟦0⟧雪", ["<br>"]),
    ('<span class="a">雨</span>', "⟦0⟧雨⟦1⟧", ['<span class="a">', "</span>"]),
    ("見出し{: #a .b}", "見出し⟦0⟧", ["{: #a .b}"]),
    ("**必ず**と*注*と__強__と~~消~~", "⟦0⟧必ず⟦1⟧と⟦2⟧注⟦3⟧と⟦4⟧強⟦5⟧と⟦6⟧消⟦7⟧",
     ["**", "**", "*", "*", "__", "__", "~~", "~~"]),
    ("**3,600円**です", "⟦0⟧です", ["**3,600円**"]),
    ("[076-000-1000](tel:0760001000)へ", "⟦0⟧へ", ["[076-000-1000](tel:0760001000)"]),
    (r"1\. 雨\*", "⟦0⟧⟦1⟧ 雨⟦2⟧", ["1", r"\.", r"\*"]),
    ("雨&amp;雪&#169;", "雨⟦0⟧雪⟦1⟧", ["&amp;", "&#169;"]),
    ("⟦0⟧と⟧", "⟦0⟧⟦1⟧⟦2⟧と⟦3⟧", ["⟦", "0", "⟧", "⟧"]),
    ("電話（０７６）０００－１３３０", "電話⟦0⟧", ["（０７６）０００－１３３０"]),
    ("076(000)1330 内線 12", "⟦0⟧ ⟦1⟧", ["076(000)1330", "内線 12"]),
    ("0120-000-000、09000000000", "⟦0⟧、⟦1⟧", ["0120-000-000", "09000000000"]),
    ("〒９２０－００００", "⟦0⟧", ["〒９２０－００００"]),
    ("[注]（10月4日）", "⟦0⟧注⟦1⟧（⟦2⟧）", ["[", "]", "10月4日"]),
    ("①②", "⟦0⟧", ["①②"]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "things"), MARKDOWN)
def test_markdown_and_addresses_are_masked(source: str, text: str, things: list[str]) -> None:
    masked = mask(source, {})

    assert masked.text == text
    assert [thing.source for thing in masked.things] == things


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("栄町集会所で", "⟦0⟧で"),
        ("栄町の集会所で", "⟦0⟧の集会所で"),
        ("栄町町会", "⟦0⟧町会"),
        ("栄町会", "栄町会"),
        ("新栄町", "新栄町"),
        ("みなと市栄町1丁目", "⟦0⟧⟦1⟧⟦2⟧"),
        ("栄・川口", "⟦0⟧・川口"),
        ("繁栄", "繁栄"),
        ("サロンで", "⟦0⟧で"),
        ("ヘアサロン", "ヘアサロン"),
        ("ふれあいサロン「はまなす」", "ふれあい⟦0⟧「⟦1⟧」"),
        ("ONLINE", "ONLINE"),
        ("ＬＩＮＥで", "⟦0⟧で"),
        ("1丁目公園", "⟦0⟧"),
        ("山田　花子さん", "⟦0⟧さん"),
    ],
)
def test_names_are_found_as_words(source: str, text: str) -> None:
    masked = mask(source, NAMES)

    assert masked.text == text
    assert masked.filled(text, JAPANESE) == source


def test_a_name_not_given_in_a_language_is_english_where_kanji_are_not_read() -> None:
    masked = mask("栄町集会所と栄町", NAMES)

    english = masked.filled("⟦0⟧ and ⟦1⟧", language("en"))
    korean = masked.filled("⟦0⟧ 및 ⟦1⟧", language("ko"))

    assert english == "Sakae-machi Meeting House and Sakae-machi"
    assert korean == "Sakae-machi Meeting House 및 사카에마치"
    assert masked.filled("⟦0⟧和⟦1⟧", language("zh-Hant")).startswith("栄町集会所和")


@pytest.mark.parametrize(
    ("source", "translated", "code", "expected"),
    [
        ("**必ず**閉める", "⟦0⟧ Always ⟦1⟧ close it", "en", "**Always** close it"),
        ("栓を**必ず**閉める", "Please⟦0⟧always⟦1⟧close it", "en", "Please **always** close it"),
        ("**3,600円**です", "It is⟦0⟧.", "en", "It is **3,600 yen**."),
        ("約3時間です", "Cerca de⟦0⟧de espera", "pt-BR", "Cerca de 3 horas de espera"),
        ("10月4日に", "⟦0⟧에", "ko", "10월 4일에"),
        ("10月4日に", "⟦0⟧在公园", "zh-Hans", "10月4日在公园"),
        ("12 34", "⟦0⟧⟦1⟧", "zh-Hans", "12 34"),
        ("2班 −4℃", "⟦0⟧⟦1⟧", "en", "block 2 -4°C"),
        ("3割 5人", "⟦0⟧⟦1⟧", "vi", "30% 5 người"),
        ("[案内](a.md)を", "See ⟦0⟧ the notice ⟦1⟧.", "en", "See [the notice](a.md)."),
        ("[規約][]を", "⟦0⟧rules⟦1⟧", "en", "[rules][規約]"),
    ],
)
def test_words_and_things_stand_apart(
    source: str, translated: str, code: str, expected: str
) -> None:
    assert mask(source, {}).filled(translated, language(code)) == expected


@pytest.mark.parametrize(
    ("source", "code", "expected"),
    [
        ("10月3日（土）、4日（日）。", "en", "Saturday, October 3, Sunday the 4th."),
        ("（10月4日）", "vi", "(4 tháng 10)"),
        ("1人500円", "pt-BR", "1 pessoa 500 ienes"),
        ("076-000-1330（内線12）", "en", "076-000-1330 (ext. 12)"),
        ("10月3日（土）、4日（日）", "zh-Hans", "10月3日星期六、4日星期日"),
    ],
)
def test_what_is_bare_is_written_by_rule(source: str, code: str, expected: str) -> None:
    masked = mask(source, {})

    assert masked.bare
    assert masked.filled(masked.text, language(code)) == expected


def test_words_are_not_bare() -> None:
    assert not mask("10月4日まで", {}).bare
    assert mask("", {}).bare


@pytest.mark.parametrize(
    ("translated", "told"),
    [
        ("by ⟦0⟧", "⟦1⟧ is missing"),
        ("⟦0⟧ ⟦1⟧ ⟦1⟧ ⟦2⟧", "⟦1⟧ stands 2 times"),
        ("⟦0⟧ ⟦1⟧ ⟦2⟧ ⟦3⟧", "⟦3⟧ is not in the source"),
        ("⟦0⟧ ⟦01⟧ ⟦1⟧ ⟦2⟧", "⟦01⟧ is not in the source"),
        ("⟦1⟧ water ⟦0⟧ ⟦2⟧", "⟦1⟧ closes what is not open"),
        ("⟦0⟧ ⟦1⟧ ⟦2⟧ ⟦", "a ⟦ or ⟧ belongs to no mask"),
        ("⟦0⟧ ⟦1⟧ ⟦2⟧ ⟦x⟧", "a ⟦ or ⟧ belongs to no mask"),
    ],
)
def test_a_broken_translation_is_refused(translated: str, told: str) -> None:
    masked = mask("[水](a.md)は10月4日", {})

    with pytest.raises(MaskError, match=re.escape(told)):
        masked.filled(translated, language("en"))


PIECES = [
    *"aA1９ 　.,、。・（）()[]{}<>*_~`!#&@:/\\-－〜～⟦⟧日月年時分円人第祝一十\n\r\u2028٣①²ー〒+%",
    "10月4日", "（日）", "令和8年", "午前8時", "から", "まで", "1,000円", "](", "![", "**", "https://a.jp",
    "a@b.jp", "076-000-1000", "栄町", "土曜日", "2〜3回", "マイナス", "震度5強", "&amp;", "{: .a}", "⟦0⟧",
    "R8.10.4", "24:00", "3分の2", "年度", "万", "午後12時", "0円", "割", "1〜0万円",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall("⟦([0-9]+)⟧", text)]


@EXAMPLES
@given(TEXTS, st.booleans())
@example("⟦0⟧", False)
@example("1〜0万円", False)
def test_any_text_comes_back_as_it_was(text: str, named: bool) -> None:
    masked = mask(text, NAMES if named else {})

    assert masked.filled(masked.text, JAPANESE) == text
    assert numbers(masked.text) == list(range(len(masked.things)))
    for each in LANGUAGES.values():
        masked.filled(masked.text, each)


DAYS = st.builds("{}月{}日{}".format, st.integers(1, 12), st.integers(1, 28), st.sampled_from(["", "（日）", "(月・祝)"]))  # fmt: skip
TIMES = st.one_of(
    st.builds("{}{}時{}".format, st.sampled_from(["", "午前", "午後"]), st.integers(0, 12), st.sampled_from(["", "半", "30分"])),
    st.builds("{}:{:02}".format, st.integers(0, 24), st.integers(0, 59)),
)  # fmt: skip
AMOUNTS = st.builds(
    "{:,}{}".format,
    st.integers(0, 99999),
    st.sampled_from(["円", "人", "世帯", "枚", "灯", "", "か所", "％", "kg", "回目", "日間", "班", "分", "番地"]),
)  # fmt: skip
OTHERS = st.sampled_from([
    "**必ず**", "`表`", "[案内](https://a.jp/x?y=1)", "a@b.jp", "https://a.jp/1_2*3", "０７６－０００－１０００",
    "〒920-0000", "第2・第4土曜日", "R8.10.4", "令和8年度", "A4", "2〜3回", "震度5強", "~~中止~~", "_注_", "[^1]",
])  # fmt: skip
WORDS = st.sampled_from(
    [
        "は",
        "から",
        "まで",
        "に集合し、",
        "の",
        "、",
        "までに提出してください。",
        "〜",
        " ",
        "（",
        "）",
        "約",
    ]
)
WIDE = str.maketrans("0123456789:,", "０１２３４５６７８９：，")
SENTENCES = st.lists(
    st.tuples(st.one_of(DAYS, TIMES, AMOUNTS, OTHERS), WORDS), min_size=1, max_size=6
)
REMAINS = re.compile(r"\d|[@*_`\[\]<>]|~~|://")


@EXAMPLES
@given(SENTENCES, st.booleans())
def test_nothing_that_must_not_be_translated_remains(
    parts: list[tuple[str, str]], wide: bool
) -> None:
    text = "".join(
        (thing.translate(WIDE) if wide and "://" not in thing else thing) + word
        for thing, word in parts
    )
    masked = mask(text, {})

    assert not REMAINS.search(re.sub("⟦[0-9]+⟧", "", masked.text))
    assert masked.filled(masked.text, JAPANESE) == text


def test_every_circular_comes_back_as_it_was() -> None:
    lines = {
        line for file in CONTENT.rglob("*.md") for line in file.read_text("utf-8").splitlines()
    }
    assert len(lines) > 1000
    for line in lines:
        masked = mask(line, NAMES)
        assert masked.filled(masked.text, JAPANESE) == line
        assert not REMAINS.search(re.sub("⟦[0-9]+⟧", "", masked.text)), line
        for each in LANGUAGES.values():
            masked.filled(masked.text, each)
