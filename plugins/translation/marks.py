"""Marks: what Markdown means rather than says: code, targets of links, emphasis, HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plugins.languages import Language
from plugins.translation.figures import Thing, Verbatim

_NESTED = r"(?:[^()\s\\]|\\.|\([^()\s]*\))*"
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?"""
_TARGET = rf"\(\s*(?:<[^<>]*>|{_NESTED}){_TITLE}\s*\)"
_ATTRIBUTES = r"\{:?\s*[.#:A-Za-z][^{}]*\}"

WHOLE = (
    r"[⟦⟧]"
    r"|\\[!-/:-@\[-`{-~]"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?P<ticks>(?<!`)`+(?!`)).*?[^`](?P=ticks)(?!`)|`+"
    r"|<!--.*?-->|<[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>"
    r"|</?[A-Za-z][^<>]*>|[<>]"
    r"|^\s{0,3}\[[^\]]+\]:\s*\S+.*$"
    r"|\[\^[^\]\s]+\]"
    rf"|{_ATTRIBUTES}"
    r"|~~~+|\\"
)
OPENING = r"!?\["
CLOSING = rf"\](?:{_TARGET}|\[[^\]]*\])?(?:{_ATTRIBUTES})?"
EMPHASIS = r"\*+|_+|~~"


@dataclass(frozen=True)
class Mark:
    """One of a pair around translated text, or a mark on its own when ``pair`` is None.

    ``pair`` numbers the pair; ``opens`` whether it is the first of it.
    """

    source: str
    kind: str
    pair: int | None = None
    opens: bool = False

    def written(self, language: Language) -> str:
        return self.source


def read_whole(match: re.Match[str], source: str) -> Thing:
    return Verbatim(source)


def read_opening(match: re.Match[str], source: str) -> Thing:
    return Mark(source, "[", opens=True)


def read_closing(match: re.Match[str], source: str) -> Thing:
    return Mark(source, "[")


def read_emphasis(match: re.Match[str], source: str) -> Thing:
    return Mark(source, source)


def paired(pieces: Sequence[str | Thing]) -> list[str | Thing]:
    """The pieces with marks told which belong together. What is left over stands alone."""
    result = list(pieces)
    open_at: list[int] = []
    pair = 0
    for place, piece in enumerate(pieces):
        if not isinstance(piece, Mark):
            continue
        partner = next((at for at in reversed(open_at) if _closes(piece, result[at])), None)
        if partner is None:
            if piece.opens or piece.kind != "[":
                open_at.append(place)
            continue
        del open_at[open_at.index(partner) :]  # what was opened within is not closed within
        opening = result[partner]
        if isinstance(opening, Mark):
            result[partner] = replace(opening, pair=pair, opens=True)
            result[place] = replace(_with_label(piece, pieces[partner + 1 : place]), pair=pair)
            pair += 1
    return result


def _closes(mark: Mark, opening: str | Thing) -> bool:
    return isinstance(opening, Mark) and opening.kind == mark.kind and not mark.opens


@dataclass(frozen=True)
class _Label(Mark):
    """The end of [text][], which names its target by the text; translated, by the Japanese text."""

    label: str = ""

    def written(self, language: Language) -> str:
        return f"][{self.label}]"


def _with_label(mark: Mark, inside: Sequence[str | Thing]) -> Mark:
    if mark.source != "][]":
        return mark
    label = "".join(piece if isinstance(piece, str) else piece.source for piece in inside)
    return _Label(mark.source, mark.kind, label=label)
