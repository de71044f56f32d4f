"""Segments: cut out of the Markdown and put back without a byte or a block changed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plugins.rendering import render
from plugins.translation.segments import put_back, segments

CONTENT = Path(__file__).parents[2] / "content"
EXAMPLES = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
INLINE = {
    "a", "abbr", "b", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "s", "small", "span",
    "strong", "sub", "sup", "u",
}  # fmt: skip

WORDS = [
    "清掃。", "集合は8時。雨天中止！", "「火事だ。」と叫ぶ。", "**危険。近寄らない。**次へ。", "10月3日（日）",
    "[市の頁。](https://a.jp/?b=1#c)へ", "`kairan up`を押す", "注[^1]です。次です。", "![絵](p.jpg)", "<b>太い。</b>字",
    "（小雨。決行）", "a\\|b", "一<br>二", "あ<!-- い -->う", "誰？と聞く。", "※ 要予約", "①受付", "○○町会", "→ 体育館",
    "水、茶 {: .red }", "1.5キロ", "#1班", "a | b", "[注]: 明日 休み", "あ　い。　う", "**太字**{: .x }。次",
]  # fmt: skip
BLOCKS = [
    "# {}", "## {} ##", "■ {}", "## ■ {}", "{}\n=====", "{}\n-----", "{}\n{}", "{}  \n{}", "{}\\\n{}", "　{}",
    "- {}\n- {}", "- {}\n    - {}\n    - {}\n- {}", "1. {}\n2. {}\n    - {}", "・{}\n・{}", "{}\n・{}",
    "・{}\n　○{}", "（1） {}\n（2） {}", "１．{}\n２．{}", "1) {}\n2) {}", "※{}", "- ・ {}", "- {}\n\n    {}\n\n        コード",
    "| {} | {} |\n| --- | :-: |\n| {} | {} |\n| {} |", "あ | い\n--|--\nう | え", "| {} |\n|---|\n| {} |",
    "> {}\n> {}", "> - {}\n> - {}", "> # {}\n>\n> {}", "語\n:   {}\n:   {}", "語\n\n:   {}\n\n    {}",
    "[^1]: {}\n    {}", "[^2]: {}\n\n    {}", "[a]: https://a.jp \"題\"", "[b]:\nhttps://b.jp\n\"題\"",
    "{}\n{{: #x }}", "## {} {{: .y }}", "---", "* * *",
]  # fmt: skip
KEPT = [
    "```\n・秘\n\n密。\n```", "~~~\n秘密。\n~~~", "    秘密。\n    - 秘", "<div>\n秘密。\n\n秘\n</div>", "<p>秘密。</p>",
    "<!-- 秘密。 -->", "<table>\n<tr><td>秘</td></tr>\n</table>", "あ`秘\n密`い",
]  # fmt: skip
PIECES = [
    *WORDS, *KEPT, "\n", "\n\n", "\n", " ", "    ", "\t", "　", "- ", "* ", "+ ", "1. ", "#", "> ", "|", "`", "**", "*",
    "_", "[", "]", "(", ")", "<", ">", "{", "}", ":", "\\", "\r\n", "\r", "「", "」", "（", "）", "。", "！", "？", "===", "---",
    "```", "~~~", "[^1]:", "[a]: b", "・", "■", "  \n", "\u2028", "\x0b", "&amp;", "😀", "字", "a", "०", "|--|--|\n", "---\n",
    "title: x\n", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "\x02", "\ufeff", "\x00",
]  # fmt: skip
# What a machine or a person may say that would be a mark where it is put.
MARKED = [
    "1. Reception", "12) x", "（1） x", "# Head", "#", "> Quote", "- item", "+ item", "* item", "・item", "■ Head", "a | b",
    "|", "| a |", ": word", "[^9]: note", "[x]: https://a.jp", "---", "===", "x\n\n# y", "x\n- y", "~~~", "```", "```x```",
    "<div>x", "</div> x", "<!-- x", "<script>x", "x `y", "`a|b`", "x {: #y }", "{: .x }", "x\\", "x |\\", "x #", "x  ", "",
    "    code", "\tcode", "　1．x", "2026. x", "x\u2028# y", "\\| x", "\\", "[a]:", "&#35; x", "○ x", "１）x", "a <b", "{", "x}",
    "<b>x", "\x02x\x03", "-", "1.", "x ``y` | z``",
]  # fmt: skip
FRONT_MATTER = "---\ntitle: 秘密。\ndate: 2026-11-01\n---\n"

random_texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@st.composite
def structured_texts(draw: st.DrawFn) -> str:
    """Blocks as officers write them, below one another."""
    blocks = []
    for block in draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6)):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=8, max_size=8))
        blocks.append(block.format(*words))
    return draw(st.sampled_from(["\n\n", "\n\n", "\n"])).join(blocks) + "\n"


def files() -> list[Path]:
    return sorted(CONTENT.rglob("*.md"))


def texts_of(markdown: str) -> list[str]:
    return [segment.text for segment in segments(markdown)]


def replaced(markdown: str, text: str, *, spaced: bool = True) -> str:
    found = segments(markdown)
    return put_back(markdown, found, [text] * len(found), spaced=spaced)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in INLINE:
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.tags.append(f"/{tag}")


def structure(markdown: str) -> list[str]:
    """The tags of the blocks and line breaks a text is rendered to."""
    parser = _Tags()
    parser.feed(render(markdown.replace("\r\n", "\n").replace("\r", "\n"), lambda name: None).html)
    return parser.tags


def neutral(text: str) -> str:
    """A word, with the notes of what it replaces: those are in the order they are called."""
    return "word" + "".join(re.findall(r"\[\^\d\]", text))


def check_spans(markdown: str) -> None:
    place = 0
    for segment in segments(markdown):
        assert place <= segment.start < segment.end
        assert segment.text == markdown[segment.start : segment.end]
        assert segment.text == segment.text.strip()
        assert any(char.isalnum() for char in segment.text)
        assert not re.search(r"[\r\n]", segment.text)
        place = segment.end


def check_round_trip(markdown: str) -> None:
    found = segments(markdown)
    itself = [segment.text for segment in found]

    assert put_back(markdown, found, [None] * len(found), spaced=True) == markdown
    assert put_back(markdown, found, itself, spaced=True) == markdown
    assert put_back(markdown, found, itself, spaced=False) == markdown


@EXAMPLES
@given(st.one_of(random_texts, structured_texts(), st.text()))
def test_what_is_cut_out_goes_back_to_the_byte(markdown: str) -> None:
    for text in (markdown, FRONT_MATTER + markdown, markdown.replace("\n", "\r\n")):
        check_spans(text)
        check_round_trip(text)


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_the_sample_city_goes_back_to_the_byte(file: Path) -> None:
    markdown = file.read_bytes().decode()

    check_spans(markdown)
    check_round_trip(markdown)
    assert structure(replaced(markdown, "word")) == structure(markdown)
    assert replaced(markdown, "word").startswith(markdown[: markdown.index("\n---\n") + 5])


@EXAMPLES
@given(structured_texts(), st.booleans())
def test_blocks_stay_as_they_are_when_every_segment_is_a_word(markdown: str, spaced: bool) -> None:
    found = segments(markdown)
    texts = [neutral(segment.text) for segment in found]

    assert structure(put_back(markdown, found, texts, spaced=spaced)) == structure(markdown)


@EXAMPLES
@given(structured_texts(), st.data(), st.booleans())
def test_nothing_said_becomes_the_mark_of_a_block(
    markdown: str, data: st.DataObject, spaced: bool
) -> None:
    found = segments(markdown)
    assume(found)
    plain = [data.draw(st.one_of(st.none(), st.sampled_from(MARKED))) for _ in found]
    said = [
        text if text is None else text + neutral(segment.text)[4:]
        for text, segment in zip(plain, found, strict=True)
    ]

    assert structure(put_back(markdown, found, said, spaced=spaced)) == structure(markdown)


@EXAMPLES
@given(st.lists(st.sampled_from(KEPT), min_size=1, max_size=3), structured_texts())
def test_code_and_html_are_left_alone(kept: list[str], markdown: str) -> None:
    text = FRONT_MATTER + "\n\n段落。\n\n".join(["", *kept, ""]) + markdown

    made = replaced(text, "word")

    assert made.startswith(FRONT_MATTER)
    assert "段落" not in made
    for block in kept:
        assert made.count(block) >= kept.count(block)


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("清掃です。軍手を。", ["清掃です。", "軍手を。"]),
        ("「来た。」と言う。次。", ["「来た。」と言う。", "次。"]),
        ("やります！！（雨天中止。）次へ", ["やります！！", "（雨天中止。）", "次へ"]),
        ("違います。**×へは逃げない。**山へ。", ["違います。", "**×へは逃げない。**", "山へ。"]),
        ("**一。二。**", ["**一。二。**"]),
        ("一行目\n二行目", ["一行目", "二行目"]),
        ("## 題 ##", ["題"]),
        ("■ 題", ["題"]),
        ("1. 一\n    - 二", ["一", "二"]),
        ("（1） 受付\n①受付\n※注意", ["受付", "受付", "注意"]),
        (
            "| 班 | 時 |\n|:--|--:|\n| 1班 | 8時。雨天中止。 |",
            ["班", "時", "1班", "8時。", "雨天中止。"],
        ),
        ("| `a|b`と | c |\n|--|--|", ["`a|b`と", "c"]),
        ("語\n:   説明", ["語", "説明"]),
        ("注[^1]。\n\n[^1]: 説明", ["注[^1]。", "説明"]),
        ("> 引用", ["引用"]),
        ("題 {: .x }\n====", ["題"]),
        ("終わり\\\n次  \n後", ["終わり", "次", "後"]),
        ("一<br>二", ["一", "二"]),
        ("<b>太い</b>字", ["<b>太い</b>字"]),
        ("[a]: https://a.jp", []),
        ("[a]: https://a.jp\nあ | い\n--|--\nう | え", ["あ", "い", "う", "え"]),
        ("---\n\n…… ☆\n\n| --- |", []),
        ("100", ["100"]),
        ("---\n題\n---\n文", ["題", "文"]),
        ("---\ntitle: 題\n---\n文", ["文"]),
        ("`code`", []),
        ("○○町会", ["○町会"]),  # prose takes the first for a bullet
    ],
)
def test_what_is_a_segment(markdown: str, wanted: list[str]) -> None:
    assert texts_of(markdown) == wanted


@pytest.mark.parametrize(
    ("markdown", "said", "spaced", "wanted"),
    [
        ("一。二。", ["One.", "Two."], True, "One. Two."),
        ("一。二。", ["一个。", "两个。"], False, "一个。两个。"),
        ("一。二。", ["One.", None], True, "One. 二。"),
        ("一。二。", [None, "Two."], True, "一。 Two."),
        ("一。　二。", ["One.", "Two."], True, "One. Two."),
        ("一。　二。", ["一个。", None], False, "一个。　二。"),
        ("※一\n①二", ["One", "Two"], True, "※ One\n① Two"),
        ("|一|二|\n|--|--|", ["a | b", "c"], True, "|a &#124; b|c|\n|--|--|"),
        ("- 一", ["1. One"], True, "- &#49;. One"),
        ("一", ["…"], True, "一"),
        ("一", ["One\n\n# Two"], True, "One # Two"),
        ("一\r\n二", ["One", None], True, "One\r\n二"),
    ],
)
def test_how_a_text_is_put_back(
    markdown: str, said: list[str | None], spaced: bool, wanted: str
) -> None:
    assert put_back(markdown, segments(markdown), said, spaced=spaced) == wanted


def test_what_is_escaped_is_read_as_it_was_said() -> None:
    made = replaced("| 一 | 二 |\n|--|--|\n| 三 | 四 |", "# 1. <x> a | b {c} `d`")

    assert render(made, lambda name: None).text().split(" # ")[0] == "# 1. <x> a | b {c} `d`"
