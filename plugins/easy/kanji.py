"""Kanji: words written with kanji that few beginners know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from plugins.easy.advice import Advice
from plugins.easy.explanations import Explanations
from plugins.easy.sentences import Sentence
from plugins.easy.vocabulary import entries
from plugins.reading.words import Word

TAUGHT = Path(__file__).with_name("kanji.tsv")
FAMILIAR = Path(__file__).with_name("familiar.txt")
KANJI = "[\u3400-\u9fff々]"
COMPOUND = re.compile(f"{KANJI}{{2,}}")
NAMED = {"固有名詞", "数詞"}
LONGEST_NAME = 6  # words
OFFICE = re.compile(
    ".{2,}[課係局部署庁]|.*(?:協会|組合|委員会|学校|大学|病院|会館|センター|公民館|事務所|会社|銀行|団地|公園|駅)"
)


@cache
def taught() -> frozenset[str]:
    """The 440 kanji of the first three years of school."""
    return frozenset("".join(line.split("\t")[1] for line in _lines(TAUGHT)))


@cache
def familiar() -> frozenset[str]:
    """Words with other kanji that beginners know all the same."""
    return frozenset(_lines(FAMILIAR))


def hard_kanji(sentence: Sentence, explained: Explanations) -> Iterator[Advice]:
    """Words of two kanji and more, one of them beyond the first three years of school.

    The guideline, ステップ2, 表記: 漢字の量に注意し、ふりがなをつける. Our pages carry furigana, so what is
    left to warn of is the word one cannot guess when it has been read aloud. There is no official
    list of kanji for learners; that of the schools is (学年別漢字配当表), and three years of it, 440,
    are near what a second examination for beginners asks. Verbs and adjectives (逃げる, 危ない) and
    single kanji (傘, 靴) are words of everyday speech and let pass, as are names; words that have an
    entry in the vocabulary are told of there.
    """
    known = {part.start for run, _ in entries(sentence.words) for part in run}
    for index, word in enumerate(sentence.words):
        if (
            not _is_compound(word)
            or word.surface in familiar()
            or word.dictionary_form in familiar()
        ):
            continue
        strange = [char for char in word.surface if char not in taught() and char != "々"]
        if not strange or _is_named(sentence.words, index):
            continue
        if word.start in known:
            continue
        if explained.holds(sentence.start + word.end, word.surface, word.reading):
            continue
        wording = f"{word.surface}〈＝…〉"
        yield Advice(
            word.start,
            word.end,
            "easy.kanji",
            f"「{word.surface}」（{word.reading}）には、小学校3年生までに習わない漢字「{''.join(strange)}」が"
            f"あります。やさしい言葉にするか、「{wording}」と説明してください。",
            f"'{word.surface}' ({word.reading}) has kanji beyond the third year of school:"
            f" {''.join(strange)}. Use easier words, or explain it as '{wording}'.",
            wording,
        )


def _is_compound(word: Word) -> bool:
    return word.part[0] == "名詞" and COMPOUND.fullmatch(word.surface) is not None


def _is_named(words: Sequence[Word], index: int) -> bool:
    """Whether the word is a name, or part of the name of an office or place."""
    if words[index].part[1] in NAMED or OFFICE.fullmatch(words[index].surface):
        return True
    if index and words[index - 1].part[1] == "固有名詞":
        return True
    for following in words[index + 1 : index + LONGEST_NAME]:
        if following.part[0] not in ("名詞", "接尾辞", "接頭辞"):
            return False
        if following.surface in "課係局部署庁館" or OFFICE.fullmatch(following.surface):
            return True
    return False


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
