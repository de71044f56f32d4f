"""Locales are kept apart: what a language writes does not depend on which was written before."""

from __future__ import annotations

import json
import subprocess
import sys

from plugins.languages import LANGUAGES

WRITES = """
import json, sys
from datetime import datetime
from babel.dates import format_date, format_datetime, get_day_names, get_month_names
from babel.numbers import format_currency
from babel.units import format_unit
from plugins.languages import language
said = {}
for code in sys.argv[1:]:
    name = language(code).locale
    moment = datetime(2026, 12, 1, 16, 5)
    said[code] = [
        *[format_date(moment, pattern, locale=name) for pattern in ("LLLL", "MMMM", "cccc", "full")],
        *get_month_names("wide", "stand-alone", name).values(),
        *get_day_names("wide", "stand-alone", name).values(),
        format_datetime(moment, "h B, a", locale=name),
        format_currency(500, "JPY", locale=name),
        format_unit(3, "hour", locale=name),
    ]
print(json.dumps(said, sort_keys=True))
"""


def said(codes: list[str]) -> dict[str, list[str]]:
    """What each language writes in a process that writes them in this order."""
    command = [sys.executable, "-c", WRITES, *codes]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_order_of_languages_changes_nothing() -> None:
    codes = list(LANGUAGES)
    alone = {code: said([code])[code] for code in codes}

    assert said(codes) == alone
    assert said(codes[::-1]) == alone
    assert said(["zh-Hans", *(code for code in codes if code != "zh-Hans")]) == alone
    assert alone["ko"][0] == "12월"
