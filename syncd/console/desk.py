"""The desk: the console's one blueprint, made of its nouns, and what happens around each request."""

from flask import Blueprint, Flask, Response, abort, request

from syncd.console import assets, audit_log, bulbs, home, sign_in
from syncd.console.errors import register_error_pages
from syncd.console.headers import add_headers
from syncd.console.households import changes
from syncd.console.households import pages as household_pages
from syncd.console.items import pages as item_pages
from syncd.console.items import proxy, reading
from syncd.console.safety import pages as safety_pages
from syncd.console.safety import proxy as safety_proxy
from syncd.console.visit import (
    COOKIE_PATH,
    check_form_token,
    current_viewer,
    keep_session,
    open_visit,
)

NOUNS = (
    home,
    item_pages,
    proxy,
    reading,
    safety_pages,
    safety_proxy,
    household_pages,
    changes,
    bulbs,
    audit_log,
)


def register(app: Flask) -> None:
    """Add the console to the daemon's application."""
    console = Blueprint("console", __name__, url_prefix=COOKIE_PATH)
    console.before_request(open_visit)
    console.before_request(check_form_token)
    console.before_request(_officers_only)
    console.after_request(keep_session)
    console.after_request(add_headers)
    register_error_pages(console)
    for noun in (sign_in, *NOUNS):
        console.register_blueprint(noun.blueprint)
    # Without this, an address that is not there would be answered by the rest of the daemon.
    console.add_url_rule(
        "/<path:place>", view_func=_nothing_here, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]
    )
    app.register_blueprint(console)
    app.register_blueprint(assets.blueprint)


def _officers_only() -> None:
    if request.blueprint != "console.entrance":
        current_viewer()


def _nothing_here(place: str) -> Response:
    abort(404)
