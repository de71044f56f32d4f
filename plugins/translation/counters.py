"""Counters: how many of what, in the words of each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from babel.units import format_unit

from plugins.languages import EASY, Language
from plugins.translation import numerals
from plugins.translation.numerals import folded
from plugins.translation.words import locale, ordinal, table


@dataclass(frozen=True)
class Count:
    """2〜3回: a number, or one to another, of a counter.

    A language that has no word for the counter shows it in Japanese behind the number.
    """

    source: str
    counter: str  # as spelled
    value: Decimal
    low: Decimal | None = None

    def written(self, language: Language) -> str:
        if language.code == EASY:
            return numerals.easy(self.source)
        number = self._number(language)
        entry = spellings().get(self.counter, {})
        if text := entry.get(language.code):
            if isinstance(text, list):
                text = text[0 if locale(language).plural_form(self.value) == "one" else -1]
            return str(text.format(n=number, th=self._ordinal()))
        if (unit := entry.get("unit")) and (text := self._unit(unit, number, language)):
            return text
        return str(entry.get("symbol", "{n}" + self.counter).format(n=number))

    def _number(self, language: Language) -> str:
        text = folded(self.source).replace(folded(self.counter), "")
        if spellings().get(self.counter, {}).get("label") and text.isascii():
            return text.strip()
        value = numerals.written(self.value, language)
        return value if self.low is None else f"{numerals.written(self.low, language)}–{value}"

    def _ordinal(self) -> str:
        if self.low is not None:
            return f"{ordinal(int(self.low))}–{ordinal(int(self.value))}"
        return ordinal(int(self.value))

    def _unit(self, unit: str, number: str, language: Language) -> str | None:
        """As CLDR has it, long or else short; None where Babel would only put the unit's name."""
        value = numerals.written(self.value, language)
        for length in ("long", "short"):
            text = format_unit(self.value, unit, length, locale=language.locale)
            if unit not in text and value in text:
                return str(text.replace(value, number, 1))
        return None


@cache
def spellings() -> dict[str, dict[str, Any]]:
    """What is known of a counter by each way of spelling it."""
    return {spelled: entry for entry in table("counters").values() for spelled in entry["spelled"]}


@cache
def pattern() -> str:
    """Every counter known, longest first, where nothing follows that makes it another word."""
    return "|".join(
        re.escape(folded(spelled)) + (f"(?!{entry['unless']})" if "unless" in entry else "")
        for spelled, entry in sorted(
            spellings().items(), key=lambda item: len(item[0]), reverse=True
        )
    )
