"""Fiscal years: 令和8年度 runs from April 2026, so it is no calendar year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.languages import EASY, Language
from plugins.translation import eras
from plugins.translation.numerals import folded
from plugins.translation.words import word

_ONE = rf"(?:{eras.NAMED}|{eras.SHORT}年|{eras.WESTERN})度"
FISCAL = rf"{_ONE}(?:\s?\({_ONE}\))?"


@dataclass(frozen=True)
class FiscalYear:
    source: str
    year: eras.Year

    def written(self, language: Language) -> str:
        if language.code == EASY:
            era = f"（{self.year.era}度）" if self.year.era else ""
            return f"{self.year.western}年度{era}"
        return word("fiscal", language, year=self.year.western) or f"{self.year.western}年度"


def read_fiscal(match: re.Match[str], source: str) -> FiscalYear | None:
    year = eras.year(folded(match[0]).replace("年度", "年"))
    return FiscalYear(source, year) if year else None
