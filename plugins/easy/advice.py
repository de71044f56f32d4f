"""Advice: one place in a text that could be easier, and how."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, order=True)
class Advice:
    """What to write otherwise between ``start`` and ``end``, offsets into the text judged.

    ``code`` is stable and begins with ``easy.``; ``ja`` and ``en`` are whole sentences to the
    officer, the suggestion included; ``suggestion`` is the bare wording to put in its place, empty
    where only the officer can know it.
    """

    start: int
    end: int
    code: str
    ja: str
    en: str
    suggestion: str = ""

    def moved(self, by: int) -> Advice:
        """The same advice in a text that begins ``by`` characters earlier."""
        return replace(self, start=self.start + by, end=self.end + by)

    def overlaps(self, other: Advice) -> bool:
        return self.start < other.end and other.start < self.end
