"""Numerals: the numbers of Japanese text read, and written with another language's separators."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal

from plugins.languages import Language

# Everything here reads folded text: full-width digits, letters and signs made narrow, one for one.
_MARKDOWN = "＊＿｀［］｛｝＜＞＼～"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _MARKDOWN}
_FOLDED = str.maketrans(_FULL_WIDTH | {0x3000: " ", ord("～"): "〜"})

DIGIT = "[0-9]"
HYPHEN = "[-‐‑‒–—―−]"
WAVE = "(?:〜|(?<!~)~(?!~))"
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_MULTIPLE = "(?:[十百千]?[万億兆]|[百千])"
VALUE = f"(?:{NUMBER}(?:{_MULTIPLE}(?:{NUMBER}{_MULTIPLE})*(?:{NUMBER})?)?)"
KANJI = "[〇一二三四五六七八九十百千]"
KANJI_VALUE = f"(?:{KANJI}+(?:万{KANJI}*)?)"

_MULTIPLES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}
_KANJI_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")}
_TO = re.compile(rf"(?<=\S)\s?(?:{WAVE}|{HYPHEN})\s?")
_COUNTER = re.compile("[^0-9]+$")
_TOKEN = re.compile(f"(?P<number>{NUMBER})|(?P<sign>.)")


def folded(text: str) -> str:
    """The text with full-width digits, letters and signs narrow; every character keeps its place.

    Marks of Markdown stay as they are: a full-width ＊ is none.
    """
    return text.translate(_FOLDED)


def number(text: str) -> Decimal:
    """The value of a folded numeral: 1,000 and 1万5千 and 三十."""
    if all(char in _KANJI_DIGITS for char in text):
        return Decimal("".join(str(_KANJI_DIGITS[char]) for char in text))
    total = section = Decimal(0)
    pending: Decimal | None = None
    for match in _TOKEN.finditer(text):
        if match["number"]:
            pending = Decimal(match["number"].replace(",", ""))
        elif (sign := match["sign"]) in _KANJI_DIGITS:
            pending = Decimal(_KANJI_DIGITS[sign])
        elif sign in _MULTIPLES:
            section += (Decimal(1) if pending is None else pending) * _MULTIPLES[sign]
            pending = None
        else:
            total += (section + (pending or 0) or 1) * _MYRIADS[sign]
            section, pending = Decimal(0), None
    return total + section + (pending or 0)


def written(value: Decimal, language: Language) -> str:
    """1,234.5 in English, 1.234,5 in Portuguese; the digits are western everywhere."""
    text: str = format_decimal(
        value, locale=language.locale, decimal_quantization=False, numbering_system="latn"
    )
    return text.replace("\u202f", "\u00a0")


def easy(source: str) -> str:
    """An amount in easy Japanese, narrow: 2〜3回 as 2回から3回.

    1〜2万円 stays as it is, as nobody wants 1円 read there.
    """
    text = folded(source)
    low, to, high = _TO.sub("〜", text).partition("〜")
    counter = _COUNTER.search(high)
    if not to or not counter or re.search("[十百千万億兆]", text):
        return text
    return f"{low.removesuffix(counter[0])}{counter[0]}から{high}"
