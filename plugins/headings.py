"""Headings: they begin at h2, below the page's own h1, and skip no level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


def below_title(depths: Iterable[int]) -> Iterator[int]:
    """The levels for headings of these depths, in the order they stand."""
    above: list[int] = []
    for depth in depths:
        while above and above[-1] >= depth:
            above.pop()
        above.append(depth)
        yield min(len(above) + 1, 6)


def with_headings(html: str) -> str:
    """HTML whose headings have their levels; none of them may have attributes."""
    levels = below_title(int(match[1]) for match in HEADING.finditer(html))
    return HEADING.sub(lambda match: "<h{0}>{1}</h{0}>".format(next(levels), match[2]), html)
