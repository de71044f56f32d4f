"""The Flask application factory."""

from collections.abc import Callable, Iterable

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from plugins.settings import Settings
from syncd.api import answers, health, heartbeats, join, me, openapi, subscription
from syncd.api.cors import register_cors
from syncd.api.requests import EXTENSION
from syncd.api.responses import register_error_handlers
from syncd.daemon import Daemon, open_daemon
from syncd.settings import daemon_settings

# A hundred answers of the longest kind fit; larger bodies are refused before they are read.
LARGEST_BODY = 1024 * 1024
NOUNS = (join, me, answers, subscription, heartbeats, health)
OPERATIONS = tuple(operation for noun in NOUNS for operation in noun.OPERATIONS)


def create_app(
    settings: Settings | None = None,
    extras: Iterable[Callable[[Flask], None]] = (),
    daemon: Daemon | None = None,
) -> Flask:
    """The daemon's web application, its store migrated.

    ``extras`` are called with the app at the end and may register blueprints of their own; they
    reach the daemon's parts through ``syncd.api.requests.current_daemon()``.
    """
    if daemon is None:
        daemon = open_daemon(settings or daemon_settings())
    app = Flask("syncd", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions[EXTENSION] = daemon
    if proxies := daemon.settings.number("PROXIES"):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    register_error_handlers(app)
    register_cors(app, daemon.settings.words("ORIGINS"))
    for noun in NOUNS:
        app.register_blueprint(noun.blueprint)
    app.register_blueprint(openapi.make_blueprint(OPERATIONS))
    for register in extras:
        register(app)
    return app
