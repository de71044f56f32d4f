"""Memory files: gettext PO to entries, every mistake told at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

import polib

from plugins.translation.entries import SEPARATORS, Entry, masks_match, one_line
from plugins.translation.memory_layout import is_foreign

CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
QUOTED = re.compile(
    r'(?:#~\s*)?(?:#~?\|\s*)?(?:msg(?:ctxt|id|id_plural|str|str\[\d\])\b\s*)?"(?:[^"\\]|\\.)*"'
)
NEEDS_QUOTES = re.compile(r'(?:#~\s*)?(?:#~?\|\s*)?(?:msg[a-z]+|")')
WHERE = re.compile(r"\(line (\d+)\)")

# line, code, Japanese, English
Tell = Callable[[int, str, str, str], None]


def parse(raw: bytes, tell: Tell) -> polib.POFile:
    """The file; one without entries when a mistake, which was told, makes it unreadable."""
    told = 0

    def counted(line: int, code: str, ja: str, en: str) -> None:
        nonlocal told
        told += 1
        tell(line, code, ja, en)

    text = _decoded(raw, counted)
    _check_lines(text.split("\n"), counted)
    if told:
        return polib.POFile()
    try:
        file = polib.pofile(text + "\n")
    except OSError as error:
        where = WHERE.search(str(error))
        _tell_syntax(int(where[1]) if where else 0, tell)
        return polib.POFile()
    for entry in file:
        entry.occurrences = [(unquote(path), line) for path, line in entry.occurrences]
    return file


def entries_of(file: polib.POFile, tell: Tell) -> dict[str, Entry]:
    """The entries by msgid. Of one twice a person's words count, in use before out of use."""
    found: dict[str, Entry] = {}
    for po in sorted(file, key=lambda po: bool(po.obsolete)):
        if is_foreign(po):
            continue
        if not po.msgid:  # a second header
            _tell_syntax(po.linenum or 1, tell)
            continue
        entry = Entry(po)
        if entry.is_reviewed and not masks_match(entry.msgid, entry.words):
            entry.wrong = True
            tell(
                po.linenum or 1,
                "memory.masks",
                f"訳「{entry.words}」の ⟦ ⟧ が原文と合いません。原文と同じ ⟦0⟧ などを一つずつ入れてください。",
                f"The ⟦ ⟧ of {entry.words!r} are not those of the source."
                " Put each of the source's, like ⟦0⟧, in once.",
            )
        other = found.setdefault(entry.msgid, entry)
        if other is entry:
            continue
        if not po.obsolete:
            found[entry.msgid] = _one_of(other, entry, tell)
        elif entry.is_reviewed and not other.is_a_persons:
            found[entry.msgid] = entry
    return found


def _decoded(raw: bytes, tell: Tell) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        tell(
            raw.count(b"\n", 0, error.start) + 1,
            "memory.encoding",
            "UTF-8 ではない文字があります。UTF-8 で保存し直してください。",
            "This is not UTF-8. Save the file again as UTF-8.",
        )
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(SEPARATORS.sub(" ", line) for line in lines)


def _check_lines(lines: Iterable[str], tell: Tell) -> None:
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if CONFLICT.match(line):
            tell(
                number,
                "memory.conflict",
                "Git の衝突の印が残っています。どちらの訳を残すか決めて、印の行を消してください。",
                "A mark of a Git conflict is left. Choose which translation stays and"
                " take the marks away.",
            )
        elif NEEDS_QUOTES.match(line) and not QUOTED.fullmatch(line):
            _tell_syntax(number, tell)


def _tell_syntax(line: int, tell: Tell) -> None:
    tell(
        line,
        "memory.syntax",
        'PO ファイルとして読めません。msgid と msgstr の引用符「"」と、その順を確かめてください。',
        "This is not a PO file. Check the quotation marks and the order of msgid and msgstr.",
    )


def _one_of(first: Entry, second: Entry, tell: Tell) -> Entry:
    """The one to keep of two entries in use for one msgid."""
    if not second.is_a_persons or (first.is_reviewed and first.words == second.words):
        return first
    if not first.is_a_persons or first.words == second.words:
        return second
    first.wrong = second.wrong = True
    tell(
        second.po.linenum or 1,
        "memory.twice",
        f"「{one_line(first.msgid)}」の訳が二つあり、違っています（{first.po.linenum or 1} 行目）。ひとつにしてください。",
        f"{first.msgid!r} has two translations that differ (see line {first.po.linenum or 1})."
        " Keep one.",
    )
    return first
