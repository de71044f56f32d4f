"""Contacts: URLs, mail addresses, telephone numbers and postal codes."""

from __future__ import annotations

import re

from plugins.translation.figures import Code, Extension, Thing, Verbatim
from plugins.translation.numerals import HYPHEN

_HYPHENS = "[-‐‑‒–—―−ー]"
_NO_LETTER = "(?<![A-Za-z0-9])"
URL = (
    r"(?:https?|ftp|mailto|tel|sms)://?[!-'*-;=?-Z_a-z~%]+(?<![.,;:!?'])"
    r"|(?:mailto|tel|sms):[!-'*-;=?-Z_a-z~%]+(?<![.,;:!?'])"
    rf"|{_NO_LETTER}(?:www\.[A-Za-z0-9-]+|[A-Za-z0-9-]+)(?:\.[A-Za-z0-9-]+)*"
    r"\.(?:jp|com|org|net|info|biz|app|dev|io)(?![A-Za-z0-9])(?:/[!-'*-;=?-Z_a-z~%]*)?"
)
MAIL = r"[A-Za-z0-9.!#$%&'+/=?^_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|@[A-Za-z0-9_.-]*"
TELEPHONE = (
    rf"(?:\+[0-9]{{1,3}}{_HYPHENS}?)?(?:\(0[0-9]{{1,4}}\)\s?|0[0-9]{{1,4}}\s?\([0-9]{{1,4}}\)\s?)"
    rf"[0-9]{{1,4}}(?:{_HYPHENS}?[0-9]{{3,4}})?(?![0-9])"
    rf"|\+[0-9]{{1,3}}(?:[\s-]?[0-9]{{1,4}}){{2,4}}|{_NO_LETTER}0[0-9]{{9,10}}(?![0-9])"
)
POSTAL = rf"〒\s?[0-9]{{3}}{_HYPHENS}?[0-9]{{4}}"
EXTENSION = rf"内線\s?:?\s?(?P<number>[0-9]+(?:{HYPHEN}[0-9]+)*)"
# Digits joined so are a telephone number, an address or a code: never an amount.
JOINED = rf"[0-9]+(?:{_HYPHENS}[0-9]+)+(?![A-Za-z])|[#][0-9]+|[0-9]+(?:[:/][0-9]+)+|[0-9]+(?:\.[0-9]+){{2,}}"
LETTERED = rf"{_NO_LETTER}(?=[A-Za-z0-9._-]*[0-9_])(?=[0-9._-]*[A-Za-z])[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*"


def read_address(match: re.Match[str], source: str) -> Thing:
    return Verbatim(source)


def read_code(match: re.Match[str], source: str) -> Thing:
    return Code(source)


def read_extension(match: re.Match[str], source: str) -> Thing:
    return Extension(source, match["number"])
