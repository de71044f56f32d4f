"""Municipal prose made Markdown: what offices type, as they mean it.

Offices write full-width bullets and numbers, ■ before a heading, and a list straight below its
introduction. Markdown would run all that together into one paragraph.
"""

from __future__ import annotations

import re

BULLETS = "・●○◆◇▪•▶→※"
LIST_BULLET = re.compile(r"(?P<indent>[ 　]*)(?:[-*+][ 　]+)?[・●◆▪•▶][ 　]*(?P<text>\S.*)")
SUB_BULLET = re.compile(r"(?P<indent>[ 　]*)(?:[-*+][ 　]+)?[○◇▫‣][ 　]*(?P<text>\S.*)")
NUMBERED = re.compile(
    r"(?P<indent>[ 　]*)[（(]?(?P<number>[０-９0-9]{1,2})[）)．][ 　]*(?P<text>\S.*)"
)
HEADING = re.compile(r"(?P<marks>#{1,6})?[ 　]*[■□][ 　]*(?P<text>\S.*)")
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
FENCE = re.compile(r"\s*(```|~~~)")
TABLE = re.compile(r"\s*\|")
FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
INDENT = "    "


def to_markdown(text: str) -> str:
    """The text as Markdown. Code blocks and tables stay as they are."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and not TABLE.match(line):
            line = _line(line)
            if _begins_list(line, lines):
                lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _line(line: str) -> str:
    if match := HEADING.fullmatch(line):
        return f"{match['marks'] or '##'} {match['text']}"
    if match := SUB_BULLET.fullmatch(line):
        return f"{_indent(match['indent'])}- {match['text']}"
    if match := LIST_BULLET.fullmatch(line):
        return f"{_indent(match['indent'])}- {match['text']}"
    if match := NUMBERED.fullmatch(line):
        number = match["number"].translate(FULL_WIDTH_DIGITS)
        return f"{_indent(match['indent'])}{number}. {match['text']}"
    if line.startswith("　"):
        return line.lstrip("　")  # an indented paragraph, not code
    return line


def _indent(white: str) -> str:
    """A list's depth from the white space before its bullet: one level a full-width space or two."""
    width = sum(2 if char == "　" else 1 for char in white)
    return INDENT * (width // 2)


def _begins_list(line: str, before: list[str]) -> bool:
    """Whether a list begins here straight below a paragraph, where Markdown wants a blank line."""
    if not LIST_ITEM.match(line) or not before or not before[-1].strip():
        return False
    return not (LIST_ITEM.match(before[-1]) or before[-1].startswith((" ", "\t")))
