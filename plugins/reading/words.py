"""Words: Japanese text cut into its words, each with its reading and part of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from threading import get_ident
from typing import NamedTuple

from sudachipy import Dictionary, Tokenizer

# Sudachi takes 49,149 bytes at a time, and 65,535 once it has normalized them; one character may
# become eighteen (ﷺ). So many characters stay below either limit.
LONGEST_PIECE = 1500
SENTENCE_END = re.compile(r"[。！？!?\n]+[）」』)]*")
SIGNS = {"空白", "補助記号", "記号"}
NUMERAL = "数詞"

TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
# Forms of kanji that names are written in, which the dictionary lacks; one for one, so that
# places in the text stay what they are.
COMMON_FORMS = str.maketrans("髙﨑德濵桒𠮷栁邉邊齋嶋槗瀨", "高崎徳浜桑吉柳辺辺斎島橋瀬")


class Word(NamedTuple):
    """A word at ``text[start:end]``. ``reading`` is in hiragana, "" when unknown.

    ``part`` is the part of speech as UniDic divides it: 名詞, 普通名詞, 一般 and so on.
    """

    surface: str
    reading: str
    part: tuple[str, ...]
    dictionary_form: str
    start: int
    end: int


class Reading(NamedTuple):
    """How ``text[start:end]`` is read, in hiragana."""

    start: int
    end: int
    reading: str


def words(text: str) -> list[Word]:
    """Every word of a text of any length; together they are the text, nothing left out."""
    found: list[Word] = []
    for start, piece in pieces(text):
        for morpheme in _tokenizer(get_ident()).tokenize(piece.translate(COMMON_FORMS)):
            begin, end = morpheme.begin(), morpheme.end()
            part = morpheme.part_of_speech()
            unknown = part[0] in SIGNS or morpheme.is_oov()
            reading = "" if unknown else hiragana(morpheme.reading_form())
            form = morpheme.dictionary_form()
            found.append(Word(piece[begin:end], reading, part, form, start + begin, start + end))
    return found


def hiragana(kana: str) -> str:
    """Katakana as hiragana; all else stays."""
    return kana.translate(TO_HIRAGANA)


def pieces(text: str, longest: int = LONGEST_PIECE) -> Iterator[tuple[int, str]]:
    """The text in pieces short enough, each with its place, cut at the end of a sentence if any."""
    start = 0
    while len(text) - start > longest:
        window = text[start : start + longest]
        ends = [match.end() for match in SENTENCE_END.finditer(window)]
        length = ends[-1] if ends else longest
        yield start, window[:length]
        start += length
    if start < len(text):
        yield start, text[start:]


@cache
def _tokenizer(thread: int) -> Tokenizer:
    """A thread's own, because Sudachi's refuse to be shared; a forked process keeps it."""
    return _dictionary().tokenizer(
        mode="C", fields={"surface", "pos", "dictionary_form", "reading_form"}
    )


@cache
def _dictionary() -> Dictionary:
    """The process's one dictionary, made when it is first needed (0.15 s)."""
    return Dictionary(dict="core")
