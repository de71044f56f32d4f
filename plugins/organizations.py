"""The organization tree: the folders of the content that hold an ``organization.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

SOURCE_LANGUAGE = "ja"
ORGANIZATION_FILE = "organization.toml"
GLOSSARY_FILE = "glossary.csv"
READINGS_FILE = "readings.csv"
# What holds for all organizations below the folder it lies in.
INHERITED = (ORGANIZATION_FILE, GLOSSARY_FILE, READINGS_FILE)
KINDS = ("city", "federation", "association", "group")


# Languages whose readers make more of a name in kanji than of one in English.
WITH_KANJI = ("ja", "easy", "zh")


def name_in(names: Mapping[str, str], language: str) -> str:
    """A name as it is given in a language, else in English where kanji are not read; else ""."""
    reads_kanji = language.partition("-")[0] in WITH_KANJI
    return names.get(language) or ("" if reads_kanji else names.get("en", ""))


@dataclass(frozen=True)
class Calendar:
    """What returns every week, such as a garbage day. ``weekdays``: 0 is Monday.

    ``weeks`` are the weeks of the month it falls in, 1 to 5; empty means every week.
    """

    names: Mapping[str, str]
    weekdays: tuple[int, ...]
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Organization:
    """A city, federation, association or group. ``path`` is its folder below the content folder.

    ``quiet_hours`` are minutes of the day from which and to which ordinary pushes wait, None when
    there are none; they may pass midnight. ``area_codes`` are the JMA's codes of municipalities.
    ``words`` is a digest of its glossary and its list of readings, "" when it has neither.
    """

    path: str
    kind: str
    names: Mapping[str, str]
    units: tuple[str, ...] = ()
    languages: tuple[str, ...] = (SOURCE_LANGUAGE,)
    default_audience: tuple[str, ...] = ("public",)
    timezone: str = "Asia/Tokyo"
    quiet_hours: tuple[int, int] | None = None
    area_codes: tuple[str, ...] = ()
    contact: str = ""
    calendars: tuple[Calendar, ...] = ()
    words: str = ""

    @property
    def parent(self) -> str | None:
        parent = PurePosixPath(self.path).parent.as_posix()
        return None if parent == "." else parent

    @property
    def folder_name(self) -> str:
        return PurePosixPath(self.path).name

    def name(self, language: str) -> str:
        """Its name as readers of a language write it: of one without kanji rather in English."""
        return name_in(self.names, language) or self.names[SOURCE_LANGUAGE]


@dataclass(frozen=True)
class Tree:
    """All organizations of a content folder, by path, parents before their children."""

    content: Path
    organizations: Mapping[str, Organization] = field(default_factory=dict)

    def __getitem__(self, path: str) -> Organization:
        return self.organizations[path]

    def __contains__(self, path: str) -> bool:
        return path in self.organizations

    def __iter__(self) -> Iterator[Organization]:
        return iter(self.organizations.values())

    def associations(self) -> list[Organization]:
        return list(self._associations)

    @cached_property
    def _associations(self) -> tuple[Organization, ...]:
        return tuple(o for o in self if o.kind == "association")

    def chain(self, path: str) -> list[Organization]:
        """The organization itself, then each above it up to the city."""
        chain = []
        at: str | None = path
        while at is not None and at in self:
            chain.append(self[at])
            at = self[at].parent
        return chain

    def groups_held_by(self, path: str) -> list[Organization]:
        return self._groups.get(path, [])

    @cached_property
    def _groups(self) -> dict[str, list[Organization]]:
        groups: dict[str, list[Organization]] = {}
        for organization in self:
            if organization.kind == "group" and organization.parent is not None:
                groups.setdefault(organization.parent, []).append(organization)
        return groups

    def sources_for(self, path: str) -> list[Organization]:
        """The organizations whose items an association shows: the cascade, groups included."""
        shown = []
        for organization in self.chain(path):
            shown.append(organization)
            shown.extend(self.groups_held_by(organization.path))
        return shown

    def reach_of(self, path: str) -> str:
        """The path below which an organization's items are addressed: a group's is its holder's."""
        organization = self[path]
        if organization.kind == "group" and organization.parent is not None:
            return organization.parent
        return path

    def reached_by(self, path: str) -> list[Organization]:
        """The associations that show an organization's items."""
        return list(self._below.get(self.reach_of(path), ()))

    @cached_property
    def _below(self) -> dict[str, list[Organization]]:
        """The associations at or below each organization."""
        below: dict[str, list[Organization]] = {}
        for association in self._associations:
            for above in self.chain(association.path):
                below.setdefault(above.path, []).append(association)
        return below

    def owner_of(self, file: Path) -> Organization | None:
        """The organization whose folder holds the file, None when it is outside any."""
        for folder in file.relative_to(self.content).parents:
            if folder.as_posix() in self:
                return self[folder.as_posix()]
        return None


def is_below(path: str, above: str) -> bool:
    """Whether ``path`` is ``above`` or an organization below it."""
    return path == above or path.startswith(above + "/")
