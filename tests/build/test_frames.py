"""Frames: openings are filled and escaped once, the rest is as it was rendered."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from plugins.frames import FIRST_MARK, Frame

MARKS = "".join(chr(FIRST_MARK + number) for number in range(32))


def page(title: str, article: str) -> str:
    return f"<title>{title}</title><h1>{title}</h1><main>{article}</main>&amp;"


def test_openings_are_filled_wherever_they_stand() -> None:
    frame = Frame(page, "title", "article")

    assert frame.filled(title="清掃", article="本文") == page("清掃", "本文")
    assert frame.filled(title="訓練", article="別") == page("訓練", "別")


def test_text_is_escaped_once_and_markup_never() -> None:
    frame = Frame(page, "title", "article")

    filled = frame.filled(title="<b> & \"'", article=Markup("<p>A &amp; B</p>"))

    assert filled == page("&lt;b&gt; &amp; &#34;&#39;", "<p>A &amp; B</p>")


def test_an_opening_may_stand_nowhere() -> None:
    frame = Frame(lambda title, unused: f"<h1>{title}</h1>", "title", "unused")

    assert frame.filled(title="清掃", unused="どこにも") == "<h1>清掃</h1>"


def test_a_page_without_openings_is_as_it_was_rendered() -> None:
    assert Frame(lambda: "<p>A &amp; B</p>").filled() == "<p>A &amp; B</p>"


def test_openings_side_by_side_and_at_both_ends() -> None:
    frame = Frame(lambda a, b: f"{a}{b}-{b}{a}", "a", "b")

    assert frame.filled(a="1", b="") == "1-1"


def test_an_empty_value_leaves_nothing() -> None:
    assert Frame(page, "title", "article").filled(title="", article="") == page("", "")


def test_marks_in_values_do_no_harm() -> None:
    frame = Frame(page, "title", "article")

    assert frame.filled(title=MARKS, article=MARKS) == page(MARKS, MARKS)


def test_what_is_filled_twice_is_filled_alike() -> None:
    frame = Frame(page, "title", "article")

    assert frame.filled(title="a", article="b") == frame.filled(title="a", article="b")
    assert frame.filled(title="c", article="d") == page("c", "d")


def test_an_opening_left_out_is_an_error() -> None:
    with pytest.raises(KeyError, match="article"):
        Frame(page, "title", "article").filled(title="清掃")
