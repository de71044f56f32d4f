"""The build: one strict run of Pelican over the content folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.plugins._utils import get_plugin_name, load_plugins
from pelican.settings import read_settings

from plugins.hands import Hands, HandsError, OwnHands, Task
from plugins.locks import held
from plugins.orders import Order, Progress, Report, no_progress
from plugins.settings import Settings
from plugins.shifts import end_shift
from plugins.sites import SitesGenerator
from plugins.workshop import OutOfStep

CONFIGURATION = Path(__file__).parent.parent / "pelicanconf.py"
# Pelican's loggers say a thing once in the life of a process; those made from here on say it again.
logging.setLoggerClass(logging.Logger)

WHOLE = Order()


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

    @cached_property
    def sites(self) -> SitesGenerator:
        """The generator of the sites, made once and run as often as wanted."""
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
        (found,) = (one for one in generators if isinstance(one, SitesGenerator))
        return found

    def run(self) -> None:
        """Pelican's own run counts articles and pages, which we have none of."""
        self.sites.generate_context()
        self.sites.generate_output(None)
        self.report: Report = self.sites.context["kairan_report"]


class Builder:
    """Builds the sites again and again; what was read and compiled once stays at hand.

    Raises BuildError when there is nothing to build from.
    """

    def __init__(self, settings: Settings, jobs: int = 1, hands: Hands | None = None) -> None:
        content = settings.path("CONTENT").resolve()
        if not content.is_dir():
            raise BuildError(f"{content} is not a folder. Say where the content is: --content DIR.")
        override: dict[str, Any] = {
            "PATH": str(content),
            "OUTPUT_PATH": str(settings.path("OUTPUT").resolve()),
            "KAIRAN": settings,
            "KAIRAN_JOBS": jobs,
            "KAIRAN_HANDS": hands,
        }
        logging.getLogger("pelican").setLevel(logging.WARNING)
        self._settings = settings
        self._pelican = StrictPelican(read_settings(str(CONFIGURATION), override=override))

    def prepare(self) -> None:
        """Get ready, processes included, before this process starts threads."""
        sites = self._pelican.sites
        sites.generate_context()
        sites.press.prepare()
        if isinstance(sites.hands, OwnHands) and sites.press.has_much_to_do():
            sites.hands.gather()

    def step(self, name: str, identity: str, tasks: list[Task]) -> list[Task]:
        """One step of a build that is led by another process."""
        return self._pelican.sites.workshop.do(name, identity, tasks)

    def build(self, order: Order = WHOLE) -> Report:
        """Build the sites.

        Raises ContentError when content is wrong and the order not tolerant, BuildError when the
        build cannot run; in both cases the output is as it was.
        """
        with _alone(self._settings):
            self._pelican.settings["KAIRAN_ORDER"] = order
            try:
                self._pelican.run()
            except (BrokenProcessPool, OutOfStep, HandsError) as error:
                raise BuildError(str(error)) from error
        report = self._pelican.report
        if order.below and not report.sites:
            raise BuildError(
                f"there is no association at or below {order.below!r}."
                " Give the path of its folder below the content folder."
            )
        return report

    def close(self) -> None:
        """Let other processes go."""
        self._pelican.sites.hands.release()


def build(
    settings: Settings,
    *,
    organization: str | None = None,
    jobs: int = 1,
    hands: Hands | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Build the sites once, all or those below one organization; raises as ``Builder`` does."""
    builder = Builder(settings, jobs, hands)
    try:
        return builder.build(Order(below=organization, progress=progress))
    finally:
        builder.close()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Waits until no other build uses the same state folder, and no hands do its steps."""
    folder = settings.state_folder("build")
    with held(folder / "lock"):
        end_shift(folder)
        yield
