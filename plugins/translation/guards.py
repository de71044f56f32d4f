"""Guards: a text put in the place of another is still the same block, whatever it begins with.

Where a character would mark a block, its HTML reference is written: readers see the same, and
neither prose nor Markdown takes it for a mark.
"""

from __future__ import annotations

import re
from collections import Counter

from plugins.translation.sentences import CODE

WHITE = re.compile(r"[^\S 　]+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ufeff]")
# What would begin a block: by Markdown, or by `plugins.prose`.
BEGINS_BLOCK = re.compile(
    r"[-*+:](?=\s|$)|[#>・●○◆◇▪▫•‣▶■□]|[0-9]+[.)](?=\s|$)|[（(]?[０-９0-9]{1,2}[）)．]"
    r"|~{3}|\[[^\]]*\]:"
)
ENDS_LINE = re.compile(r"#\Z|(?<!\\)(?:\\\\)*(\\)\Z")
# What a text may hold only as often as the one it replaces.
MARKED = re.compile(
    rf"(?P<code>{CODE})|\\[\\`*_{{}}\[\]()>#+\-.!|]|<[^<>]+>|\{{[^{{}}]*\}}|[|`{{<]"
)


def fitting(source: str, text: str) -> str | None:
    """The text as it can stand in the place of ``source``; None when it has nothing to read."""
    text = WHITE.sub(" ", CONTROL.sub("", text)).strip()
    if not any(char.isalnum() for char in text):
        return None
    text = _unmarked(text, Counter(match[0] for match in MARKED.finditer(source)))
    if BEGINS_BLOCK.match(text):
        text = _reference(text[0]) + text[1:]
    if ENDS_LINE.search(text):
        text = text[:-1] + _reference(text[-1])
    return text


def _unmarked(text: str, allowed: Counter[str]) -> str:
    """The text with every mark harmless that is not one of the source's."""

    def written(match: re.Match[str]) -> str:
        mark = match[0]
        if mark.startswith("\\"):
            return mark
        # Not a pipe on its own: it would begin a cell though the source has one.
        if len(mark) > 1 and allowed[mark] > 0:
            allowed[mark] -= 1
            return mark
        return "".join(_reference(char) if char in "|`{<" else char for char in mark)

    return MARKED.sub(written, text)


def _reference(char: str) -> str:
    return f"&#{ord(char)};"
