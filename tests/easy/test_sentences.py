"""Sentences: where they begin and end."""

from __future__ import annotations

import pytest

from plugins.easy.sentences import sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("一つです。二つです。", ["一つです。", "二つです。"]),
        ("一つです。\n\n二つ", ["一つです。", "二つ"]),
        ("「はい。いいえ。」と 言います。", ["「はい。いいえ。」と 言います。"]),
        ("行きます（雨の 日も。）。", ["行きます（雨の 日も。）。"]),
        ("本当！？ はい。", ["本当！？", " はい。"]),
        ("", []),
        ("  \n　", []),
    ],
)
def test_a_text_is_cut_at_full_stops_and_lines(text: str, cut: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == cut


def test_each_knows_its_place() -> None:
    text = "一つです。二つです。\n- 三つ"
    assert [text[s.start : s.start + len(s.text)] for s in sentences(text)] == [
        "一つです。",
        "二つです。",
        "三つ",
    ]


def test_words_count_from_the_sentence_and_are_not_white() -> None:
    second = list(sentences("一つです。 二つ です。"))[1]
    assert all(second.text[word.start : word.end] == word.surface for word in second.words)
    assert all(word.surface.strip() for word in second.words)


@pytest.mark.parametrize("line", ["- 水", "* 水", "・水", "1. 水", "（2） 水", "● 水"])
def test_an_item_is_told_from_a_sentence(line: str) -> None:
    (sentence,) = sentences(line)
    assert sentence.item
    assert sentence.text == "水"


def test_an_open_bracket_lasts_no_longer_than_its_line() -> None:
    assert len(list(sentences("（水\n一つです。二つです。"))) == 3
