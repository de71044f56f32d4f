"""Scripts: what the letters of a language are, and how much room its words take."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Script:
    """``name`` is how the Unicode names of its letters begin.

    A translation of n Japanese characters has at least ``least * n - slack`` and at most
    ``most * n + slack`` characters. ``joined`` is written with zero-width joiners, ``spaced`` with
    spaces between words.
    """

    name: str
    least: float
    most: float
    slack: int
    joined: bool = False
    spaced: bool = True


# Of the phrases the tests know, English takes 1.4 to 5 characters for each Japanese one, and up to
# 12 for words of two or three (町会: Neighborhood association): hence the slack.
LATIN = Script("LATIN", 0.6, 7.0, 16)
_HAN = Script("CJK", 0.25, 2.0, 4, spaced=False)
_OTHERS = {
    "ja": Script("", 0.3, 3.0, 6, spaced=False),
    "zh": _HAN,
    "yue": _HAN,
    "ko": Script("HANGUL", 0.3, 2.5, 6),
    "ne": Script("DEVANAGARI", 0.5, 6.0, 16, joined=True),
    "hi": Script("DEVANAGARI", 0.5, 6.0, 16, joined=True),
    "bn": Script("BENGALI", 0.5, 6.0, 16, joined=True),
    "si": Script("SINHALA", 0.5, 6.0, 16, joined=True),
    "ta": Script("TAMIL", 0.5, 7.0, 16, joined=True),
    "ur": Script("ARABIC", 0.5, 6.0, 16, joined=True),
    "fa": Script("ARABIC", 0.5, 6.0, 16, joined=True),
    "ar": Script("ARABIC", 0.4, 5.0, 16, joined=True),
    "he": Script("HEBREW", 0.4, 5.0, 16),
    "ru": Script("CYRILLIC", 0.6, 7.0, 16),
    "uk": Script("CYRILLIC", 0.6, 7.0, 16),
    "mn": Script("CYRILLIC", 0.6, 7.0, 16),
    "el": Script("GREEK", 0.6, 7.0, 16),
    "th": Script("THAI", 0.5, 6.0, 16, spaced=False),
    "lo": Script("LAO", 0.5, 6.0, 16, spaced=False),
    "my": Script("MYANMAR", 0.5, 8.0, 16, joined=True, spaced=False),
    "km": Script("KHMER", 0.5, 8.0, 16, joined=True, spaced=False),
}
_KANA = re.compile("[ぁ-ゖゝ-ゟァ-ヺーヽ-ヿㇰ-ㇿｦ-ﾟ]")
_KANJI = re.compile("[々〆\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def script(language: str) -> Script:
    """The script of a language's code; of one not listed the Latin one."""
    return _OTHERS.get(language.partition("-")[0], LATIN)


def writes(name: str, text: str) -> bool:
    """Whether a text has a letter of a script."""
    return any(c.isalpha() and unicodedata.name(c, "").startswith(name) for c in text)


def kana(text: str) -> bool:
    return bool(_KANA.search(text))


def japanese(text: str) -> bool:
    """Whether a text has kana or kanji."""
    return bool(_KANA.search(text) or _KANJI.search(text))
