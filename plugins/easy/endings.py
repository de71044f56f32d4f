"""Endings: sentences end with です or ます."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence

POLITE = {"です", "ます", "くださる", "下さる"}
NEAR_END = 4  # ませんでしたか
EXCLAIMED = {"感動詞"}


def plain_endings(sentence: Sentence) -> Iterator[Advice]:
    """A sentence that ends in 〜する。 〜だ。 or a noun.

    The guideline, ステップ2, 表記: 文末は「です」「ます」で統一する. Items of a list, headings, cells and
    anything else without a full stop are free.
    """
    if sentence.item or not sentence.ended or not sentence.text.endswith("。"):
        return
    words = [word for word in sentence.outside_brackets() if word.part[0] != "補助記号"]
    if not words or words[-1].part[0] in EXCLAIMED:
        return
    if any(word.dictionary_form in POLITE for word in words[-NEAR_END:]):
        return
    last = words[-1]
    yield Advice(
        last.start,
        last.end,
        "easy.ending",
        f"文が「{last.surface}」で終わっています。「〜です」「〜ます」「〜てください」で終えてください。",
        f"This sentence ends in '{last.surface}'. End it in です, ます or てください.",
    )
