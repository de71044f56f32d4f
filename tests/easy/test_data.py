"""The data: words with suggestions that are easy themselves, kanji, words known all the same."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from plugins.easy.kanji import FAMILIAR, TAUGHT, familiar, taught
from plugins.easy.rules import advice
from plugins.easy.sentences import sentences
from plugins.easy.vocabulary import TABLE, entry_at, table

KINDS = {"hard", "keep", "loan", "short"}
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_each_row_has_a_word_a_kind_and_easy_words() -> None:
    assert all(len(row) == 3 and all(row) and row[1] in KINDS for row in ROWS)
    assert len(ROWS) >= 250


def test_no_word_stands_there_twice() -> None:
    assert [word for word, times in Counter(row[0] for row in ROWS).items() if times > 1] == []


@pytest.mark.parametrize("word", table())
def test_every_suggestion_is_easy_itself(word: str) -> None:
    entry = table()[word]
    easy = f"{word}〈＝{entry.easy}〉" if entry.kind == "keep" else entry.easy
    assert [(told.code, told.ja) for told in advice(easy)] == []


@pytest.mark.parametrize("word", table())
def test_every_word_is_found_in_a_text(word: str) -> None:
    found = entry_at(next(sentences(word)).words, 0)
    assert found is not None
    assert found[0].word == word


def test_every_suggestion_has_spaces_between_its_words() -> None:
    """So that it can be copied into a text that has them, as the guideline's examples do."""
    assert [row for row in ROWS if re.search(r"[をがにはで][一-龯]", row[2])] == []


def test_the_kanji_are_those_of_the_first_three_years() -> None:
    rows = [
        line.split("\t")
        for line in TAUGHT.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert [(year, len(set(kanji)), len(kanji)) for year, kanji in rows] == [
        ("1", 80, 80),
        ("2", 160, 160),
        ("3", 200, 200),
    ]
    assert len(taught()) == 440


def test_the_kanji_tell_where_they_come_from() -> None:
    assert "学年別漢字配当表" in TAUGHT.read_text(encoding="utf-8")


def test_familiar_words_are_listed_once_and_only_where_needed() -> None:
    listed = [
        line
        for line in FAMILIAR.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert [word for word, times in Counter(listed).items() if times > 1] == []
    assert [word for word in listed if set(re.findall("[一-龯]", word)) <= taught()] == []
    assert familiar().isdisjoint(table())
