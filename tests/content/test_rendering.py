"""Markdown to clean HTML: municipal prose readable, nothing foreign let through."""

from __future__ import annotations

import pytest

from plugins.attachments import Attachment
from plugins.rendering import ROOT_MARK, render

PHOTO = Attachment("p.jpg", "image/jpeg", 10, "ab" * 20, 640, 480)


def html(body: str) -> str:
    return render(body, lambda name: PHOTO if name == "p.jpg" else None).html


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("■ 現状", "<h2>現状</h2>"),
        ("## ■ 課題", "<h2>課題</h2>"),
        (
            "- ・ 総人口 462,502人\n- ・ 総世帯数",
            "<ul><li>総人口 462,502人</li><li>総世帯数</li></ul>",
        ),
        ("・軍手\n・スコップ", "<ul><li>軍手</li><li>スコップ</li></ul>"),
        ("持ち物\n・軍手", "<p>持ち物</p><ul><li>軍手</li></ul>"),
        ("１．受付\n２．訓練", "<ol><li>受付</li><li>訓練</li></ol>"),
        ("・道具\n　・軍手", "<ul><li>道具<ul><li>軍手</li></ul></li></ul>"),
        ("　一字下げた段落です。", "<p>一字下げた段落です。</p>"),
        ("一行目\n二行目", "<p>一行目<br>二行目</p>"),
        ("```\n・そのまま\n```", "・そのまま"),
    ],
)
def test_what_offices_type_comes_out_as_meant(typed: str, wanted: str) -> None:
    assert wanted in html(typed)


def test_headings_begin_below_the_title_and_skip_no_level() -> None:
    assert html("# 一\n\n#### 二\n\n# 三") == "<h2>一</h2><h3>二</h3><h2>三</h2>"


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        '<iframe src="https://example.com"></iframe>',
        '<a href="data:text/html,x">x</a>',
        '<p style="position:fixed">x</p>',
        '<form action="https://example.com"><input name=a></form>',
        "<svg onload=alert(1)></svg>",
        "![x](https://example.com/x.png)",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    ],
)
def test_nothing_foreign_gets_through(typed: str) -> None:
    made = html(typed).lower()

    for word in (
        "<script",
        "onerror",
        "onload",
        "javascript:",
        "<iframe",
        "data:",
        "style=",
        "<form",
        "<img",
        "<svg",
    ):
        assert word not in made.replace("&lt;", "")


def test_picture_beside_the_circular_gets_its_size_and_place() -> None:
    made = render("![秋の公園](p.jpg)", lambda name: PHOTO)

    assert made.files == (PHOTO,)
    assert f'src="{ROOT_MARK}{PHOTO.file}"' in made.html
    assert 'alt="秋の公園"' in made.html
    assert 'width="640"' in made.html
    assert 'height="480"' in made.html


def test_table_scrolls_in_its_own_box_with_header_cells() -> None:
    made = html("| 班 | 時間 |\n|---|---|\n| 1班 | 8時 |")

    assert made.startswith('<div class="table" role="group" tabindex="0"><table>')
    assert made.count('<th scope="col">') == 2


def test_the_words_alone_have_no_gaps_and_no_entities() -> None:
    made = render("枠の**分だけ**どけて&lt;ください&gt;\n\n次の段落", lambda name: None)

    assert made.text() == "枠の分だけどけて<ください> 次の段落"


def test_links_out_open_without_telling_where_from() -> None:
    assert html("[市](https://www.example.jp/)") == (
        '<p><a href="https://www.example.jp/" rel="noopener noreferrer">市</a></p>'
    )
