"""Marks: signs that stand for words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence

DOT = re.compile(r"(?P<left>[一-龯々ぁ-ん])・(?P<right>[一-龯々ぁ-ん])")
STROKE = re.compile(r"(?P<left>[一-龯々ぁ-んァ-ヶー])[/／](?P<right>[一-龯々ぁ-んァ-ヶー])")
MARKS = {
    "※": "気を つけて ください",
    "→": "「〜から〜へ」などの言葉",
    "⇒": "「だから」などの言葉",
    "＆": "と",
    "&": "と",
    "℡": "電話",
    "☎": "電話",
    "№": "番号",
    "〃": "同じ",
    "㊗": "祝日",
}
SIGN = re.compile("[" + "".join(MARKS) + "]")
JUDGED = re.compile(r"(?<![^\s　])[○◯◎×✕△](?![^\s　])")


def marks(sentence: Sentence) -> Iterator[Advice]:
    """※, →, 氏名・住所, 男/女, a lone ○ or ×.

    The guideline, ステップ1「情報を整理する」, uses 記号 where they make things clearer. These do not:
    they are Japanese custom, ○ and × mean other things elsewhere, and none is read aloud. ・ within
    katakana and at the head of an item is let pass.
    """
    for match in SIGN.finditer(sentence.text):
        plain = MARKS[match[0]]
        yield _advice(match.start(), match.end(), match[0], plain)
    for match in DOT.finditer(sentence.text):
        yield _advice(match.start("left") + 1, match.start("right"), "・", "と")
    for match in STROKE.finditer(sentence.text):
        mark = match[0][1:2]
        yield _advice(match.start("left") + 1, match.start("right"), mark, "か")
    for match in JUDGED.finditer(sentence.text):
        yield _advice(match.start(), match.end(), match[0], "できます／できません")


def _advice(start: int, end: int, mark: str, plain: str) -> Advice:
    return Advice(
        start,
        end,
        "easy.mark",
        f"「{mark}」は意味が分からない人がいます。言葉で書いてください（例：{plain}）。",
        f"Not everyone knows what '{mark}' means. Use words, as '{plain}'.",
        plain,
    )
