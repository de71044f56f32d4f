"""Figures: the plain things of a text that are never translated, and how each language has them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from plugins.languages import EASY, Language
from plugins.translation import numerals
from plugins.translation.numerals import folded
from plugins.translation.words import ordinal, word


class Thing(Protocol):
    """Something masked. ``source`` is what the officer wrote; Japanese has it verbatim."""

    @property
    def source(self) -> str: ...

    def written(self, language: Language) -> str:
        """As a language other than Japanese writes it."""


@dataclass(frozen=True)
class Verbatim:
    """The same in every language: code, an address, a literal ⟦."""

    source: str

    def written(self, language: Language) -> str:
        return self.source


@dataclass(frozen=True)
class Code:
    """Digits that are or may be no amount: a telephone number, A4, 3-12, 2026. Narrow everywhere."""

    source: str

    def written(self, language: Language) -> str:
        return folded(self.source).replace("−", "-")


@dataclass(frozen=True)
class Number:
    """A number with nothing counted, written with separators or 万."""

    source: str
    value: Decimal

    def written(self, language: Language) -> str:
        if language.code == EASY:
            return folded(self.source)
        return numerals.written(self.value, language)


@dataclass(frozen=True)
class Ordinal:
    """3回目, 第42回, 第2: which of several. ``key`` names the words for it."""

    source: str
    value: int
    key: str

    def written(self, language: Language) -> str:
        text = word(self.key, language, n=self.value, th=ordinal(self.value))
        return folded(self.source) if text is None else text


@dataclass(frozen=True)
class Intensity:
    """5強 of 震度5強: the scale of the Japan Meteorological Agency, which tells 5 Lower from 5 Upper."""

    source: str
    value: str
    upper: bool

    def written(self, language: Language) -> str:
        if language.code == EASY:
            return folded(self.source)
        key, name = ("upper", "Upper") if self.upper else ("lower", "Lower")
        return word(key, language, n=self.value) or f"{self.value} {name}"


@dataclass(frozen=True)
class Extension:
    """内線 of a telephone number."""

    source: str
    value: str

    def written(self, language: Language) -> str:
        return word("extension", language, n=self.value) or folded(self.source)


@dataclass(frozen=True)
class Degrees:
    """Degrees Celsius."""

    source: str
    value: Decimal
    low: Decimal | None = None

    def written(self, language: Language) -> str:
        if language.code == EASY:
            return folded(self.source)
        low = "" if self.low is None else f"{numerals.written(self.low, language)} – "
        return f"{low}{numerals.written(self.value, language)}°C"


@dataclass(frozen=True)
class Fraction:
    """3分の2."""

    source: str
    value: str

    def written(self, language: Language) -> str:
        return folded(self.source) if language.code == EASY else self.value


@dataclass(frozen=True)
class Emergency:
    """110番: a number to be dialled, with 番 where readers know it."""

    source: str
    value: str

    def written(self, language: Language) -> str:
        return folded(self.source) if language.code == EASY else self.value
