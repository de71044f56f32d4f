"""Circulars: what an officer wrote, checked. Every kind of item is one of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from plugins.forms import Form
from plugins.keys import key_id
from plugins.organizations import SOURCE_LANGUAGE, Organization, Tree

KINDS = ("circular", "event", "survey", "request", "page")
PRIORITIES = ("normal", "important", "emergency")
PUBLIC = ("public",)
PERSON, MEMORY, MACHINE = "person", "memory", "machine"


@dataclass(frozen=True)
class Wording:
    """What one language says: the translatable part of a circular. ``body`` is Markdown.

    ``by`` says who wrote it: a PERSON who wrote or translated it whole, the MEMORY of what people
    translated piece by piece, or in part the MACHINE. ``partly`` is one that is Japanese in places.
    """

    title: str
    body: str
    summary: str = ""
    place: str = ""
    by: str = PERSON
    partly: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of it: done by the "machine", and only "partly" done."""
        told = {MACHINE: self.by == MACHINE, "partly": self.partly}
        return tuple(note for note, is_so in told.items() if is_so)


@dataclass(frozen=True)
class Circular:
    """One item, as its Markdown file says. ``date`` is the moment of issue; all moments are aware.

    ``attachments`` are the files named in the front matter; files linked from the text come out
    of its rendering. ``wordings`` holds Japanese always, other languages where a person
    translated. ``sources`` are digests of the files it was read from.
    """

    id: str
    organization: Organization
    path: Path
    kind: str
    date: datetime
    audience: tuple[str, ...]
    wordings: Mapping[str, Wording]
    priority: str = "normal"
    starts: datetime | None = None
    ends: datetime | None = None
    deadline: datetime | None = None
    expires: datetime | None = None
    form: Form | None = None
    notify: bool = True
    attachments: tuple[Path, ...] = field(default=())
    sources: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        return self.audience == PUBLIC

    @property
    def key(self) -> str:
        """The name of the item's files: its identifier with dots for slashes."""
        return self.id.replace("/", ".")

    @property
    def url(self) -> str:
        """The item's page, relative to the folder of a language."""
        return f"items/{self.key}.html"

    def wording(self, language: str) -> tuple[Wording, str]:
        """The wording shown to readers of a language, and the language it really is in."""
        if language in self.wordings:
            return self.wordings[language], language
        return self.wordings[SOURCE_LANGUAGE], SOURCE_LANGUAGE


def key_identifiers(circular: Circular, tree: Tree) -> tuple[str, ...]:
    """The identifiers of the keys a non-public item is sealed under, one for each audience."""
    reach = tree.reach_of(circular.organization.path)
    identifiers = []
    for audience in circular.audience:
        kind, _, name = audience.partition(":")
        if kind == "group":
            holder = group_holder(tree, circular.organization.path, name)
            identifiers.append(key_id(holder or reach, audience))
        else:
            identifiers.append(key_id(reach, audience))
    return tuple(identifiers)


def group_holder(tree: Tree, path: str, name: str) -> str | None:
    """The nearest organization, from ``path`` upwards, that holds a group of this folder name."""
    for organization in tree.chain(path):
        for group in tree.groups_held_by(organization.path):
            if group.folder_name == name:
                return organization.path
    return None
