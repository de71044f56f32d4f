"""Items: circulars with their texts rendered and their attachments made fit to publish."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.attachments import Attachment, AttachmentError, prepare
from plugins.cache import Cache
from plugins.circulars import PERSON, Circular
from plugins.forms import Texts
from plugins.mistakes import Mistake, Mistakes
from plugins.rendering import Rendering, render

MOMENTS = ("date", "starts", "ends", "deadline", "expires")


@dataclass(frozen=True)
class Item:
    """A circular with its rendering in each language it is worded in, and its attachments.

    ``reads`` are the sources of all files it was made with, by where they lie.
    """

    circular: Circular
    renderings: Mapping[str, Rendering]
    attachments: tuple[Attachment, ...]
    reads: Mapping[Path, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.circular.id

    @cached_property
    def moments(self) -> dict[str, str | None]:
        """When it is of, begins, and so on, in ISO 8601; None where it does not say."""
        return {name: _iso(getattr(self.circular, name)) for name in MOMENTS}

    @cached_property
    def summaries(self) -> dict[str, str]:
        """In each language it is worded in, the summary as written, else the text's beginning."""
        return {
            language: wording.summary or shortened(self.renderings[language].text())
            for language, wording in self.circular.wordings.items()
        }

    def summary(self, language: str) -> str:
        return self.summaries[self.circular.wording(language)[1]]

    def files(self) -> dict[str, Attachment]:
        """Every published file of the item, by its place in the site."""
        linked = (file for rendering in self.renderings.values() for file in rendering.files)
        return {file.file: file for file in (*self.attachments, *linked)}

    def facts(self) -> dict[str, Any]:
        """What the index says of the item, but for where its page is."""
        circular = self.circular
        place: Texts | None = {
            language: wording.place
            for language, wording in circular.wordings.items()
            if wording.place
        }
        return {
            "id": circular.id,
            "organization": circular.organization.path,
            "organization_names": dict(circular.organization.names),
            "kind": circular.kind,
            "audience": list(circular.audience),
            "priority": circular.priority,
            **self.moments,
            "title": {language: w.title for language, w in circular.wordings.items()},
            "summary": self.summaries,
            "place": place or None,
            "form": circular.form.as_json() if circular.form else None,
            "languages": list(circular.wordings),
            "notes": {code: list(w.notes) for code, w in circular.wordings.items() if w.notes},
            "notify": circular.notify,
        }

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits that change when an officer changes what readers see.

        Made of what was written, not of what was rendered: a newer version of this program must not
        look like a correction of every circular there is.
        """
        circular = self.circular
        form = circular.form
        # What memory and machine make of it comes and goes without the officer.
        by_hand = {code: w for code, w in circular.wordings.items() if w.by == PERSON}
        written = [
            [circular.id, circular.kind, circular.audience, circular.priority],
            list(self.moments.values()),
            {language: [w.title, w.body, w.summary, w.place] for language, w in by_hand.items()},
            form
            and [form.headcount, form.comment, None if form.standard else form.as_json(by_hand)],
            sorted(attachment.source for attachment in self.files().values()),
        ]
        return sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()[:16]


def render_item(circular: Circular, cache: Cache, content: Path) -> tuple[Item, list[Mistake]]:
    """The item of a circular, and the mistakes met in its text and attachments."""
    mistakes = Mistakes(content)
    found: dict[Path, Attachment | None] = {}

    def published(path: Path, name: str) -> Attachment | None:
        if path not in found:
            found[path] = None
            try:
                found[path] = prepare(path, cache)
            except AttachmentError as error:
                line = _line_of(circular.path, name)
                mistakes.add(circular.path, line, error.code, ja=error.ja, en=error.en)
        return found[path]

    def find_file(name: str) -> Attachment | None:
        path = Path(os.path.normpath(circular.path.parent / name))
        if path.resolve().is_relative_to(content) and path.is_file():
            return published(path, name)
        mistakes.add(
            circular.path,
            _line_of(circular.path, name),
            "link.missing",
            ja=f"リンク先のファイル「{name}」が見つかりません。この文書と同じフォルダに置き、名前を確かめてください。",
            en=f"The linked file {name!r} is not there."
            " Put it beside this file and check its name, capitals included.",
        )
        return None

    renderings = {
        language: render(wording.body, find_file) for language, wording in circular.wordings.items()
    }
    attachments = tuple(
        attachment for path in circular.attachments if (attachment := published(path, path.name))
    )
    reads = {path: attachment.source for path, attachment in found.items() if attachment}
    return Item(circular, renderings, attachments, reads), mistakes.found


def _line_of(file: Path, words: str) -> int:
    for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
        if words in line:
            return number
    return 1


def shortened(text: str, most: int = 90) -> str:
    """The beginning of a text, cut at the end of a sentence where there is one."""
    if len(text) <= most:
        return text
    head = text[:most]
    for mark in ("。", ". "):
        if (end := head.rfind(mark)) >= most // 3:
            return head[: end + 1]
    return head.rstrip() + "…"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
