"""Binders: what one organization issues, each item made ready, the newest first.

An association's site shows a few binders: its own, its groups', those of all organizations above
it. A binder is made once, however many sites show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import orjson

from plugins.attachments import source_of
from plugins.cache import digest
from plugins.circular_files import read_circulars
from plugins.edition import Edition
from plugins.items import Item, render_item
from plugins.mistakes import Mistake, Mistakes
from plugins.organizations import Organization
from plugins.sheets import Sheet
from plugins.signals import item_files
from plugins.translation.tongues import Tongue


@dataclass(frozen=True)
class Binder:
    sheets: tuple[Sheet, ...] = ()

    def elsewhere(self, held: set[str]) -> tuple[str, ...]:
        """The files it was made with that its organization does not hold itself."""
        read = {place for sheet in self.sheets for place in sheet.reads}
        return tuple(sorted(read - held))

    def as_bytes(self) -> bytes:
        return orjson.dumps([sheet.as_json() for sheet in self.sheets])

    @classmethod
    def from_bytes(cls, data: bytes) -> Binder:
        return cls(tuple(Sheet.from_json(known) for known in orjson.loads(data)))


def surroundings(edition: Edition, organization: Organization) -> str:
    """A digest of what an organization's items depend on besides its files."""
    tree = edition.tree
    near = [(o.path, o.kind, o.words, o.names) for o in tree.sources_for(organization.path)]
    reached = edition.spoken_at(organization.path)
    return digest(repr((edition.version, organization, near, reached)).encode())


def bind(
    edition: Edition, path: str, files: list[Path], previous: Binder
) -> tuple[Binder, list[Mistake]]:
    """The binder of the Markdown files of an organization, by its path, and the mistakes in them.

    Sheets of the ``previous`` binder are taken over where they would come out the same.
    """
    content = edition.tree.content
    mistakes = Mistakes(content)
    known = {sheet.id: sheet for sheet in previous.sheets}
    tongue = Tongue(edition.tree, path, edition.spoken(path))
    sheets = []
    for circular in read_circulars(edition.tree, files, mistakes):
        source = digest(repr((circular.id, circular.sources, tongue.digest)).encode())
        sheet = known.get(circular.id)
        if sheet is None or sheet.source != source or not _reads_the_same(sheet, content):
            item, found = render_item(tongue.translated(circular), edition.cache, content)
            mistakes.found.extend(found)
            sheet = _made_ready(edition, item, source)
        sheets.append(sheet)
    return Binder(tuple(sheets)), mistakes.found


def _made_ready(edition: Edition, item: Item, source: str) -> Sheet:
    content = edition.tree.content
    reads = {path.relative_to(content).as_posix(): source for path, source in item.reads.items()}
    sheet = Sheet.of(item, source, reads)
    item_files.send(edition, item=item, sheet=sheet)
    return sheet


def _reads_the_same(sheet: Sheet, content: Path) -> bool:
    for place, source in sheet.reads.items():
        try:
            raw = (content / place).read_bytes()
        except OSError:
            return False  # rendering will say so, with the line that wants it
        if source_of(raw) != source:
            return False
    return True
