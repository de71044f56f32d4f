"""Rules: all of them on a piece of text, each thing told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from plugins.easy.advice import Advice
from plugins.easy.clauses import several_things
from plugins.easy.dates import eras, slashes, weekdays
from plugins.easy.endings import plain_endings
from plugins.easy.enumerations import enumerations
from plugins.easy.explanations import Explanations, explanations
from plugins.easy.kanji import hard_kanji
from plugins.easy.lengths import long_sentences
from plugins.easy.marks import marks
from plugins.easy.negatives import double_negatives
from plugins.easy.politeness import polite_words
from plugins.easy.ranges import ranges
from plugins.easy.sentences import Sentence, sentences
from plugins.easy.times import times
from plugins.easy.vocabulary import hard_words
from plugins.easy.voices import causatives, passives

Rule = Callable[[Sentence], Iterator[Advice]]

# What a sentence says as a whole, and how it is put.
OF_SENTENCES: tuple[Rule, ...] = (
    long_sentences, several_things, enumerations, double_negatives, passives, causatives,
    plain_endings, eras, slashes, weekdays, marks,
)  # fmt: skip


def advice(text: str, names: Collection[str] = ()) -> list[Advice]:
    """What could be easier in a piece of Japanese text, in the order it stands; empty when all is well.

    Lines are sentences, items or headings. A hard word is told of where it stands first; one in a
    polite phrase or a time in a range not apart from it, as the suggestion is for both. The words
    in ``names``, of places and people, are never too hard.
    """
    explained = explanations(text)
    found: list[Advice] = []
    told: set[str] = set()
    for sentence in sentences(text):
        mine = [piece for rule in OF_SENTENCES for piece in rule(sentence)]
        spans = list(ranges(sentence))
        mine += spans + [time for time in times(sentence) if not any(map(time.overlaps, spans))]
        mine += _of_words(sentence, explained, told, _places(sentence.text, names))
        found += [piece.moved(sentence.start) for piece in mine]
    return sorted(found)


def _of_words(
    sentence: Sentence, explained: Explanations, told: set[str], named: list[range]
) -> list[Advice]:
    """Advice on single words, the rule that knows best first; adds the words to ``told``."""
    kept: list[Advice] = list(polite_words(sentence))
    for piece in (*hard_words(sentence, explained), *hard_kanji(sentence, explained)):
        word = sentence.text[piece.start : piece.end]
        if word in told or any(map(piece.overlaps, kept)):
            continue
        if any(piece.start in place for place in named):
            continue
        told.add(word)
        kept.append(piece)
    return kept


def _places(text: str, names: Collection[str]) -> list[range]:
    """Where the names stand in the text."""
    return [
        range(match.start(), match.end())
        for name in names
        if name
        for match in re.finditer(re.escape(name), text)
    ]
