"""Politeness: 敬語 beyond です and ます."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.polite_nouns import polite_noun
from plugins.easy.polite_verbs import polite_verb
from plugins.easy.sentences import Sentence


def polite_words(sentence: Sentence) -> Iterator[Advice]:
    """尊敬語 and 謙譲語: ご提出ください, お願い申し上げます, 〜していただく, 伺います, ….

    The guideline, ステップ2: 簡単な言葉を使う, and 文末は「です」「ます」で統一する, which leaves 丁寧語 as
    the one kind of 敬語 that an easy text has. お before nouns (お金, お知らせ) is part of the word.
    """
    words = sentence.words
    index = 0
    while index < len(words):
        found = polite_noun(words, index) or polite_verb(words, index)
        if found is None:
            index += 1
            continue
        first, last, plain = found
        start, end = words[first].start, words[last].end
        index = last + 1
        shown = sentence.text[start:end]
        yield Advice(
            start,
            end,
            "easy.polite",
            f"「{shown}」は敬語です。「{plain}」と書いてください。",
            f"'{shown}' is honorific. Write '{plain}'.",
            plain,
        )
