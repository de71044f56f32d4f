"""Sites: the Pelican generator that makes one self-contained site an association."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals as pelican_signals

from plugins.cache import Cache
from plugins.city import City, Progress, read_city
from plugins.edition import Edition
from plugins.files import Manifest, SharedFiles, SiteFiles
from plugins.organizations import Organization, is_below
from plugins.publication import Changes, Publisher
from plugins.settings import Settings
from plugins.signals import root_files, shared_files, site_files
from plugins.theme import Theme


@dataclass(frozen=True)
class Report:
    """What a build did, as ``kairan build --json`` prints it."""

    organizations: int
    sites: int
    items: int
    written: int
    removed: int
    changed_sites: list[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class SitesGenerator(Generator):
    """Reads the city once and publishes the sites of its associations."""

    def generate_context(self) -> None:
        options: Settings = self.settings["KAIRAN"]
        self.options = options
        self.cache = Cache(options.state_folder("cache"))
        self.city = read_city(
            Path(self.path),
            self.cache,
            options.kept_secret("SEALING_SECRET"),
            jobs=self.settings["KAIRAN_JOBS"],
            progress=self.settings["KAIRAN_PROGRESS"],
        )

    def generate_output(self, writer: object) -> None:
        """Make every file, then publish what changed. Pelican's writer of single pages is not
        used: it knows neither manifests nor the order of publication."""
        city, only = self.city, self.settings["KAIRAN_ORGANIZATION"]
        languages = city.languages()
        public = self.options["PUBLIC_URL"].rstrip("/")
        edition = Edition(
            city,
            Theme(
                Path(self.theme),
                self.env.loader,
                languages,
                self.options.state_folder("cache", "templates"),
            ),
            self.options.words("DAEMONS"),
            f"{public}/" if public else "",
        )
        sites = [
            site for site in city.tree.associations() if is_below(site.path, only or site.path)
        ]
        publisher = Publisher(
            Path(self.output_path),
            self.options.state_folder("build"),
            self.cache,
            self.options.words("PRECOMPRESS"),
        )
        manifests = self._manifests(edition, sites)
        if not only:
            manifests[""] = self._root(edition)
        self.settings["KAIRAN_PROGRESS"]("publishing", 0, 1)
        changes = publisher.publish(manifests, whole=not only)
        self.context["kairan_report"] = _report(city, sites, changes)

    def _manifests(self, edition: Edition, sites: list[Organization]) -> dict[str, Manifest]:
        shared = SharedFiles(self.cache)
        shared_files.send(edition, files=shared)
        manifests = {}
        progress: Progress = self.settings["KAIRAN_PROGRESS"]
        for done, site in enumerate(sites):
            progress("pages", done, len(sites))
            own = SiteFiles(self.cache)
            site_files.send(edition, site=site, files=own)
            shown = (item.id for item in edition.city.shown_in(site))
            manifests[site.path] = {**shared.shown(shown, site.languages), **own.manifest}
        return manifests

    def _root(self, edition: Edition) -> Manifest:
        files = SiteFiles(self.cache)
        root_files.send(edition, files=files)
        return files.manifest


def _report(city: City, sites: list[Organization], changes: Changes) -> Report:
    return Report(
        organizations=len(city.tree.organizations),
        sites=len(sites),
        items=len(city.items),
        written=changes.written,
        removed=changes.removed,
        changed_sites=changes.sites,
    )


def _generators(pelican: object) -> type[Generator]:
    return SitesGenerator


def register() -> None:
    pelican_signals.get_generators.connect(_generators)
