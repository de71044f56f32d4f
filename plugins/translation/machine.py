"""Machine: segments into a language by installed models, and only what may be published.

The last resort of a translation. Nothing leaves this computer: packages are files, and the process
that runs them opens no connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from plugins.translation.engine import COMMAND, Bounds, Engine
from plugins.translation.gate import MASK, fault
from plugins.translation.packages import Package, installed
from plugins.translation.pieces import has_words, is_particle, join, split
from plugins.translation.routes import route
from plugins.translation.said import FAILURES, Said
from plugins.translation.scripts import script

__all__ = ["Machine", "Said"]

SCRATCH = ".argos"


class Machine:
    """Translates by the packages of a folder as they were when it was made. For one thread.

    It keeps one process with the models of the last language until it is closed.
    """

    def __init__(
        self, folder: Path, bounds: Bounds | None = None, command: Sequence[str] = COMMAND
    ) -> None:
        self._packages = installed(folder)
        self._scratch = folder / SCRATCH
        self._bounds = bounds
        self._command = command
        self._language = ""
        self._engine: Engine | None = None

    def reaches(self, language: str) -> bool:
        """Whether there are models into a language, directly or by way of English."""
        return bool(self.route(language))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages installed models lead to from Japanese."""
        reached = {package.to_code for package in self._packages}
        return tuple(sorted(code for code in reached if self.reaches(code)))

    def route(self, language: str) -> tuple[Package, ...]:
        return route(self._packages, language)

    def stamp(self, language: str) -> str:
        """Which models speak a language, as ``argos ja→en 1.0 4f2a9c1b``; "" when none do."""
        return (
            " ".join(("argos", *map(str, packages))) if (packages := self.route(language)) else ""
        )

    def translate(self, texts: Sequence[str], language: str) -> list[Said]:
        """A translation of each masked segment that the gate lets pass, or the reason why none.

        One the gate refuses is tried once more with what is between its masks translated alone.
        Whatever is wrong with a model is a reason; nothing is raised.
        """
        if not self.reaches(language):
            return [Said("", "no-model")] * len(texts)
        said = self._judged(texts, language)
        refused = [text for text, one in said.items() if one.reason and MASK.search(text)]
        for text, one in self._around_masks(refused, said, language).items():
            said[text] = one
        return [said[text] for text in texts]

    def _judged(self, texts: Iterable[str], language: str) -> dict[str, Said]:
        """What the engine says of each different text, having passed the gate."""
        different = list(dict.fromkeys(texts))
        said = self._speaker(language).translate(different)
        return {
            text: one if one.reason else judged(text, one.text, language)
            for text, one in zip(different, said, strict=True)
        }

    def _around_masks(
        self, texts: Iterable[str], said: dict[str, Said], language: str
    ) -> dict[str, Said]:
        """The texts put together from translations of their pieces."""
        taken = {text: split(text) for text in texts if said[text].reason not in FAILURES}
        wanted = {
            text: [piece for piece in pieces if has_words(piece)] for text, pieces in taken.items()
        }
        alone = self._judged(
            (piece for pieces in wanted.values() for piece in pieces if not is_particle(piece)),
            language,
        )
        found = {}
        for text, pieces in taken.items():
            translations = {
                piece: alone[piece].text
                for piece in wanted[text]
                if piece in alone and alone[piece].text
            }
            if len(translations) < len(set(wanted[text])):
                found[text] = said[text]  # the first reason tells more than that of a piece
            else:
                found[text] = judged(text, join(pieces, translations, script(language)), language)
        return found

    def _speaker(self, language: str) -> Engine:
        if self._engine is None or self._language != language:
            self.close()
            legs = [package.path for package in self.route(language)]
            self._engine = Engine(legs, self._scratch, self._bounds, self._command)
            self._language = language
        return self._engine

    def close(self) -> None:
        if self._engine:
            self._engine.close()
            self._engine = None

    def __enter__(self) -> Machine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def judged(source: str, text: str, language: str) -> Said:
    """A translation if the gate lets it pass, else the reason."""
    reason = fault(source, text, language)
    return Said("", reason) if reason else Said(text)
