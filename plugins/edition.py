"""An edition: one building of the whole city, its content, its theme and how it is reached."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.city import City
from plugins.theme import Theme


@dataclass(frozen=True)
class Edition:
    """What every plugin needs to make files.

    ``daemons`` are the daemon's URLs, "/" being the site's own origin; ``public_url`` is where the
    output folder is reached, ending in "/", or "" when nobody said.
    """

    city: City
    theme: Theme
    daemons: tuple[str, ...] = ("/",)
    public_url: str = ""
