"""Entries: what one entry of a translation memory says, and whose words it holds.

A person's words are those of an entry without the flag ``fuzzy``, and those that differ from what
the machine is noted to have said. What else is known is noted in translator's comments, which
Poedit, Weblate and Git all leave alone:

    # machine: argos ja→en 1.0 4f2a9c 2026-11-24    which engine was asked, and when
    # sum: 9f86d081                                 digest of its words, when they are the msgstr
    # said: Bring gloves.                           its words, when the msgstr is a person's
    # refused: masks                                why its words may not be published
    # stale: gone – …                               the source no longer has the segment
    # stale: proposal – …                           a translation of ``previous_msgid``
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from polib import POEntry

from plugins.cache import digest
from plugins.translation.gate import MASK
from plugins.translation.said import Said

FUZZY = "fuzzy"
GONE = "gone – 原文にこの文はもうありません / the source no longer has this"
PROPOSAL = "proposal – 変わる前の文の訳です / translates what the source said before"
# What gettext files cannot hold within a line; none of it is ever meant.
SEPARATORS = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    return SEPARATORS.sub(" ", text).strip()


def masks_match(msgid: str, msgstr: str) -> bool:
    """Whether a translation has the placeholders of its source, each as often."""
    return sorted(MASK.findall(msgid)) == sorted(MASK.findall(msgstr))


@dataclass
class Entry:
    """A segment with its translation. ``wrong``: told as a mistake, and not used."""

    po: POEntry
    wrong: bool = False

    @property
    def msgid(self) -> str:
        return str(self.po.msgid)

    @property
    def words(self) -> str:
        return one_line(str(self.po.msgstr))

    @property
    def is_reviewed(self) -> bool:
        return bool(self.words) and FUZZY not in self.po.flags

    @property
    def is_a_persons(self) -> bool:
        """Whether the words are, reviewed or not."""
        return bool(self.words) and (self.is_reviewed or _sum(self.words) != self.note("sum"))

    @property
    def is_gone(self) -> bool:
        return bool(self.po.obsolete) or self.note("stale").startswith("gone")

    @property
    def is_proposal(self) -> bool:
        return not self.is_reviewed and self.note("stale").startswith("proposal")

    def note(self, name: str) -> str:
        """What is noted under a name; "" when nothing is."""
        for line in self.po.tcomment.split("\n"):
            if line.startswith(f"{name}: "):
                return str(line).partition(": ")[2]
        return ""

    def set_note(self, name: str, value: str) -> None:
        """Note it in the place of what was noted before; "" takes it away."""
        lines = [line for line in self.po.tcomment.split("\n") if not line.startswith(f"{name}:")]
        if value:
            lines.append(f"{name}: {one_line(value)}")
        self.po.tcomment = "\n".join(line for line in lines if line)

    def said(self, stamp: str | None) -> Said | None:
        """What the machine of this stamp, or any, said; None when it has not been asked.

        Its words as a person has begun to mend them count as its own.
        """
        asked = self.note("machine").rpartition(" ")[0]
        if not asked:
            return None
        if self.words and not self.is_reviewed and self.note("sum"):
            mended = self.is_a_persons and masks_match(self.msgid, self.words)
            return Said(self.words) if mended or self._is_fresh(asked, stamp) else None
        if asked != stamp and stamp is not None:
            return None
        if reason := self.note("refused"):
            return Said("", reason)
        return Said(words) if (words := self.note("said")) else None

    def _is_fresh(self, asked: str, stamp: str | None) -> bool:
        return not self.is_a_persons and stamp in (None, asked)

    def hear(self, said: Said, stamp: str, day: str) -> None:
        """Take down what the machine said, never in the place of a person's words."""
        if self.is_reviewed:
            return
        a_persons = self.is_a_persons
        self.set_note("machine", f"{stamp} {day}")
        self.set_note("refused", said.reason)
        self.set_note("said", "")
        self.set_note("sum", "")
        if a_persons:
            self.set_note("said", said.text)
        else:
            self._say("" if said.reason else one_line(said.text))
            self.set_note("sum", _sum(self.words) if self.words else "")

    def review(self, words: str) -> None:
        """These are a person's words for it."""
        self.po.msgstr = words
        self.po.flags = [flag for flag in self.po.flags if flag != FUZZY]
        self.po.previous_msgid = None
        for name in ("stale", "said", "sum", "refused"):
            self.set_note(name, "")

    def propose(self, old: Entry) -> None:
        """Take over a person's words for what was said here before, for somebody to look at."""
        if self.words:
            self.set_note("said", self.words)
        self.set_note("sum", "")
        self.set_note("stale", PROPOSAL)
        self._say(old.words)
        self.po.previous_msgid = old.msgid

    def _say(self, words: str) -> None:
        self.po.msgstr = words
        flags = [flag for flag in self.po.flags if flag != FUZZY]
        self.po.flags = [FUZZY, *flags] if words else flags

    def stand_at(self, places: Sequence[tuple[str, int]], shown: Sequence[str]) -> None:
        """It occurs at these places; ``shown`` is what its masks stand for at the first."""
        self.po.obsolete = False
        self.po.occurrences = [(file, str(line)) for file, line in places]
        self.po.comment = "\n".join(
            f"⟦{n}⟧ {one_line(mask)}".rstrip() for n, mask in enumerate(shown)
        )
        if not self.is_proposal:
            self.set_note("stale", "")
        if self.is_reviewed:
            self.po.previous_msgid = None


def _sum(words: str) -> str:
    return digest(words.encode())[:8]
