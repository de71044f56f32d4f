"""The workshop: the steps of a build, each done for one organization or site at a time.

A step is told in what JSON can say and leaves its result in the cache and beside the output, so
that it may be done by another process, or on another machine that shares the folders.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import BaseLoader

from plugins import attachments
from plugins.binders import Binder, bind
from plugins.cache import Cache, digest
from plugins.edition import Edition
from plugins.hands import Task
from plugins.manifests import Files, Manifest
from plugins.mistakes import Mistakes
from plugins.organization_files import read_tree
from plugins.organizations import Organization, Tree
from plugins.publication import Publisher
from plugins.settings import Settings
from plugins.sheets import Sheet
from plugins.signals import root_files, shared_files, site_files
from plugins.sources import holding
from plugins.theme import Theme
from plugins.translation.drafting import draft
from plugins.translation.models import machine_of

log = logging.getLogger(__name__)

ROOT = ""  # what stands above all sites, published like one
BINDERS_AT_HAND = 64  # those of a city and its federations are wanted again and again


class OutOfStep(Exception):
    """This process works from other organizations, another program or theme than was asked for."""


@dataclass(frozen=True)
class Places:
    """The folders of a build."""

    content: Path
    output: Path
    theme: Path


class Workshop:
    """Does the steps of a build, of the edition that was asked for.

    ``loader`` finds the theme's templates.
    """

    def __init__(self, settings: Settings, places: Places, loader: BaseLoader) -> None:
        self._settings = settings
        self._places = places
        self._loader = loader
        self._edition: Edition | None = None
        self.cache = Cache(settings.state_folder("cache"))
        self.publisher = Publisher(
            places.output,
            settings.state_folder("build"),
            self.cache,
            settings.words("PRECOMPRESS"),
        )
        self.binder = lru_cache(BINDERS_AT_HAND)(self._binder)
        self._steps: dict[str, Callable[[Edition, Task], Task]] = {
            "bind": self._bind,
            "lay out": self._lay_out,
            "switch": self._switch,
        }

    def edition(self, tree: Tree) -> Edition:
        """The edition of these organizations; the last one as long as nothing is different."""
        if self._edition is None or list(self._edition.tree) != list(tree):
            self._edition = self._new_edition(tree)
        return self._edition

    def forget(self) -> None:
        """Look up everything anew that was found in the cache."""
        self._edition = None
        self.binder.cache_clear()
        attachments.forget()

    def _new_edition(self, tree: Tree) -> Edition:
        languages = sorted({code for site in tree.associations() for code in site.languages})
        compiled = self._settings.state_folder("cache", "templates")
        public = self._settings["PUBLIC_URL"].rstrip("/")
        return Edition(
            tree,
            Theme(self._places.theme, self._loader, languages, compiled, self.cache),
            self.cache,
            self._settings.kept_secret("SEALING_SECRET"),
            self._settings.words("DAEMONS"),
            f"{public}/" if public else "",
            self._settings.words("PRECOMPRESS"),
            self._settings.flag("FURIGANA"),
        )

    def draft(self, edition: Edition, paths: list[str]) -> set[str]:
        """Have installed models say what nobody translated of these organizations' circulars; the
        organizations whose memories were written."""
        with machine_of(self._settings) as machine:
            if not machine.languages:
                return set()
            spoken = {path: edition.spoken(path) for path in paths}
            told = Mistakes(edition.tree.content)  # told by the check
            day = date.today().isoformat()
            drafted = draft(edition.tree, paths, spoken, machine, day, told)
        for file in drafted.unwritable:
            log.warning("%s cannot be written: what the machine said is not kept", file)
        owners = (edition.tree.owner_of(file) for file in drafted.written)
        return {owner.path for owner in owners if owner}

    def do(self, step: str, identity: str, tasks: list[Task]) -> list[Task]:
        """The results of one step for many tasks. Raises OutOfStep rather than mix editions."""
        edition = self._edition
        if edition is None or edition.identity != identity:
            edition = self.edition(read_tree(self._places.content))
        if edition.identity != identity:
            raise OutOfStep(
                "this worker has other organizations, another program, theme or settings than"
                " whoever leads the build; let both run the same version on the same folders"
            )
        return [self._steps[step](edition, task) for task in tasks]

    def _bind(self, edition: Edition, task: Task) -> Task:
        """``[organization, binder before or ""]`` to ``[organization, binder, items, elsewhere,
        mistakes]``."""
        path, before = task
        held = holding(edition.tree, path)
        previous = self.binder(before) if before else Binder()
        made, mistakes = bind(edition, path, held.circulars(edition.tree.content), previous)
        content = self.cache.keep(made.as_bytes())
        told = [mistake.as_json() for mistake in mistakes]
        return [path, content, len(made.sheets), made.elsewhere(set(held.files)), told]

    def _binder(self, content: str) -> Binder:
        file = self.cache.object(content)
        data = file.read_bytes()
        if digest(data) != content:
            file.unlink()
            raise FileNotFoundError(f"{file} was damaged; it is made again")
        return Binder.from_bytes(data)

    def prune(self, binders: Iterable[str]) -> int:
        """Forget all that no page and none of these binders is made of; how many files."""
        wanted = set()
        for content in binders:
            wanted.add(content)
            for sheet in self._binder(content).sheets:
                wanted.update(*(manifest.values() for manifest in sheet.files.values()))
        return self.cache.prune(wanted)

    def _lay_out(self, edition: Edition, task: Task) -> Task:
        """``[site, binders]`` to ``[site, whether anything changes]``."""
        path, binders = task
        known = self.publisher.known(path, edition.site_paths)
        files = Files(self.cache)
        if path == ROOT:
            root_files.send(edition, files=files)
        elif path in edition.tree:
            self._put_together(edition, edition.tree[path], binders, files)
        return [path, self.publisher.lay_out(path, files.manifest, known)]

    def _put_together(
        self, edition: Edition, site: Organization, binders: list[str], files: Files
    ) -> None:
        sheets = [sheet for content in binders for sheet in self.binder(content).sheets]
        sheets.sort(key=_newest_last, reverse=True)
        files.manifest.update(self._shared(edition, site.languages))
        for sheet in sheets:
            files.manifest.update(sheet.shown(site.languages))
        site_files.send(edition, site=site, sheets=sheets, files=files)

    @staticmethod
    def _shared(edition: Edition, languages: tuple[str, ...]) -> Manifest:
        def make() -> Manifest:
            files = Files(edition.cache)
            shared_files.send(edition, languages=languages, files=files)
            return files.manifest

        return edition.once(("shared", languages), make)

    def _switch(self, edition: Edition, task: Task) -> Task:
        """``[site]`` to ``[site, files written, files removed]``."""
        return [*task, *self.publisher.switch(*task)]


def _newest_last(sheet: Sheet) -> tuple[object, str]:
    return sheet.date, sheet.id


_here: Workshop | None = None


def enter(workshop: Workshop) -> None:
    """Let ``do_here`` be done by this workshop, in this process and in those forked from it."""
    global _here
    _here = workshop


def do_here(step: str, identity: str, tasks: list[Task]) -> list[Task]:
    """A step, done by the workshop of this process."""
    assert _here is not None  # noqa: S101  (entered before processes are forked)
    return _here.do(step, identity, tasks)
