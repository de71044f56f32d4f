"""The web application a server process serves: the daemon's API, the console, the built sites."""

from __future__ import annotations

from flask import Flask

from syncd import console, sites
from syncd.app import create_app
from syncd.settings import daemon_settings


def application() -> Flask:
    """The application of the settings in the environment; what Granian calls to get it."""
    settings = daemon_settings()

    def register(app: Flask) -> None:
        console.register(app)
        app.register_blueprint(sites.blueprint(settings.path("OUTPUT")))

    return create_app(settings, extras=[register])
