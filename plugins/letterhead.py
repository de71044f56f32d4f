"""The letterhead: title and date of a text that has no front matter, as offices begin theirs.

A document dropped into a folder as it came from the city need not be rewritten: its first line is
its title, and its date stands below.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LINES = 12
ERAS = {"令和": 2018, "平成": 1988, "R": 2018, "H": 1988}
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
ERA_DATE = re.compile(
    r"(令和|平成|R|H)\s*(元|\d{1,2})\s*[年.]\s*(\d{1,2})\s*[月.]\s*(\d{1,2})\s*日?"
)
WESTERN_DATE = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?")
MARKS = re.compile(r"^[#\s　■□]+|[#\s　]+$")


class Letterhead(NamedTuple):
    """Title and date (YYYY-MM-DD) with the lines, 1-based, they stand on; the text below."""

    title: str
    title_line: int
    date: str
    date_line: int
    body: str


def read_letterhead(text: str) -> Letterhead | None:
    """The letterhead; None when there is no line to take as title or no date near the top."""
    lines = text.split("\n")
    title_at = next((n for n, line in enumerate(lines[:LINES]) if MARKS.sub("", line)), None)
    if title_at is None:
        return None
    for number, line in enumerate(lines[:LINES]):
        if date := _date(line):
            title = MARKS.sub("", lines[title_at])
            rest = [line for n, line in enumerate(lines) if n != title_at]
            return Letterhead(title, title_at + 1, date, number + 1, "\n".join(rest))
    return None


def _date(line: str) -> str | None:
    line = line.translate(DIGITS)
    if match := ERA_DATE.search(line):
        year = ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        return f"{year:04}-{int(match[3]):02}-{int(match[4]):02}"
    if match := WESTERN_DATE.search(line):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return None
