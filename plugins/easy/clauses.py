"""Clauses: more than one thing said in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence
from plugins.reading.words import Word

COMMA = "、"
LINKS = {
    "が": "でも、",
    "けれど": "でも、",
    "けれども": "でも、",
    "けど": "でも、",
    "ので": "だから、",
    "から": "だから、",
    "し": "そして、",
    "て": "それから、",
    "で": "それから、",
    "ため": "だから、",
}
CONTRASTS = {"が", "けれど", "けれども", "けど"}
CONDITIONS = {"ば", "と", "たら", "だら", "なら"}
POLITE_OPENINGS = {"すみません", "すいません"}
LIMIT = 1  # links within a sentence; a contrast is always two things


def several_things(sentence: Sentence) -> Iterator[Advice]:
    """A sentence with a contrast (〜が、), or with two links or more (〜ので、〜て、〜たら、…).

    The guideline, ステップ1「文をわかりやすくする」: 一文に言いたいことは一つだけ. Its example
    「届け出をし、受理されると、成立します」 has two links. One condition or one 〜て、 is let pass.
    """
    words = sentence.outside_brackets()
    links = [(index, link) for index in range(len(words)) if (link := _link(words, index))]
    contrasts = [(index, link) for index, link in links if link in CONTRASTS]
    if len(links) <= LIMIT and not contrasts:
        return
    breaks = [(index, link) for index, link in links if link not in CONDITIONS]
    index, link = (contrasts or breaks or links)[0]
    following = LINKS.get(link, "それから、")
    yield Advice(
        words[0].start,
        words[-1].end,
        "easy.clauses",
        f"一つの文に二つ以上のことが書いてあります。「{words[index].surface}」のところで文を切り、"
        f"次の文を「{following}」などで始めてください。",
        f"This sentence says more than one thing. End it at '{words[index].surface}' and begin the"
        f" next with '{following}' or the like.",
        f"。{following}",
    )


def _link(words: Sequence[Word], index: int) -> str:
    """The link that this word makes to a further clause; empty when it makes none."""
    word = words[index]
    before = words[index - 1] if index else None
    comma = index + 1 < len(words) and words[index + 1].surface == COMMA
    if before is None or index + 1 == len(words):
        return ""
    if word.part[1] == "接続助詞":
        if word.surface in CONTRASTS:
            return "" if _opening(words[:index]) else word.surface
        if word.surface in ("から", "し", "ので") or comma:
            return word.surface if word.surface in LINKS or word.surface in CONDITIONS else ""
        return ""
    if word.surface == "で" and before.surface == "の" and before.part[1] == "準体助詞":
        return "ので"
    if word.surface in CONDITIONS and word.part[0] == "助動詞" and comma:
        return word.surface
    if word.surface in ("ため", "為") and comma:
        return "ため"
    # The written style's pause (〜し、〜おり、).
    if word.part[0] in ("動詞", "助動詞") and word.part[5].startswith("連用形") and comma:
        return "て"
    return ""


def _opening(words: Sequence[Word]) -> bool:
    return "".join(word.surface for word in words) in POLITE_OPENINGS
