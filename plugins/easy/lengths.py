"""Lengths: sentences too long to hold in one's head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence

LIMIT = 50
ASIDE = re.compile(r"〈[^〉]*〉|（[^）]*）|\([^)]*\)|<=[^>]*>")
NOT_READ = re.compile(r"[\s、。，．！？!?「」『』]")


def length(text: str) -> int:
    """The characters that are read: without spaces, marks, and explanations in brackets."""
    return len(NOT_READ.sub("", ASIDE.sub("", text)))


def long_sentences(sentence: Sentence) -> Iterator[Advice]:
    """A sentence longer than 50 characters.

    The guideline, ステップ1「文をわかりやすくする」: 一文は短くする, without a number. 「公用文作成の
    考え方」III-3 says to look again from 50 to 60 characters on for people at home in the language;
    Hirosaki wants 24 beats, 30 at most, in an emergency. Easy texts are written in more kana, which
    takes more characters, so the lower bound of the former is where we begin to warn.
    """
    count = length(sentence.text)
    if count > LIMIT:
        text = sentence.text
        first = len(text) - len(text.lstrip())
        yield Advice(
            first,
            len(text),
            "easy.long",
            f"この文は {count} 字あります。{LIMIT} 字までの短い文に分けてください。",
            f"This sentence has {count} characters. Divide it into sentences of at most {LIMIT}.",
        )
