"""Frames: pages of one kind differ in a few places only; the rest is rendered once."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

FIRST_MARK = 0xFDD0  # no character at all, for use within programs; 外字 are in private use
MARKS = re.compile("([\ufdd0-\ufdef])")


class Frame:
    """A page with openings, rendered by ``render`` from a mark for each of the ``openings``.

    An opening may stand anywhere in the page, and any number of times.
    """

    def __init__(self, render: Callable[..., str], *openings: str) -> None:
        marks = {name: chr(FIRST_MARK + number) for number, name in enumerate(openings)}
        names = {mark: name for name, mark in marks.items()}
        html = render(**{name: Markup(mark) for name, mark in marks.items()})  # noqa: S704
        # Every second piece is the name of what comes between its neighbours.
        self._pieces = [names.get(piece, piece) for piece in MARKS.split(html)]

    def filled(self, **values: str) -> str:
        """The page with each opening filled; what is not Markup is escaped."""
        texts = {name: str(escape(value)) for name, value in values.items()}
        pieces = self._pieces.copy()
        pieces[1::2] = [texts[name] for name in pieces[1::2]]
        return "".join(pieces)
