"""Drafting: the memories of organizations brought up to what their circulars say now.

New segments are noted for translators, what is gone is marked, and what nobody has translated goes
to the machine, all of a language in one batch, whatever organization it is of. What the machine was
asked once it is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.circular_files import read_circulars
from plugins.circulars import Circular
from plugins.mistakes import Mistakes
from plugins.organizations import SOURCE_LANGUAGE, Tree
from plugins.sources import holding
from plugins.translation.lore import Lore, lore_of
from plugins.translation.machine import Machine
from plugins.translation.memories import Memory, Occurrence
from plugins.translation.segments import segments
from plugins.translation.wordings import texts_of


@dataclass
class Drafted:
    """The memory files that were written, those that could not be, and how many segments the
    machine said or was refused."""

    written: list[Path] = field(default_factory=list)
    unwritable: list[Path] = field(default_factory=list)
    said: int = 0
    refused: int = 0


@dataclass
class Desk:
    """One organization in one language: its lore, and the segments only a machine can say."""

    lore: Lore
    unsaid: list[str]

    @property
    def memory(self) -> Memory:
        return self.lore.memory


def draft(
    tree: Tree,
    paths: Iterable[str],
    spoken: Mapping[str, tuple[str, ...]],
    machine: Machine | None,
    day: str,
    mistakes: Mistakes,
) -> Drafted:
    """Bring up to date the memories of organizations, by path, in the languages each is read in.

    Without a machine new segments are only noted. A memory with mistakes, which are added, stays as
    it is, and so do those of an organization whose circulars have any: what they no longer say may
    be said again once they are mended. ``day`` (YYYY-MM-DD) is noted beside what the machine says.
    """
    desks: dict[str, list[Desk]] = {}
    for path in paths:
        for code, desk in desks_of(tree, path, spoken[path], machine, mistakes).items():
            desks.setdefault(code, []).append(desk)
    drafted = Drafted()
    for code, at in sorted(desks.items()):
        if machine is not None and machine.reaches(code):
            _ask(machine, code, at, day, drafted)
        for desk in at:
            try:
                if desk.memory.write():
                    drafted.written.append(desk.memory.file)
            except OSError:
                drafted.unwritable.append(desk.memory.file)
    return drafted


def desks_of(
    tree: Tree, path: str, codes: tuple[str, ...], machine: Machine | None, mistakes: Mistakes
) -> dict[str, Desk]:
    """An organization's desks by language, their memories settled by what its circulars say now."""
    content = tree.content
    found = Mistakes(content)
    files = holding(tree, path).circulars(content)
    circulars = read_circulars(tree, files, found)
    if found.found:
        mistakes.found += found.found
        return {}
    places = {file.relative_to(content).as_posix() for file in files}
    foreign = tuple(code for code in codes if code != SOURCE_LANGUAGE)
    desks = {}
    for code, lore in lore_of(tree, path, foreign, mistakes).items():
        stamp = machine.stamp(code) if machine else ""
        occurrences = []
        unsaid: dict[str, None] = {}
        for circular in circulars:
            if code in circular.wordings:
                continue
            for occurrence, is_unsaid in _occurrences(circular, content, lore):
                occurrences.append(occurrence)
                if is_unsaid and stamp and lore.memory.machine(occurrence.msgid, stamp) is None:
                    unsaid[occurrence.msgid] = None
        lore.memory.settle(occurrences, places)
        desks[code] = Desk(lore, list(unsaid))
    return desks


def _occurrences(
    circular: Circular, content: Path, lore: Lore
) -> Iterable[tuple[Occurrence, bool]]:
    """Each segment to be translated, where it stands, and whether only a machine can say it."""
    file = circular.path.relative_to(content).as_posix()
    for name, text in texts_of(circular):
        first = _first_line(circular.path, text) if name == "body" else 1
        for segment in segments(text):
            masked = lore.masked(segment.text)
            if lore.is_common(segment.text):
                continue
            line = first + text.count("\n", 0, segment.start)
            shown = tuple(thing.source for thing in masked.things)
            yield Occurrence(masked.text, file, line, shown), lore.wants_machine(segment.text)


def _first_line(file: Path, body: str) -> int:
    """The line a body begins on: it is the last part of its file."""
    lines = file.read_text("utf-8-sig", errors="replace").rstrip().count("\n") + 1
    return max(1, lines - body.rstrip().count("\n"))


def _ask(machine: Machine, code: str, desks: list[Desk], day: str, drafted: Drafted) -> None:
    unsaid = list(dict.fromkeys(msgid for desk in desks for msgid in desk.unsaid))
    if not unsaid:
        return
    said = dict(zip(unsaid, machine.translate(unsaid, code), strict=True))
    drafted.said += sum(not one.reason for one in said.values())
    drafted.refused += sum(bool(one.reason) for one in said.values())
    stamp = machine.stamp(code)
    for desk in desks:
        for msgid in desk.unsaid:
            desk.memory.add_machine(msgid, said[msgid], stamp, day)
