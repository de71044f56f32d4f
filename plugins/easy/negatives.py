"""Negatives: two of them that make a positive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence
from plugins.reading.words import Word

NOT = r"(?:ない|ありません)"
DOUBLE = re.compile(
    r"ない\s*(?:わけ|もの)\s*で(?:は|も)\s*" + NOT + r"|ない\s*こと(?:は|も)\s*" + NOT + r"|"
    r"な(?:く|か)(?:は|も)\s*" + NOT + r"|ない\s*わけに(?:は|も)\s*(?:いかない|いきません)|"
    r"ない\s*とは\s*(?:限らない|限りません|かぎらない|かぎりません|言えない|言えません|いえない|いえません)|"
    r"(?:ずに|ないで)は\s*(?:いられない|いられません)|ざるを\s*(?:得ない|得ません|えない|えません)|"
    r"不(?:可能|要)\s*では\s*" + NOT
)
NEGATIVE = {"ない", "ぬ"}
CONDITION = {"と", "ば", "限り", "かぎり"}
MUST = {"なる", "いける"}


def double_negatives(sentence: Sentence) -> Iterator[Advice]:
    """〜ないわけではない, 〜ないと〜できません and their like.

    The guideline, ステップ2: 二重否定は使わない. 〜なければなりません is let pass: beginners learn it
    whole, as "must".
    """
    for match in DOUBLE.finditer(sentence.text):
        yield Advice(
            match.start(),
            match.end(),
            "easy.double-negative",
            f"「{match[0]}」は二重否定です。「〜ます」か「〜ません」と、はっきり書いてください。",
            f"'{match[0]}' is a double negative. Say plainly that something is so or is not.",
        )
    if span := _conditional(sentence.words):
        shown = sentence.text[span[0] : span[1]]
        yield Advice(
            *span,
            "easy.double-negative",
            f"「{shown}」には「ない」が二つあります。「〜すると、〜できます」と書いてください。",
            f"'{shown}' says 'not' twice. Say what one does and what one then can do.",
            "〜すると、〜できます",
        )


def _conditional(words: tuple[Word, ...]) -> tuple[int, int] | None:
    """Where it says that without one thing another cannot be."""
    for index, word in enumerate(words[:-2]):
        if word.dictionary_form != "ない" or word.part[0] not in ("助動詞", "形容詞"):
            continue
        if words[index + 1].surface not in CONDITION:
            continue
        after = words[index + 2 :]
        if after[0].surface == "、":
            after = after[1:]
        if after and after[0].dictionary_form in MUST:
            continue
        for later in after:
            if later.part[0] in ("助動詞", "形容詞") and later.dictionary_form in NEGATIVE:
                return word.start, later.end
    return None
