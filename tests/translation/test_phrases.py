"""The phrase book: every phrase in every language, with each placeholder exactly once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import polib
import pytest

PHRASES = Path(__file__).parents[2] / "plugins" / "translation" / "phrases"
LANGUAGES = ["en", "zh-Hans", "zh-Hant", "ko", "vi", "pt-BR", "tl", "ne", "id", "easy"]
PLACEHOLDER = re.compile(r"⟦([0-9]+)⟧")


def phrases(language: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(PHRASES / f"{language}.po"), encoding="utf-8"))


def placeholders(text: str) -> list[int]:
    return [int(number) for number in PLACEHOLDER.findall(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_phrases_in_the_same_groups_and_order(language: str) -> None:
    found = [(phrase.comment, phrase.msgid) for phrase in phrases(language)]

    assert found == [(phrase.comment, phrase.msgid) for phrase in phrases(LANGUAGES[0])]
    assert all(group for group, _ in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_occurs_twice(language: str) -> None:
    times = Counter(phrase.msgid for phrase in phrases(language))

    assert [phrase for phrase, count in times.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_translated(language: str) -> None:
    assert [phrase.msgid for phrase in phrases(language) if not phrase.translated()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_numbered_in_the_order_of_the_japanese(language: str) -> None:
    numbers = [placeholders(phrase.msgid) for phrase in phrases(language)]

    assert numbers == [list(range(len(found))) for found in numbers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_holds_each_placeholder_exactly_once(language: str) -> None:
    wrong = [
        phrase.msgid
        for phrase in phrases(language)
        if sorted(placeholders(phrase.msgstr)) != placeholders(phrase.msgid)
        or re.search("[⟦⟧]", PLACEHOLDER.sub("", phrase.msgid + phrase.msgstr))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_begins_or_ends_with_a_space(language: str) -> None:
    texts = [text for phrase in phrases(language) for text in (phrase.msgid, phrase.msgstr)]

    assert [text for text in texts if text != text.strip()] == []
