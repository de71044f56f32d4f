"""What a text explains itself."""

from __future__ import annotations

import pytest

from plugins.easy.explanations import explanations


@pytest.mark.parametrize(
    "text",
    [
        "断水（水が 出ない こと）です。",
        "断水(水が 出ない こと)です。",
        "断水〈＝水が 出ない こと〉です。",
        "断水<=水が 出ない こと>です。",
        "「断水」（水が 出ない こと）です。",
        "断水は 水が 出ない ことです。",
        "「断水」とは、水が 出ない ことです。",
    ],
)
def test_a_word_is_explained_by_brackets_or_by_a_sentence(text: str) -> None:
    end = text.index("断水") + 2
    assert explanations(text).holds(end, "断水", "だんすい")
    assert not explanations(text).holds(end, "給水", "きゅうすい")


@pytest.mark.parametrize(
    "text",
    [
        "断水です。",
        "断水（だんすい）です。",
        "断水(だん すい)です。",
        "断水は 12月2日です。",
        "断水は 水曜日です。",
        "断水に なります。水は 大切な ものです。",
    ],
)
def test_its_reading_or_a_statement_about_it_explains_nothing(text: str) -> None:
    assert not explanations(text).holds(text.index("断水") + 2, "断水", "だんすい")


def test_an_explanation_holds_from_where_it_stands() -> None:
    text = "断水です。断水（水が 出ない こと）です。断水です。"
    places = [2, 7, len(text) - 3]
    explained = explanations(text)
    assert [explained.holds(place, "断水", "だんすい") for place in places] == [False, True, True]


def test_the_word_may_stand_in_the_brackets() -> None:
    text = "水が 出ない こと（断水）です。"
    assert explanations(text).holds(text.index("断水") + 2, "断水", "だんすい")
