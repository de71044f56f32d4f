"""Plain texts and lean converters: the quick ways come to the same as the complete one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element  # only what Markdown parsed

import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor

from plugins import converters, rendering
from plugins.attachments import Attachment
from plugins.frontmatter import read_document
from plugins.headings import with_headings
from plugins.mistakes import Mistakes
from plugins.plain_texts import html_of
from plugins.prose import to_markdown
from plugins.rendering import _cleaner

PHOTO = Attachment("p.jpg", "image/jpeg", 10, "ab" * 20, 640, 480)
NOTES = Attachment("案 内.txt", "text/plain", 10, "cd" * 20)
CONTENT = Path(__file__).parents[2] / "content"
EXAMPLES = settings(
    max_examples=800,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

# What a text may be made of, put together in any order.
PIECES = [
    "清掃", "a", "Bc", "1.", "12. ", "2026", "- ", "    - ", "    1. ", "# ", "## ", "###", "|",
    "| a | b |\n| --- | --- |\n| c | d |", "---", "--", "***", "**", "*", "**太字**", "*斜*", "[",
    "]", "(", ")", "[市](https://a.jp/x?y=1#z)", "![絵](p.jpg)",
    "[文書](%E6%A1%88%20%E5%86%85.txt)", "[絵](p.jpg#x)", "[欠](q.jpg)", "[電話](tel:076-1)", "。", "、",
    "「", "」", "・", " ", "  ", "　", "\n", "\n\n", "\n\n\n", "!", ":", "~~", ">", "=", "===", "+ ",
    "1) ", "'", '"', "http://a.jp", "$", "@", "．", "（注）", "%", "_", "a@b.jp", "0", "\n- ",
    "\n1. ", "\n## ", "\n    - ", "www.a.jp", "x x", "…", "é", "😀", "\u200b", "’", "**。", "。**",
    "、*", "- - ", "- 軍手\n    - 長靴\n    - 帽子\n- 水\n", "1. 受付\n2. 開始\n    - 班\n", "-\n",
    "1.\n", "#\n", "\n|",
]  # fmt: skip
# What calls for one of the parts that a lean converter leaves out.
MARKED = [
    "`", "``", "\\", "\\*", "\\#", "<", ">", "<b>", "</b>", "<div>\n", "</div>\n", "<!--", "-->",
    "<https://a.jp>", "<a@b.jp>", "&", "&amp;", "&#12354;", "{", "}", "{: #x }", "{: .y }", "[^1]",
    "\n[^1]: 注\n", "[a]: https://a.jp\n", "[a]", "[a][a]", "![a]", "![a][a]", "語\n:   説明\n",
    "\n> ", "\n    ", "\n```\n", "  \n", "_a_", "__b__", "***c***", "<br>",
    "# 見出し #", "=====\n", "----\n", "\n* ", "\n+ ", "\n1) ",
]  # fmt: skip

WORDS = [
    "清掃",
    "集合 八時",
    "雨天時は中止。",
    "A-1",
    "約3.5キロ",
    "（小雨決行）",
    "10月3日（日）",
    "a b",
    "水、茶",
]
LABELS = ["1", "注", "b"]
MARKS = [
    "{}",
    "{}",
    "{}",
    "**{}**",
    "*{}*",
    "[{}](https://a.jp/?b=1#c)",
    "![{}](p.jpg)",
    "[{}](p.jpg)",
    "「{}」",
]


def _joined(
    parts: st.SearchStrategy[str], between: str, least: int, most: int
) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=least, max_size=most).map(between.join)


random_texts = _joined(st.sampled_from(PIECES), "", 0, 14)
marked_texts = _joined(st.sampled_from(PIECES + MARKED * 2), "", 0, 12)


def structured_texts() -> st.SearchStrategy[str]:
    """Texts as officers write them: headings, paragraphs, nested lists, tables."""
    words = st.builds(str.format, st.sampled_from(MARKS), st.sampled_from(WORDS))
    line = _joined(words, "", 1, 3)
    heading = st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######"]), line)
    paragraph = _joined(line, "\n", 1, 3)
    marks = ["- ", "- ", "- ", "1. ", "3. ", "    - ", "    1. ", "        - ", "        1. "]
    item = st.builds("{}{}".format, st.sampled_from(marks), line)
    row = st.lists(line, min_size=2, max_size=2).map(lambda cells: f"| {' | '.join(cells)} |")
    table = st.builds("{}\n| --- | --- |\n{}".format, row, _joined(row, "\n", 1, 3))
    meanings = _joined(st.builds(":   {}".format, line), "\n", 1, 2)
    definition = st.builds("{}\n{}".format, line, meanings)
    noted = st.builds("{}[^{}]{}".format, line, st.sampled_from(LABELS), line)
    block = st.one_of(heading, paragraph, _joined(item, "\n", 1, 5), table, definition, noted)
    note = st.builds("[^{}]: {}".format, st.sampled_from(LABELS), line)
    blocks = st.builds(
        list.__add__, st.lists(block, min_size=1, max_size=5), st.lists(note, max_size=2)
    )
    gaps = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n"])
    return st.builds(str.join, gaps, blocks)


def published(name: str) -> Attachment | None:
    """What lies beside each text: a picture and a document."""
    return {"p.jpg": PHOTO, "案 内.txt": NOTES}.get(name)


def ordered(html: str) -> str:
    """The HTML with the attributes of each picture in one order: either way has its own."""
    return re.sub(r"(?<=<img )[^>]*", lambda m: " ".join(sorted(m[0].split(" "))), html)


class NoLinks(Treeprocessor):
    def run(self, root: Element) -> None:
        """Leave the tree as it is."""


def quickly(text: str) -> str | None:
    html = html_of(text)
    return None if html is None else _cleaner().clean(with_headings(html))


def thoroughly(text: str) -> str:
    return _cleaner().clean(converters.convert(text, NoLinks()))


def complete_markdown() -> markdown.Markdown:
    """Python-Markdown with all its own parts and all our extensions, nothing left out."""
    complete = markdown.Markdown(
        extensions=[*converters.ALWAYS, *converters.EXTENSIONS, converters._Own()],
        output_format="html",
    )
    complete.treeprocessors.deregister("prettify")
    return complete


def bodies() -> list[str]:
    """The text of every circular of the sample city."""
    mistakes = Mistakes(CONTENT)
    found = [read_document(file, mistakes) for file in sorted(CONTENT.rglob("*.md"))]
    assert not mistakes.found
    return [to_markdown(document.body) for document in found if document]


@pytest.mark.parametrize(
    ("texts", "floor"),
    [(random_texts, 0.1), (structured_texts(), 0.1)],
    ids=["random", "structured"],
)
def test_a_plain_text_comes_out_as_markdown_has_it(
    texts: st.SearchStrategy[str], floor: float
) -> None:
    taken: Counter[bool] = Counter()

    @EXAMPLES
    @given(texts)
    def same(text: str) -> None:
        quick = quickly(text)
        taken[quick is not None] += 1
        assert quick is None or quick == thoroughly(text)

    same()

    assert taken[True] > floor * taken.total()


@pytest.mark.parametrize("texts", [random_texts, structured_texts()], ids=["random", "structured"])
def test_files_are_linked_alike(texts: st.SearchStrategy[str]) -> None:
    linked = 0

    @EXAMPLES
    @given(texts)
    def same(text: str) -> None:
        nonlocal linked
        if html_of(to_markdown(text)) is None:
            return
        quick = rendering.render(text, published)
        linked += bool(quick.files)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(rendering, "html_of", lambda text: None)
            thorough = rendering.render(text, published)
        assert ordered(quick.html) == ordered(thorough.html)
        assert quick.files == thorough.files

    same()

    assert linked > 20


def test_the_sample_city_comes_out_as_markdown_has_it() -> None:
    texts = bodies()
    plain = {text: quick for text in texts if (quick := quickly(text)) is not None}

    assert {text: thoroughly(text) for text in plain} == plain
    assert len(plain) > 0.8 * len(texts)


def test_a_lean_converter_comes_to_the_same_as_the_complete_one() -> None:
    complete = complete_markdown()
    used: set[frozenset[str]] = set()

    @EXAMPLES
    @given(marked_texts)
    def same(text: str) -> None:
        used.add(frozenset(mark for mark in converters.MARKS if mark in text))
        assert converters.convert(text, NoLinks()) == complete.reset().convert(text)

    same()

    assert len(used) > 100


def test_the_sample_city_comes_out_the_same_from_lean_converters() -> None:
    complete = complete_markdown()

    for text in bodies():
        assert converters.convert(text, NoLinks()) == complete.reset().convert(text)


def test_our_complete_converter_leaves_nothing_out() -> None:
    def parts(converter: markdown.Markdown) -> list[list[str]]:
        registries = (
            converter.preprocessors,
            converter.parser.blockprocessors,
            converter.inlinePatterns,
            converter.treeprocessors,
            converter.postprocessors,
        )
        return [[type(part).__name__ for part in registry] for registry in registries]

    converters.convert("", NoLinks())  # which registers the links with another converter

    assert parts(converters.complete_converter()) == parts(complete_markdown())
