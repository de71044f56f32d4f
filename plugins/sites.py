"""Sites: the Pelican generator that makes one self-contained site an association."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals as pelican_signals

from plugins import workshop
from plugins.hands import OwnHands
from plugins.press import Press
from plugins.settings import Settings
from plugins.workshop import Places, Workshop


class SitesGenerator(Generator):
    """Publishes the sites of a city, as often as it is asked to.

    Pelican's writer of single pages is not used: it knows neither manifests nor the order of
    publication.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settings: Settings = self.settings["KAIRAN"]
        content = Path(self.path)
        places = Places(content, Path(self.output_path), Path(self.theme))
        self.workshop = Workshop(settings, places, self.env.loader)
        self.hands = self.settings["KAIRAN_HANDS"] or OwnHands(
            workshop.do_here, self.settings["KAIRAN_JOBS"]
        )
        self.press = Press(self.workshop, content, settings.state_folder("build"), self.hands)

    def generate_context(self) -> None:
        workshop.enter(self.workshop)

    def generate_output(self, writer: object) -> None:
        self.context["kairan_report"] = self.press.run(self.settings["KAIRAN_ORDER"])


def _generators(pelican: object) -> type[Generator]:
    return SitesGenerator


def register() -> None:
    pelican_signals.get_generators.connect(_generators)
