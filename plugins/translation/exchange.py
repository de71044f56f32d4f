"""Exchange: the memories of many organizations as one PO file, out to translators and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polib

from plugins.languages import language
from plugins.mistakes import Mistakes
from plugins.translation.entries import Entry
from plugins.translation.memories import Memory
from plugins.translation.memory_layout import written
from plugins.whole_files import write_whole


@dataclass
class Imported:
    """What came of an import. ``kept`` are segments of which a person here says something else."""

    taken: int = 0
    same: int = 0
    unknown: int = 0
    kept: list[str] = field(default_factory=list)


def export(memories: Iterable[Memory], code: str, file: Path, *, everything: bool) -> int:
    """Write the segments no person has reviewed, or with ``everything`` all in use, to one PO file;
    how many. A segment of several organizations stands in it once, with all its places."""
    found: dict[str, Entry] = {}
    for memory in memories:
        for entry in memory.in_use() if everything else memory.unreviewed():
            known = found.setdefault(entry.msgid, entry)
            if known is not entry:
                known.po.occurrences += entry.po.occurrences
    whole = polib.POFile()
    whole.extend(entry.po for entry in found.values())
    write_whole(file, written(whole, code))
    return len(found)


def take_in(file: Path, code: str, memories: Iterable[Memory], mistakes: Mistakes) -> Imported:
    """Take a person's words out of a PO file into every memory that has their segment.

    What a person here has reviewed otherwise stays. With mistakes, which are added, nothing is
    taken.
    """
    imported = Imported()
    source = Memory(file, code, mistakes)
    if source.language not in ("", code, language(code).locale, language(code).tag):
        mistakes.add(
            file,
            0,
            "memory.language",
            ja=f"このファイルは {source.language} の訳です。{code} ではありません。言語を確かめてください。",
            en=f"This file is in {source.language}, not in {code}. Check the language.",
        )
        return imported
    if not source.is_fit:
        return imported
    used: set[str] = set()
    words = {entry.msgid: entry.words for entry in source.in_use() if entry.is_reviewed}
    for memory in memories:
        for entry in memory.in_use():
            if entry.msgid not in words:
                continue
            used.add(entry.msgid)
            if not entry.is_reviewed:
                memory.review(entry.msgid, words[entry.msgid])
                imported.taken += 1
            elif entry.words == words[entry.msgid]:
                imported.same += 1
            else:
                imported.kept.append(entry.msgid)
    imported.unknown = len(words.keys() - used)
    return imported
