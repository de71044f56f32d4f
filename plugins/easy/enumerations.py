"""Enumerations: three things or more in a row, which a list shows better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence
from plugins.reading.words import Word

COMMA = "、"
MANY = 3
THING = {"名詞", "接頭辞", "接尾辞"}
NOT_THINGS = {"数詞", "助数詞可能", "副詞可能"}


def enumerations(sentence: Sentence) -> Iterator[Advice]:
    """Three things or more with commas between them in a sentence that is not in a list.

    The guideline, ステップ1「文をわかりやすくする」: 三つ以上のことを言うときは、箇条書きにする.
    """
    if sentence.item or not sentence.ended:
        return
    words = sentence.outside_brackets()
    pieces: list[list[Word]] = [[]]
    for word in words:
        if word.surface == COMMA:
            pieces.append([])
        else:
            pieces[-1].append(word)
    things = 0
    for index, piece in enumerate(pieces):
        last = index + 1 == len(pieces)
        if not last and _is_thing(piece):
            things += 1
            continue
        if things + 1 >= MANY and piece and _is_thing(piece[:1]):
            last_thing = list(takewhile(lambda word: _is_thing([word]), piece))
            while last_thing and last_thing[-1].surface == "の":
                last_thing.pop()
            listed = [*pieces[index - things : index], last_thing]
            yield Advice(
                listed[0][0].start,
                last_thing[-1].end,
                "easy.list",
                f"ものが {things + 1} つ並んでいます。行を分けて「- 」で始まる箇条書きにしてください。",
                f"Here are {things + 1} things in a row. Make a list of them, a line each, beginning"
                " with '- '.",
                "".join(f"- {_text(thing)}\n" for thing in listed),
            )
        things = 0


def _is_thing(piece: Sequence[Word]) -> bool:
    return bool(piece) and all(
        (
            word.part[0] in THING
            and word.part[1] not in NOT_THINGS
            and word.part[2] not in NOT_THINGS
        )
        or word.surface == "の"
        for word in piece
    )


def _text(piece: Sequence[Word]) -> str:
    return "".join(word.surface for word in piece)
