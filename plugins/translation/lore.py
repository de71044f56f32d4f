"""Lore: all that is known of how one organization's segments read in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plugins.circulars import MACHINE, MEMORY
from plugins.languages import Language, language
from plugins.mistakes import Mistakes
from plugins.organizations import Tree
from plugins.translation.glossaries import Glossary, glossary_of
from plugins.translation.masks import Masked, MaskError, mask
from plugins.translation.memories import Memory, memory_file
from plugins.translation.phrase_book import phrase_book

RULE = "rule"
JAPANESE = "ja"


@dataclass(frozen=True)
class Reading:
    """A segment in a language and whose words they are: MEMORY, MACHINE or RULE, or JAPANESE."""

    text: str
    by: str


@dataclass(frozen=True)
class Lore:
    """``memory`` is the organization's own, ``glossary`` holds what those above it say too."""

    language: Language
    memory: Memory
    glossary: Glossary

    def read(self, segment: str) -> Reading:
        """The segment in the language: what a person reviewed, else the phrase book, else the
        glossary of a whole segment, else the machine, else the Japanese itself."""
        for words, by in self._known(segment, self.masked(segment)):
            return Reading(words, by)
        return Reading(segment, JAPANESE)

    def masked(self, segment: str) -> Masked:
        return _masked(segment, _Names(self.glossary))

    def wants_machine(self, segment: str) -> bool:
        """Whether nobody but the machine can say it."""
        return all(by == MACHINE for _, by in self._known(segment, self.masked(segment)))

    def is_common(self, segment: str) -> bool:
        """Whether rule, phrase book or glossary say it, and the memory need not."""
        masked = self.masked(segment)
        if self.memory.reviewed(masked.text):
            return False
        return any(by != MACHINE for _, by in self._known(segment, masked))

    def _known(self, segment: str, masked: Masked) -> Iterator[tuple[str, str]]:
        """What is known of a segment, the surest first, with whose words it is."""
        if masked.bare:
            yield masked.filled(masked.text, self.language), RULE
            return
        for said in (
            self.memory.reviewed(masked.text),
            phrase_book(self.language.code).get(masked.text),
        ):
            if words := self._filled(masked, said):
                yield words, MEMORY
        if term := self.glossary.terms.get(segment, {}).get(self.language.code):
            yield term, MEMORY
        machine = self.memory.machine(masked.text, None)
        if words := self._filled(masked, machine.text if machine else None):
            yield words, MACHINE

    def _filled(self, masked: Masked, words: str | None) -> str | None:
        """Words with the masks filled; None when they do not fit, which was told when they were
        read or refused when they were said."""
        try:
            return masked.filled(words, self.language) if words else None
        except MaskError:
            return None


class _Names:
    """A glossary's names, told apart by which glossary it is, so that masks may be kept at hand."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary

    def __hash__(self) -> int:
        return id(self.glossary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Names) and other.glossary is self.glossary


@lru_cache(maxsize=4096)
def _masked(segment: str, names: _Names) -> Masked:
    """A segment is asked for in one language after the other."""
    return mask(segment, names.glossary.names)


def lore_of(tree: Tree, path: str, codes: tuple[str, ...], mistakes: Mistakes) -> dict[str, Lore]:
    """The lore of an organization for each language code."""
    glossary = glossary_of(tree.chain(path), tree.content, mistakes)
    folder = Path(tree.content, path)
    return {
        code: Lore(language(code), Memory.read(memory_file(folder, code), code, mistakes), glossary)
        for code in codes
    }
