"""Names: places, groups and people the organization registered, in the languages it gave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from plugins.languages import Language
from plugins.organizations import name_in
from plugins.translation.numerals import folded

Names = Mapping[str, Mapping[str, str]]

# A name's last letter and what follows may be a word of its own: 栄町 and 会 are 栄 and 町会.
_COMPOUNDS = ("町会", "町内会", "町長", "町民", "市長", "市民", "区長", "区民", "村長", "村民", "校長", "会長", "会員", "会館", "会場", "会議", "班長", "川原", "寺院")  # fmt: skip
# Before a name these end a place or are said of it; any other kanji begins a longer word: 新栄町.
_BEFORE = "市区町村県郡旧現元前各両同内外第下"
_PARTICLES = "のはがをにへとでもや"


@dataclass(frozen=True)
class Name:
    """A registered name; a language it was not given in has it in English, or keeps the Japanese."""

    source: str
    names: Mapping[str, str]

    def written(self, language: Language) -> str:
        return name_in(self.names, language.code) or self.source


@lru_cache(maxsize=64)
def pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds any of the names in folded text, the longest first; None when there are none."""
    alternatives = [
        _before(name) + re.escape(name) + _after(name)
        for name in sorted({folded(name) for name in names if name.strip()}, key=len, reverse=True)
    ]
    return re.compile("|".join(alternatives)) if alternatives else None


def _before(name: str) -> str:
    script = _script(name[0])
    if script == "kanji":
        return f"(?:(?<![一-龥々])|(?<=[{_BEFORE}]))" if len(name) > 1 else "(?<![一-龥々])"
    if script == "hiragana":
        return "" if len(name) > 2 else "(?<![ぁ-ゖ])"
    return f"(?<!{_SAME[script]})" if script else ""


def _after(name: str) -> str:
    script = _script(name[-1])
    if script == "kanji":
        if len(name) == 1:
            return "(?![一-龥々])"
        words = [word[1:] for word in _COMPOUNDS if word[0] == name[-1]]
        return f"(?!{'|'.join(words)})" if words else ""
    if script == "hiragana":
        return "" if len(name) > 2 else f"(?![ぁ-ゖ](?<![{_PARTICLES}]))"
    return f"(?!{_SAME[script]})" if script else ""


_SAME = {"katakana": "[ァ-ヺー]", "latin": "[A-Za-z0-9À-ɏ]"}


def _script(char: str) -> str:
    if "ぁ" <= char <= "ゖ":
        return "hiragana"
    if "ァ" <= char <= "ヺ" or char == "ー":
        return "katakana"
    if "一" <= char <= "龥" or char == "々":
        return "kanji"
    return "latin" if unicodedata.category(char)[0] in "LN" and char < "ɐ" else ""
