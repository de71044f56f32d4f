"""Mistakes in content: where, what and how to mend it, in Japanese and English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake an officer can mend. ``line`` is 1-based; 0 when the whole file is meant."""

    path: str
    line: int
    code: str
    ja: str
    en: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.ja}\n{' ' * 4}{self.en}"

    def as_json(self) -> dict[str, str | int]:
        return {
            "path": self.path,
            "line": self.line,
            "code": self.code,
            "ja": self.ja,
            "en": self.en,
        }


class ContentError(Exception):
    """Content that cannot be published. Holds every mistake found in one run."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class Mistakes:
    """The mistakes met so far; paths are shown relative to the content folder's parent."""

    def __init__(self, content: Path) -> None:
        self._base = content.parent
        self.found: list[Mistake] = []

    def add(self, path: Path, line: int, code: str, *, ja: str, en: str) -> None:
        shown = path.relative_to(self._base) if path.is_relative_to(self._base) else path
        self.found.append(Mistake(shown.as_posix(), line, code, ja, en))

    def raise_if_any(self) -> None:
        if self.found:
            raise ContentError(self.found)
