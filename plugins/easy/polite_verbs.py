"""Polite verbs: those of respect and modesty, and what they come to in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.easy.conjugation import masu_form
from plugins.easy.honorifics import ASKING, GIVE, GREETINGS, HUMBLE, PAST, PLAIN, RECEIVE
from plugins.easy.requests import politely
from plugins.easy.sentences import predicate_end
from plugins.reading.words import Word

THANKS = ("ありがとう", "おはよう", "おめでとう")


def polite_verb(words: Sequence[Word], index: int) -> tuple[int, int, str] | None:
    """〜させていただく, 〜ていただく, 〜ております, 伺う and other verbs of respect."""
    word = words[index]
    form = word.dictionary_form
    before = words[index - 1] if index else None
    if form in GREETINGS and index + 1 < len(words) and words[index + 1].dictionary_form in HUMBLE:
        return index, predicate_end(words, index + 1), "お願いします"
    if index > 1 and words[index - 1].surface in ("て", "で") and form in RECEIVE:
        if index > 2 and words[index - 2].dictionary_form in ("せる", "させる"):
            return index - 3, predicate_end(words, index), _masu(words[index - 3])
        last = predicate_end(words, index)
        kindness = words[index - 2].surface + words[index - 1].surface
        if words[last].dictionary_form == PAST:
            return index - 2, last, f"{kindness}もらいました"
        return index - 2, last, f"{kindness}{'もらう' if last == index else 'ください'}"
    if form in ("ござる", "御座る"):
        if index and words[index - 1].surface.startswith(THANKS):
            return None
        copula = before is not None and before.surface == "で"
        return (
            (index - 1 if copula else index),
            predicate_end(words, index),
            "です" if copula else "あります",
        )
    if word.part[0] == "動詞" and form in PLAIN:
        last = predicate_end(words, index)
        if last == index + 1 and words[last].surface == "ます":
            return index, last, politely(PLAIN[form])
        return index, index, PLAIN[form]
    if form in GIVE and word.surface in ASKING and _before_masu(words, index):  # 〜くださいますよう
        return index, predicate_end(words, index), "ください"
    return None


def _masu(verb: Word) -> str:
    return masu_form(verb.dictionary_form, verb.part[4])


def _before_masu(words: Sequence[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].dictionary_form == "ます"
