"""Report: advice on one Markdown file, at its lines, and in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from plugins.easy.blanks import blanked
from plugins.easy.rules import advice
from plugins.mistakes import Mistake

SENTENCES = {"easy.long", "easy.clauses", "easy.list", "easy.ending"}
WORDS = {"easy.word", "easy.explain", "easy.loan-word", "easy.abbreviation", "easy.kanji"}
FORMS = {"easy.polite", "easy.passive", "easy.causative", "easy.double-negative"}
KINDS = (
    ({"easy.long"}, "{} 文が長い", "{} long sentence", "{} long sentences"),
    (
        SENTENCES - {"easy.long"},
        "{} 文が分かりにくい",
        "{} sentence to recast",
        "{} sentences to recast",
    ),
    (WORDS, "{} 語がむずかしい", "{} hard word", "{} hard words"),
    (FORMS, "{} か所の言い方がむずかしい", "{} hard phrase", "{} hard phrases"),
)
REST = ("{} か所の日時や記号が分かりにくい", "{} unclear date or mark", "{} unclear dates or marks")


def report(
    text: str, path: str, first_line: int = 1, names: Collection[str] = ()
) -> tuple[Mistake, ...]:
    """What could be easier in a Markdown text, in the order it stands. None of it stops a build.

    ``path`` is shown as given; ``first_line`` is the line of the file that the text begins at, for
    a text that is part of a file. ``names`` are names of places and people, hard or not.
    """
    return tuple(
        Mistake(path, first_line + text.count("\n", 0, piece.start), piece.code, piece.ja, piece.en)
        for piece in advice(blanked(text), names)
    )


def summary(told: Iterable[Mistake]) -> tuple[str, str]:
    """All advice in one sentence, in Japanese and in English; empty when there is none."""
    count = Counter(mistake.code for mistake in told)
    kinds = [(sum(count.pop(code, 0) for code in codes), *words) for codes, *words in KINDS]
    kinds.append((count.total(), *REST))
    found = [(number, *words) for number, *words in kinds if number]
    return (
        "、".join(str(ja).format(number) for number, ja, _, _ in found),
        ", ".join(
            str(one if number == 1 else many).format(number) for number, _, one, many in found
        ),
    )
