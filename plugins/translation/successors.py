"""Successors: which new segment says what one that is gone said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plugins.translation.entries import Entry

ALIKE = 0.6  # of difflib's ratio


def successors(new: Sequence[Entry], entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of a new entry and what is gone from its file and was most like it, each once.

    Nothing is proposed that has been before, and nothing to whom a person's words are known.
    """
    proposed = {entry.po.previous_msgid for entry in entries}
    old = [
        entry
        for entry in entries
        if entry.is_gone and not entry.po.obsolete and entry.msgid not in proposed
    ]
    pairs = [
        (ratio, -n, -o)
        for n, entry in enumerate(new)
        for o, gone in enumerate(old)
        if not entry.is_a_persons and _files(entry) & _files(gone)
        if (ratio := _ratio(entry.msgid, gone.msgid)) >= ALIKE
    ]
    taken: set[tuple[str, int]] = set()
    for _, n, o in sorted(pairs, reverse=True):
        if ("new", n) not in taken and ("old", o) not in taken:
            taken |= {("new", n), ("old", o)}
            yield new[-n], old[-o]


def _files(entry: Entry) -> set[str]:
    return {file for file, _ in entry.po.occurrences}


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
