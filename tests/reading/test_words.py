"""Words: texts of any length, from any thread and after a fork."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.reading.words import hiragana, pieces, words

SENTENCE = "側溝清掃を行いますので、八時に集合してください。"


def readings(text: str) -> list[str]:
    return [word.reading for word in words(text)]


def test_a_word_has_its_reading_part_and_place() -> None:
    word = words("清掃を行った。")[2]

    assert (word.surface, word.reading, word.part[0], word.dictionary_form) == (
        "行っ",
        "おこなっ",
        "動詞",
        "行う",
    )
    assert (word.start, word.end) == (3, 5)


def test_signs_and_unknown_words_have_no_reading() -> None:
    assert readings("。（※ 龘") == [""] * len(words("。（※ 龘"))


def test_old_forms_of_names_are_known() -> None:
    assert [(word.surface, word.reading) for word in words("髙橋")] == [("髙橋", "たかはし")]


@pytest.mark.parametrize(
    "text", [SENTENCE * 4000, "あ" * 60_000, "ﷺ" * 9_000, "漢" * 60_000, "𠮷" * 20_000]
)
def test_long_texts(text: str) -> None:
    found = words(text)

    assert "".join(word.surface for word in found) == text
    assert all(text[word.start : word.end] == word.surface for word in found[::50])


def test_a_long_text_is_read_as_its_sentences_are() -> None:
    assert readings(SENTENCE * 500) == readings(SENTENCE) * 500


@settings(deadline=None)
@given(
    st.text(st.sampled_from("漢字かな。！\n ab１２㍻𠮷ﾊﾟが゛"), max_size=300) | st.text(max_size=50)
)
def test_the_words_are_the_text(text: str) -> None:
    assert "".join(word.surface for word in words(text)) == text
    assert "".join(piece for _, piece in pieces(text, 7)) == text


def test_after_a_fork() -> None:
    wanted = readings(SENTENCE)

    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(readings, [SENTENCE] * 4) == [wanted] * 4


def test_from_many_threads_at_once() -> None:
    wanted = readings(SENTENCE * 50)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(readings, [SENTENCE * 50] * 40)) == [wanted] * 40


def test_katakana_as_hiragana() -> None:
    assert hiragana("ヴァヶーＡ漢") == "ゔぁゖーＡ漢"
