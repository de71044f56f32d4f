"""Lore: all that is known of how one organization's segments read in one language."""

from __future__ import annotations

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
        masked = self.masked(segment)
        for words, by in self._known(masked):
            try:
                return Reading(masked.filled(words, self.language), by)
            except MaskError:
                continue  # told when the memory was read, or the machine's fault
        return Reading(segment, JAPANESE)

    def masked(self, segment: str) -> Masked:
        return _masked(segment, _Names(self.glossary))

    def wants_machine(self, masked: Masked) -> bool:
        """Whether nobody but the machine can say it."""
        return all(by == MACHINE for _, by in self._known(masked))

    def is_common(self, masked: Masked) -> bool:
        """Whether rule, phrase book or glossary say it, and the memory need not."""
        known = self._known(masked)
        return bool(known) and known[0][1] != MACHINE and not self.memory.reviewed(masked.text)

    def _known(self, masked: Masked) -> list[tuple[str, str]]:
        """What is known of a segment, the surest first, with whose words it is."""
        if masked.bare:
            return [(masked.text, RULE)]
        said = self.memory.machine(masked.text, None)
        known = (
            (self.memory.reviewed(masked.text), MEMORY),
            (phrase_book(self.language.code).get(masked.text), MEMORY),
            (self._term(masked), MEMORY),
            (said.text if said else None, MACHINE),
        )
        return [(words, by) for words, by in known if words]

    def _term(self, masked: Masked) -> str | None:
        return self.glossary.terms.get(masked.text, {}).get(self.language.code)


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
