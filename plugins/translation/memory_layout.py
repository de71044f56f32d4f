"""Memory layout: entries as a gettext PO file, the same bytes for the same entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import polib

from plugins.languages import language
from plugins.translation.entries import Entry

UNSAFE = re.compile(r"[%\s]")  # in the name of a file, which white space ends


def in_order(entries: Iterable[polib.POEntry], msgids: Sequence[str]) -> list[polib.POEntry]:
    """By file and place, those at one place in the order of ``msgids``; what is out of use last."""
    rank = {msgid: number for number, msgid in enumerate(msgids)}

    def place(po: polib.POEntry) -> tuple[bool, str, int, int, str]:
        file, line = next(iter(po.occurrences), ("\U0010ffff", ""))
        return bool(po.obsolete), file, int(line or 0), rank.get(po.msgid, len(rank)), po.msgid

    return sorted(entries, key=place)


def kept_beside(file: polib.POFile, ours: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """What stays in the file that is none of our entries: other programs', and old words."""
    known = {id(po) for po in ours}
    return [
        po
        for po in file
        if id(po) not in known and (is_foreign(po) or (po.obsolete and Entry(po).is_reviewed))
    ]


def facts(file: polib.POFile) -> list[tuple[str, ...]]:
    """All that the file says of segments, however it is laid out."""
    return [
        tuple(str(value) for value in (
            po.msgid, po.msgstr, bool(po.obsolete), po.tcomment, po.comment, po.occurrences, po.flags,
            po.previous_msgid,
        ))
        for po in file
    ]  # fmt: skip


def written(file: polib.POFile, code: str) -> str:
    """The text of the file, each string on one line; the same for the same entries."""
    if not file.metadata:
        file.header = file.header or f"訳の記憶 / translation memory: {language(code).name}"
        file.metadata = {
            "Language": language(code).locale,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
    file.wrapwidth = 0
    plain = [entry.occurrences for entry in file]
    for entry in file:
        entry.occurrences = [
            (UNSAFE.sub(lambda match: quote(match[0], safe=""), path), line)
            for path, line in entry.occurrences
        ]
    text = str(file)
    for entry, occurrences in zip(file, plain, strict=True):
        entry.occurrences = occurrences
    return text.rstrip("\n") + "\n"


def is_foreign(po: polib.POEntry) -> bool:
    """Whether another program put it there: none of ours has a context or a plural."""
    return po.msgctxt is not None or bool(po.msgid_plural)
