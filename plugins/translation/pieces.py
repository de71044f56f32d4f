"""Pieces: a segment taken apart at its masks and put together again."""

from __future__ import annotations

import re

from plugins.translation.gate import MASK
from plugins.translation.scripts import Script

_MASKS = re.compile(f"({MASK.pattern})", re.ASCII)
# Punctuation around words is no business of the machine's, but that a sentence ends is.
_PARTS = re.compile(r"([\W_]*)(.*\w[。．！？.!?]*|)([\W_]*)", re.DOTALL)
# A particle alone (に, から, まで) says nothing; a model given one makes something up.
_PARTICLE = re.compile(r"[ぁ-ゖ]{1,3}")
_NARROW = str.maketrans("、，。．：；！？（）〜～・「」『』\u3000", ",,..:;!?()––,“”“” ")
_ENDS = ",.:;!?)”⟧"
_BEGINS = "(“⟦"


def split(segment: str) -> list[str]:
    """Masks, words and the punctuation around them, in order; nothing is lost."""
    found: list[str] = []
    for piece in _MASKS.split(segment):
        if MASK.fullmatch(piece):
            found.append(piece)
        elif parts := _PARTS.fullmatch(piece):
            found += parts.groups()
    return [piece for piece in found if piece]


def has_words(piece: str) -> bool:
    """Whether a piece is something to be translated: neither a mask nor punctuation."""
    return not MASK.fullmatch(piece) and any(char.isalnum() for char in piece)


def is_particle(piece: str) -> bool:
    return bool(_PARTICLE.fullmatch(piece))


def join(pieces: list[str], translations: dict[str, str], script: Script) -> str:
    """The pieces in their order, words by their translations, punctuation as the script has it."""
    if not script.spaced:
        return "".join(translations.get(piece, piece) for piece in pieces)
    text = ""
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        said = translations.get(piece) or piece.translate(_NARROW)
        if following and piece in translations and not piece.endswith(("。", ".")):
            said = said.removesuffix(".")  # a model ends everything like a sentence
        if _belong_apart(text, said):
            text += " "
        text += said
    return " ".join(text.split())


def _belong_apart(before: str, after: str) -> bool:
    return bool(before and after) and (
        (before[-1].isalnum() or before[-1] in _ENDS)
        and (after[0].isalnum() or after[0] in _BEGINS)
    )
