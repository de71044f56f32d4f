"""Memories: what has been translated, one gettext PO file a language and organization.

What a person wrote is never overwritten and never lost. The file belongs to people as much as to
us: what changed in it since it was read is read again before it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import polib

from plugins.mistakes import Mistakes
from plugins.translation.counts import Counts, counts
from plugins.translation.entries import GONE, Entry, masks_match, one_line
from plugins.translation.memory_files import entries_of, parse
from plugins.translation.memory_layout import facts, in_order, kept_beside, written
from plugins.translation.said import Said
from plugins.translation.successors import successors
from plugins.whole_files import write_whole

FOLDER = "translations"


def memory_file(organization: Path, code: str) -> Path:
    """Where the memory of an organization's folder is for a language."""
    return organization / FOLDER / f"{code}.po"


@dataclass(frozen=True)
class Occurrence:
    """A masked segment at a line of a file, and what its masks stand for there."""

    msgid: str
    file: str
    line: int
    masks: tuple[str, ...] = ()


class Memory:
    """A translation memory as read, with what was learned since. Write it to keep that."""

    def __init__(self, file: Path, code: str, mistakes: Mistakes | None = None) -> None:
        self.file, self.code = file, code
        self._mistakes = mistakes
        self._asked: dict[str, tuple[Said, str, str]] = {}
        self._told: dict[str, str] = {}
        self._settled: tuple[list[Occurrence], frozenset[str]] | None = None
        self._load()

    @classmethod
    def read(cls, file: Path, language: str, mistakes: Mistakes | None = None) -> Memory:
        """The memory of a language's code; empty when there is no file, or none fit to be read.

        Mistakes are added. A file that has any is not written.
        """
        return cls(file, language, mistakes)

    def _load(self) -> None:
        self.is_fit = True
        self._raw = self._on_disk()
        self._po = parse(self._raw or b"", self._tell)
        self._before = facts(self._po)
        self._entries = entries_of(self._po, self._tell)
        self._known = set(self._entries)

    def _on_disk(self) -> bytes | None:
        return self.file.read_bytes() if self.file.is_file() else None

    def _tell(self, line: int, code: str, ja: str, en: str) -> None:
        self.is_fit = False
        if self._mistakes is not None:
            self._mistakes.add(self.file, line, code, ja=ja, en=en)

    def reviewed(self, msgid: str) -> str | None:
        """What a person says of a masked segment."""
        entry = self._entries.get(one_line(msgid))
        return entry.words if entry and entry.is_reviewed and not entry.wrong else None

    def machine(self, msgid: str, stamp: str | None) -> Said | None:
        """What the machine of this stamp, or with None any, said or was refused for.

        None when it is to be asked.
        """
        entry = self._entries.get(one_line(msgid))
        return entry.said(stamp) if entry and not entry.wrong else None

    def add_machine(self, msgid: str, said: Said, stamp: str, day: str) -> None:
        """Remember what the machine said on a day (YYYY-MM-DD), or why that was refused."""
        msgid = one_line(msgid)
        self._asked[msgid] = said, stamp, day
        self._entry(msgid).hear(said, stamp, day)

    @property
    def language(self) -> str:
        """What the file says its language is; "" when it does not."""
        return str(self._po.metadata.get("Language", "")).strip()

    @staticmethod
    def fits(msgid: str, words: str) -> bool:
        """Whether words have each mask of a segment once."""
        return bool(words) and masks_match(one_line(msgid), words)

    def review(self, msgid: str, words: str) -> None:
        """Take down what a person says of a segment. Raises ValueError when its masks are not
        those of the segment."""
        msgid, words = one_line(msgid), one_line(words)
        if not self.fits(msgid, words):
            raise ValueError(f"{words!r} does not have each of the masks of {msgid!r} once")
        self._told[msgid] = words
        self._entry(msgid).review(words)

    def in_use(self) -> list[Entry]:
        """The entries of segments that occur, in the order of their files."""
        return [entry for entry in self._entries.values() if not entry.is_gone]

    def unreviewed(self) -> list[Entry]:
        """Those of them no person has reviewed."""
        return [entry for entry in self.in_use() if not entry.is_reviewed]

    def settle(
        self, occurrences: Iterable[Occurrence], files: Collection[str] | None = None
    ) -> None:
        """Take the segments of all content for those in use, in the order they are given.

        New ones are added. Of those that are gone a person's words stay, marked stale, and are
        proposed for what now says something similar in the same file. They become obsolete when
        their file is not among ``files``, by default those of the occurrences.
        """
        given = list(occurrences)
        present = frozenset(files if files is not None else (each.file for each in given))
        self._settled = given, present
        places: dict[str, list[Occurrence]] = {}
        for each in given:
            places.setdefault(one_line(each.msgid), []).append(each)
        for msgid, found in places.items():
            found.sort(key=lambda each: (each.file, each.line))
            where = list(dict.fromkeys((each.file, each.line) for each in found))
            self._entry(msgid).stand_at(where, found[0].masks)
        for entry in [entry for msgid, entry in self._entries.items() if msgid not in places]:
            self._put_away(entry, present)
        new = [self._entries[msgid] for msgid in places if msgid not in self._known]
        for entry, old in successors(new, list(self._entries.values())):
            entry.propose(old)
        ours = [entry.po for entry in self._entries.values()]
        self._po[:] = [*in_order(ours, list(places)), *kept_beside(self._po, ours)]

    def _entry(self, msgid: str) -> Entry:
        if not msgid:
            raise ValueError("a segment has words; the entry without is the file's header")
        if msgid not in self._entries:
            self._entries[msgid] = Entry(polib.POEntry(msgid=msgid))
            self._po.append(self._entries[msgid].po)
        return self._entries[msgid]

    def _put_away(self, entry: Entry, present: Collection[str]) -> None:
        old = self._entries.get(entry.po.previous_msgid or "")
        copied = entry.is_proposal and old is not None and old.words == entry.words
        if copied or not entry.is_a_persons:
            del self._entries[entry.msgid]
            return
        entry.set_note("stale", GONE)
        files = [file for file, _ in entry.po.occurrences]
        if files and not any(file in present for file in files):
            entry.po.obsolete = True

    def counts(self) -> Counts:
        return counts(self._entries.values())

    def write(self) -> bool:
        """Keep what was learned; whether the file was written.

        It is not when nothing changed and when it has mistakes. What somebody changed in it since
        it was read stays as they wrote it.
        """
        if self._on_disk() != self._raw:
            self._learn_again()
        if not self.is_fit or facts(self._po) == self._before:
            return False
        text = written(self._po, self.code)
        if self._on_disk() != self._raw:
            return self.write()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.file, text)
        self._raw, self._before = text.encode(), facts(self._po)
        self._known = set(self._entries)
        self._asked.clear()
        self._told.clear()
        return True

    def _learn_again(self) -> None:
        self._load()
        for msgid, (said, stamp, day) in self._asked.items():
            self._entry(msgid).hear(said, stamp, day)
        for msgid, words in self._told.items():
            # What somebody else reviewed meanwhile stays theirs.
            if not self._entry(msgid).is_reviewed:
                self._entry(msgid).review(words)
        if self._settled:
            self.settle(*self._settled)
