"""The build: one strict run of Pelican over the content folder."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.plugins._utils import get_plugin_name, load_plugins
from pelican.settings import read_settings

from plugins.city import Progress, no_progress
from plugins.settings import Settings
from plugins.sites import Report

CONFIGURATION = Path(__file__).parent.parent / "pelicanconf.py"


class BuildError(Exception):
    """The build could not run: the message says why and what to do."""


class StrictPelican(Pelican):
    """Pelican that stops when a plugin does not load, and makes nothing but the sites.

    Pelican itself logs the failure and publishes without the plugin, with exit status 0.
    """

    def init_plugins(self) -> None:
        wanted = list(self.settings["PLUGINS"])
        self.plugins = load_plugins(self.settings)
        loaded = [get_plugin_name(plugin) for plugin in self.plugins]
        if missing := [name for name in wanted if name not in loaded]:
            raise BuildError(
                f"plugin {', '.join(missing)} cannot be imported."
                " Check PLUGINS in pelicanconf.py, or install what it imports."
            )
        for plugin in self.plugins:
            plugin.register()
        self.settings["PLUGINS"] = loaded

    def _get_generator_classes(self) -> list[type]:
        """Ours alone: articles, pages and static files are nobody's here."""
        ours = {"plugins"}
        return [
            generator
            for generator in super()._get_generator_classes()
            if generator.__module__.split(".", 1)[0] in ours
        ]

    def run(self) -> None:
        """Run the generators; Pelican's own run counts articles and pages, which we have none of."""
        context = {**self.settings, "generated_content": {}, "static_content": {}}
        generators = [
            make(
                context=context,
                settings=self.settings,
                path=self.path,
                theme=self.theme,
                output_path=self.output_path,
            )
            for make in self._get_generator_classes()
        ]
        for generator in generators:
            generator.generate_context()
        for generator in generators:
            generator.generate_output(None)
        self.report: Report = context["kairan_report"]


def build(
    settings: Settings,
    *,
    organization: str | None = None,
    jobs: int = 1,
    progress: Progress = no_progress,
) -> Report:
    """Build the sites, all or those below one organization.

    Raises ContentError when content is wrong, BuildError when the build cannot run; in both
    cases the output is as it was.
    """
    content = settings.path("CONTENT").resolve()
    if not content.is_dir():
        raise BuildError(f"{content} is not a folder. Say where the content is: --content DIR.")
    with _alone(settings):
        return _run(settings, content, organization, jobs, progress)


def _run(
    settings: Settings, content: Path, organization: str | None, jobs: int, progress: Progress
) -> Report:
    override: dict[str, Any] = {
        "PATH": str(content),
        "OUTPUT_PATH": str(settings.path("OUTPUT").resolve()),
        "KAIRAN": settings,
        "KAIRAN_ORGANIZATION": organization,
        "KAIRAN_JOBS": jobs,
        "KAIRAN_PROGRESS": progress,
    }
    logging.getLogger("pelican").setLevel(logging.WARNING)
    pelican = StrictPelican(read_settings(str(CONFIGURATION), override=override))
    pelican.run()
    if organization and not pelican.report.sites:
        raise BuildError(
            f"there is no association at or below {organization!r}."
            " Give the path of its folder below the content folder."
        )
    return pelican.report


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Waits until no other build uses the same state folder."""
    with (settings.state_folder("build") / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
