"""Kinds: everything that is masked, in the order in which a place in the text is asked for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from plugins.translation import amounts, contacts, marks, moments, weekdays
from plugins.translation.figures import Intensity, Thing, Verbatim
from plugins.translation.fiscal import FISCAL, read_fiscal
from plugins.translation.numerals import VALUE

_INTENSITY = r"(?<=震度)(?P<value>[0-9])(?P<strength>[強弱])"
_SIGNED = rf"(?:(?<!\w)[-−+])?{VALUE}"
_ODD_DIGITS = r"[\d①-⓿❶-➓㉈-㉏㉑-㉟㊱-㊿]+"

Read = Callable[[re.Match[str], str], Thing | None]


@dataclass(frozen=True)
class Kind:
    """``read`` may answer None: then the next kind is asked. Marks are looked for as written."""

    pattern: re.Pattern[str]
    read: Read
    as_written: bool = False


@cache
def kinds() -> tuple[tuple[Kind, ...], tuple[Kind, ...]]:
    """Those asked before registered names, and those asked after."""
    before = [
        Kind(re.compile(pattern, re.DOTALL), read, as_written=True)
        for pattern, read in (
            (marks.WHOLE, marks.read_whole),
            (marks.OPENING, marks.read_opening),
            (marks.CLOSING, marks.read_closing),
            (marks.EMPHASIS, marks.read_emphasis),
        )
    ]
    before += [
        Kind(re.compile(pattern), contacts.read_address)
        for pattern in (contacts.URL, contacts.MAIL)
    ]
    after: list[tuple[str, Read]] = [
        (contacts.TELEPHONE, contacts.read_code),
        (contacts.POSTAL, contacts.read_code),
        (contacts.EXTENSION, contacts.read_extension),
        (_INTENSITY, _read_intensity),
        (FISCAL, read_fiscal),
        (moments.SPAN, moments.read_span),
        (moments.OPEN_SPAN, moments.read_span),
        (weekdays.PATTERN, weekdays.read),
        (amounts.ORDINAL, amounts.read_ordinal),
        (amounts.FRACTION, amounts.read_fraction),
        (moments.POINT, moments.read),
        (amounts.MONEY, amounts.read_money),
        (amounts.DAYS, amounts.read_days),
        (amounts.DEGREES, amounts.read_degrees),
        (amounts.TENTHS, amounts.read_tenths),
        (amounts.count_pattern(ranged=True), amounts.read_count),
        (amounts.count_pattern(ranged=False), amounts.read_count),
        (contacts.JOINED, contacts.read_code),
        (contacts.LETTERED, contacts.read_code),
        (_SIGNED, amounts.read_number),
        (_ODD_DIGITS, _read_verbatim),
    ]
    return tuple(before), tuple(Kind(re.compile(pattern), read) for pattern, read in after)


def _read_intensity(match: re.Match[str], source: str) -> Thing:
    return Intensity(source, match["value"], match["strength"] == "強")


def _read_verbatim(match: re.Match[str], source: str) -> Thing:
    return Verbatim(source)
