"""Explanations: words that a text itself explains."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.reading.words import hiragana

BRACKETS = re.compile(
    r"(?P<head>[^\s（(〈<「」、。]{1,20})」?\s*(?:（(?P<a>[^）]+)）|\((?P<b>[^)]+)\)|〈(?P<c>[^〉]+)〉|<=(?P<d>[^>]+)>)"
)
DEFINED = re.compile(
    r"(?P<head>[^\s「」、。]{1,20})」?\s*(?:と)?は、?\s*[^。\n]{0,60}?"
    r"(?:こと|もの|ところ|所|人たち|(?<![0-9０-９曜])[人日]|お金|紙|地図|会|車|建物|お知らせ|という 意味)\s*です"
)


@dataclass(frozen=True)
class Explanations:
    """What a text explains: as 避難所（逃げる 所）, 逃げる 所（避難所） or 避難所は 逃げる 所です。

    A word explained once need not be explained again further down.
    """

    pairs: tuple[tuple[int, str, str], ...]  # where the head ends, the head, its explanation

    def holds(self, end: int, word: str, reading: str) -> bool:
        """Whether the word that ends at ``end`` is explained there or before.

        Brackets with nothing but its reading explain nothing: our pages carry furigana anyway.
        """
        readings = {reading, hiragana(word)}
        return any(
            (head.endswith(word) and hiragana("".join(aside.split())) not in readings)
            or aside == word
            for place, head, aside in self.pairs
            if place <= end + 1
        )


def explanations(text: str) -> Explanations:
    """The explanations in a text, by brackets and by sentences."""
    pairs = []
    for match in BRACKETS.finditer(text):
        aside = next(filter(None, (match["a"], match["b"], match["c"], match["d"])))
        pairs.append((match.end("head"), match["head"], aside.strip().lstrip("＝=：:").strip()))
    pairs += [(match.end("head"), match["head"], match[0]) for match in DEFINED.finditer(text)]
    return Explanations(tuple(sorted(pairs)))
