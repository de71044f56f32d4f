"""The phrase book: what people wrote once for all, above all what must be understood at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polib

PHRASES = Path(__file__).with_name("phrases")


@cache
def phrase_book(code: str) -> Mapping[str, str]:
    """The phrases in a language by their masked Japanese; none for a language without a book."""
    file = PHRASES / f"{code}.po"
    if not file.is_file():
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(file)) if entry.translated()}
