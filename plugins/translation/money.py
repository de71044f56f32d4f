"""Money: yen, as each language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency

from plugins.languages import EASY, Language
from plugins.translation import numerals
from plugins.translation.words import word


@dataclass(frozen=True)
class Money:
    """Yen, from ``low`` on when it is a range."""

    source: str
    value: Decimal
    low: Decimal | None = None

    def written(self, language: Language) -> str:
        if language.code == EASY:
            return numerals.easy(self.source)
        number = numerals.written(self.value, language)
        low = "" if self.low is None else numerals.written(self.low, language) + "–"
        if text := word("yen", language, n=low + number):
            return "1 iene" if text == "1 ienes" else text
        currency = format_currency(self.value, "JPY", locale=language.locale, format_type="name")
        return low + str(currency)
