"""Words: what stands around figures in each language, from the tables beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from plugins import locales
from plugins.languages import Language

FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def word(key: str, language: Language, **values: object) -> str | None:
    """The text of words.toml filled in; None when the language has none."""
    text: str | None = table("words")[key].get(language.code)
    return None if text is None else text.format_map(values)


def locale(language: Language) -> Locale:
    return locales.locale(language.locale)


def ordinal(value: int) -> str:
    """1st, 2nd, 11th: English."""
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"
