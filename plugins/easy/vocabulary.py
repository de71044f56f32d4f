"""Vocabulary: hard words, words to explain, unclear loan words and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from plugins.easy.advice import Advice
from plugins.easy.explanations import Explanations
from plugins.easy.sentences import Sentence
from plugins.reading.words import Word

TABLE = Path(__file__).with_name("words.tsv")
LONGEST = 6  # words that an entry of the table is made of, at most
INITIALS = re.compile(
    r"(?<![A-Za-z0-9Ａ-Ｚａ-ｚ@./_-])[A-ZＡ-Ｚ]{3,6}(?![A-Za-z0-9Ａ-Ｚａ-ｚ@./_-])"
)
KNOWN_INITIALS = {"PDF", "LINE", "NHK", "ATM", "DVD", "USB", "GPS", "LED", "URL", "USJ", "SIM"}


@dataclass(frozen=True)
class Entry:
    """A line of the table. ``easy`` is the wording, or for kind ``keep`` the explanation."""

    word: str
    kind: str
    easy: str


@cache
def table() -> Mapping[str, Entry]:
    """The entries of words.tsv by their word."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    entries = [Entry(*line.split("\t")) for line in lines if line and not line.startswith("#")]
    return MappingProxyType({entry.word: entry for entry in entries})


def hard_words(sentence: Sentence, explained: Explanations) -> Iterator[Advice]:
    """Words of the table that the text does not explain, the longest that fits.

    The guideline, ステップ2: 難しい言葉を使わず、簡単な言葉を使う; 重要な言葉はそのまま使って説明を付ける
    (the 研修教材例 of March 2024: そのまま使った上で、解説を付記して伝える); ステップ1: 外来語（カタカナ語）
    はできる限り使わない.
    """
    for run, entry in entries(sentence.words):
        end = run[-1].end
        reading = "".join(word.reading for word in run)
        if not explained.holds(sentence.start + end, entry.word, reading):
            yield _advice(run[0].start, end, entry)
    for match in INITIALS.finditer(sentence.text):
        if match[0] in KNOWN_INITIALS or match[0] in table():
            continue
        if not explained.holds(sentence.start + match.end(), match[0], ""):
            yield Advice(
                match.start(),
                match.end(),
                "easy.abbreviation",
                f"「{match[0]}」は略した言葉です。略さずに書くか、「{match[0]}〈＝…〉」と説明してください。",
                f"'{match[0]}' is an abbreviation. Write it out, or explain it as"
                f" '{match[0]}〈＝…〉'.",
            )


def entries(words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Entry]]:
    """The entries in a row of words, each with the words it covers."""
    index = 0
    while index < len(words):
        found = entry_at(words, index)
        if found is None:
            index += 1
            continue
        entry, count = found
        yield words[index : index + count], entry
        index += count


def entry_at(words: Sequence[Word], index: int) -> tuple[Entry, int] | None:
    """The longest entry that begins at this word, and how many words it covers."""
    known = table()
    for count in range(min(LONGEST, len(words) - index), 0, -1):
        run = words[index : index + count]
        stem = "".join(word.surface for word in run[:-1])
        for last in (run[-1].surface, run[-1].dictionary_form):
            if stem + last in known:
                return known[stem + last], count
    return None


def _advice(start: int, end: int, entry: Entry) -> Advice:
    word, easy = entry.word, entry.easy
    if entry.kind == "keep":
        wording = f"{word}〈＝{easy}〉"
        return Advice(
            start,
            end,
            "easy.explain",
            f"「{word}」は大切ですが、むずかしい言葉です。「{wording}」のように説明を付けてください。",
            f"'{word}' is a word to know, but hard. Explain it once: '{wording}'.",
            wording,
        )
    if entry.kind == "loan":
        return Advice(
            start,
            end,
            "easy.loan-word",
            f"「{word}」は分かりにくい外来語です。「{easy}」などと書いてください。",
            f"'{word}' is a loan word that many do not know. Write '{easy}' or the like.",
            easy,
        )
    if entry.kind == "short":
        return Advice(
            start,
            end,
            "easy.abbreviation",
            f"「{word}」は略した言葉です。「{easy}」などと書いてください。",
            f"'{word}' is an abbreviation. Write '{easy}' or the like.",
            easy,
        )
    return Advice(
        start,
        end,
        "easy.word",
        f"「{word}」はむずかしい言葉です。「{easy}」などと書いてください。",
        f"'{word}' is a hard word. Write '{easy}' or the like.",
        easy,
    )
