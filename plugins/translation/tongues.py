"""Tongues: the languages an organization is read in, and what its circulars say in them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from plugins.cache import digest
from plugins.circulars import Circular
from plugins.mistakes import Mistakes
from plugins.organizations import SOURCE_LANGUAGE, Tree
from plugins.translation.lore import Lore, lore_of
from plugins.translation.memories import memory_file
from plugins.translation.wordings import with_translations


class Tongue:
    """Translates an organization's circulars by what is known; the machine is not asked.

    What is wrong in memory or glossary is not used, and told by the check: a mistake in them must
    not hold up what an officer has to say.
    """

    def __init__(self, tree: Tree, path: str, codes: Iterable[str]) -> None:
        self._tree, self._path = tree, path
        self._codes = tuple(code for code in codes if code != SOURCE_LANGUAGE)

    @cached_property
    def digest(self) -> str:
        """Another when the same circular may read otherwise; what is above is not in it."""
        folder = Path(self._tree.content, self._path)
        files = [memory_file(folder, code) for code in self._codes]
        written = [file.read_bytes() if file.is_file() else b"" for file in files]
        return digest(b"\0".join(written)) if any(written) else ""

    @cached_property
    def _lore(self) -> dict[str, Lore]:
        return lore_of(self._tree, self._path, self._codes, Mistakes(self._tree.content))

    def translated(self, circular: Circular) -> Circular:
        """The circular in each of the languages that enough of it can be said in."""
        if all(code in circular.wordings for code in self._codes):
            return circular
        return with_translations(circular, self._lore)
