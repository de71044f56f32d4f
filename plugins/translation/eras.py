"""Eras: Japanese years and the western years they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.translation.numerals import KANJI, number

_FIRST = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_LETTERS = {"S": "昭和", "H": "平成", "R": "令和"}

NAMED = rf"(?:{'|'.join(_FIRST)})\s?(?:元|[0-9]{{1,2}}|{KANJI}{{1,4}})年"
SHORT = r"(?<![A-Za-z0-9])[SHR]\.?[0-9]{1,2}"
WESTERN = r"(?<![0-9])(?:(?:19|20)[0-9]{2}|[一二][〇一二三四五六七八九]{3})年"
_ONE = f"(?:{NAMED}|{SHORT}年|{WESTERN})"
YEAR = rf"(?:{_ONE}(?:\s?\({_ONE}\))?)"

_NAMED = re.compile(rf"(?P<era>{'|'.join(_FIRST)}|[SHR])[\s.]?(?P<year>元|[0-9]+|{KANJI}+)年?")


@dataclass(frozen=True)
class Year:
    """A western year, and the Japanese one (令和8) when the officer gave it."""

    western: int
    era: str = ""


def year(text: str) -> Year | None:
    """令和8年, R8, 2026年, 2026年(令和8年); None when two given do not agree."""
    both = [_one(part) for part in re.split(r"\s?[()]", text) if part]
    if len({each.western for each in both}) != 1:
        return None
    return next((each for each in both if each.era), both[0])


def _one(text: str) -> Year:
    if match := _NAMED.match(text):
        era = _LETTERS.get(match["era"], match["era"])
        count = 1 if match["year"] == "元" else int(number(match["year"]))
        return Year(_FIRST[era] + count - 1, f"{era}{'元' if match['year'] == '元' else count}年")
    return Year(int(number(text.removesuffix("年"))))
