"""Furigana in HTML: only where they belong, and everything else as it was."""

from __future__ import annotations

import re

import pytest

from plugins.reading.furigana import with_furigana
from plugins.reading.readings import combined


def made(html: str, **readings: str) -> str:
    return with_furigana(html, combined([readings]))


def ruby(base: str, reading: str) -> str:
    return f"<ruby>{base}<rt>{reading}</rt></ruby>"


def test_a_sentence() -> None:
    assert made("<p>側溝清掃を行います。</p>") == (
        f"<p>{ruby('側溝', 'そっこう')}{ruby('清掃', 'せいそう')}を{ruby('行', 'おこな')}います。</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>かなだけ、ABC、123。</p>",
        "<p><code>清掃</code><kbd>清掃</kbd></p>",
        "<pre>清掃 <b>清掃</b></pre>",
        "<script>if (a < b) '清掃'</script>",
        '<style>p::before { content: "清掃" }</style>',
        "<title>清掃</title>",
        "<textarea>清掃 <b>清掃</textarea>",
        "<select><option>清掃</option></select>",
        "<svg><title>清掃</title><text>清掃</text><path/></svg>",
        "<p><ruby>側溝<rp>(</rp><rt>みぞ</rt><rp>)</rp></ruby></p>",
        '<p lang="zh-Hans">清扫</p>',
        "<p lang=ko>清掃</p>",
        "<P LANG='en'>清掃</P>",
        '<div lang="en"><p>清掃</p></div>',
        '<p lang="">清掃</p>',
        "<!-- 清掃 --><!DOCTYPE html>",
        '<img alt="清掃" title="a > 清掃"><a href="清掃"></a>',
        "<p>&amp;&lt;&#x26;</p>",
        "",
    ],
)
def test_what_is_left_alone(html: str) -> None:
    assert made(html) == html


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p lang="ja">{}</p>', "清掃"),
        ('<p lang="ja-x-easy">{}</p>', "清掃"),
        ('<div lang="en">清掃 <p lang="ja">{}</p> 清掃</div>', "清掃"),
        ('<p lang="en">清掃</p><p>{}</p>', "清掃"),
        ('<p title="x lang=en">{}</p>', "清掃"),
        ('<a hreflang="en" data-lang="en">{}</a>', "清掃"),
        ("<p>a &amp; b &lt;{}&gt;</p>", "清掃"),
        ("<p>1 < 2 {}</p>", "清掃"),
        ("<p>{}</p>", "清&#25475;"),
        ("<select><option>清掃</select><p>{}</p>", "清掃"),
        ("<script>'</p>清掃'</script>{}", "清掃"),
        ("<br>{}<img alt='>'>", "清掃"),
        ("\ufdd0{}\ufdef", "清掃"),
        ("<code>x</code>{}", "清掃"),
    ],
)
def test_what_gets_furigana(html: str, wanted: str) -> None:
    assert made(html.format(wanted)) == html.format(ruby(wanted, "せいそう"))


def test_an_inline_tag_does_not_spoil_the_words_around_it() -> None:
    assert made("<p>清掃<b>を</b>行った。公園<b>へ</b>行った。</p>") == (
        f"<p>{ruby('清掃', 'せいそう')}<b>を</b>{ruby('行', 'おこな')}った。"
        f"{ruby('公園', 'こうえん')}<b>へ</b>{ruby('行', 'い')}った。</p>"
    )


def test_a_word_split_by_a_tag_gets_what_it_can() -> None:
    assert made("取り<b>扱い</b>") == f"{ruby('取', 'と')}り<b>{ruby('扱', 'あつか')}い</b>"
    assert made("清<b>掃</b>を") == "清<b>掃</b>を"


def test_a_mark_of_a_frame_separates() -> None:
    html = made("<p>清\ufdd0掃</p>")

    assert "せいそう" not in html
    assert "\ufdd0" in re.sub("<ruby>.*?</ruby>", "", html)


def test_a_code_within_a_sentence_is_read_but_not_written_on() -> None:
    assert made("<p>公園へ<code>行</code>った。</p>") == (
        f"<p>{ruby('公園', 'こうえん')}へ<code>行</code>った。</p>"
    )


def test_words_of_different_cells_are_not_run_together() -> None:
    assert "せいそう" not in made("<tr><td>清</td><td>掃</td></tr>")
    assert "せいそう" not in made("清<br>掃")


def test_what_nobody_can_read_gets_none() -> None:
    assert made("<p>龘龘さん</p>") == "<p>龘龘さん</p>"


def test_the_reading_list_comes_first() -> None:
    assert made("<p>小立野の角</p>", 小立野="こだつの", 角="すみ") == (
        f"<p>{ruby('小立野', 'こだつの')}の{ruby('角', 'すみ')}</p>"
    )


def test_a_reading_cannot_bring_tags() -> None:
    assert "<b>" not in with_furigana("<p>清掃</p>", {"清掃": "<b>"})
