"""Voices: passive and causative, which hide who does what."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.conjugation import masu_form
from plugins.easy.sentences import Sentence
from plugins.reading.words import Word

# Of these, 〜られる is never "can" in a notice.
PASSIVE_WITH_RARERU = {"求める", "認める", "定める", "設ける", "始める", "届ける"}
WORN_OUT = "つく"  # つかれる, tired, which is cut like 突かれる
CAUSATIVE = {"せる", "させる"}
# 知らせる is a word of its own, and 動かせる is "can move".
NOT_MADE_TO = {"知る", "しる", "動く"}
ASKED = {"いただく", "頂く", "いただける", "もらう", "くださる", "下さる"}


def passives(sentence: Sentence) -> Iterator[Advice]:
    """〜れる after verbs where it cannot mean "can".

    The guideline, ステップ2: 受身形や使役表現はできる限り使わない. 食べられる and its like are let pass:
    there it may mean "can", which beginners learn.
    """
    words = sentence.words
    for before, verb, ending in zip((None, *words), words, words[1:], strict=False):
        if ending.part[0] != "助動詞" or ending.dictionary_form not in ("れる", "られる"):
            continue
        kind = verb.part[4]
        sure = kind.startswith(("五段", "サ行")) or verb.dictionary_form in PASSIVE_WITH_RARERU
        if verb.part[0] != "動詞" or not sure or verb.dictionary_form == WORN_OUT:
            continue
        active = masu_form(verb.dictionary_form, kind)
        start = verb.start
        if before is not None and verb.dictionary_form == "する" and before.part[0] == "名詞":
            start, active = before.start, before.surface + active
        shown = sentence.text[start : ending.end]
        yield Advice(
            start,
            ending.end,
            "easy.passive",
            f"「{shown}」は受け身です。だれがするかを書いて「{active}」としてください。",
            f"'{shown}' is passive. Say who does it: '{active}'.",
            active,
        )


def causatives(sentence: Sentence) -> Iterator[Advice]:
    """〜せる, 〜させる. 〜させていただく is a matter of politeness and told of there.

    The guideline, ステップ2: 受身形や使役表現はできる限り使わない.
    """
    words = sentence.words
    for index, ending in enumerate(words):
        if index == 0 or not _is_causative(words[index - 1], ending):
            continue
        if any(word.dictionary_form in ASKED for word in words[index + 1 : index + 3]):
            continue
        verb = words[index - 1]
        shown = sentence.text[verb.start : ending.end]
        yield Advice(
            verb.start,
            ending.end,
            "easy.causative",
            f"「{shown}」は使役の形です。する人を主語にして「〜は〜します」と書いてください。",
            f"'{shown}' is causative. Make the one who does it the subject of the sentence.",
        )


def _is_causative(verb: Word, ending: Word) -> bool:
    return (
        verb.part[0] == "動詞"
        and verb.part[5].startswith("未然形")
        and ending.part[0] == "助動詞"
        and ending.dictionary_form in CAUSATIVE
        and verb.dictionary_form not in NOT_MADE_TO
    )
