"""Without its rubies a page is the page it was, whatever stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.build import build
from plugins.reading.furigana import with_furigana
from plugins.reading.readings import combined
from plugins.settings import Settings

CONTENT = Path(__file__).parent.parent.parent / "content"
ADDED = re.compile(r"<rp>.*?</rp>|<rt>.*?</rt>|</?ruby>")
EXAMPLES = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.lists(
    st.sampled_from(
        [
            "側溝清掃", "を行った。", "取り扱い", "1日", "二十日", "3階", "（日）", "町会", "髙橋", "㍻", "𠮷", "&amp;", "&lt;",
            "&#28450;", "&nbsp;", "&bogus;", "&", "\ufdd0", "\ufdef", "\n", "　", " < ", "12万3千円", "ヶ月", "か\u3099",
        ]
    )
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<>&"), max_size=6),
    max_size=8,
).map("".join)  # fmt: skip
attributes = st.sampled_from(
    ["", ' lang="ja"', ' lang="en"', " lang='ja-x-easy'", ' title="清掃 > 1日"', " hidden", ' href="/清掃/"']
)  # fmt: skip
names = st.sampled_from(
    ["p", "b", "span", "a", "code", "pre", "td", "li", "h2", "select", "svg", "em", "div", "kbd"]
)
leaves = (
    texts
    | texts.map(lambda text: f"<!-- {text.replace('-', '')} -->")
    | st.sampled_from(
        ["<br>", "<img alt='清掃>'>", "<wbr>", "<script>a<b '清掃'</script>", "<hr/>"]
    )
    | st.sampled_from(["<title>清掃</title>", "<style>/* 清掃 */</style>", "</p>", "<p>", "< p"])
)
pages = st.recursive(
    leaves,
    lambda inner: st.tuples(names, attributes, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}{made[1]}>{''.join(made[2])}</{made[0]}>"
    ),
    max_leaves=12,
)


@EXAMPLES
@given(pages)
def test_of_generated_pages(html: str) -> None:
    made = with_furigana(html, combined([{"側溝": "みぞ", "掃を": "そうを"}]))

    assert ADDED.sub("", made) == html


@EXAMPLES
@given(pages)
def test_a_second_time_changes_nothing(html: str) -> None:
    once = with_furigana(html, combined([]))

    assert with_furigana(once, combined([])) == once


@pytest.fixture(scope="module")
def sample_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    settings = Settings(
        environ={},
        CONTENT=CONTENT,
        OUTPUT=folder / "output",
        STATE=folder / "var",
        SEALING_SECRET="5e" * 32,
    )
    build(settings)
    return folder / "output"


def test_of_the_sample_city(sample_city: Path) -> None:
    readings = combined([])
    pages = {file.read_text("utf-8") for file in sample_city.rglob("*.html")}
    changed = 0
    for page in pages:
        made = with_furigana(page, readings)
        changed += made != page
        assert ADDED.sub("", made) == ADDED.sub("", page)

    assert changed > 50
