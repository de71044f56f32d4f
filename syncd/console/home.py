"""The first page: what needs doing today."""

from flask import Blueprint, Response

from syncd.api.requests import current_daemon
from syncd.console import watching
from syncd.console.building import last_build
from syncd.console.duties import duties_of
from syncd.console.items.choosing import item_key
from syncd.console.pages import show
from syncd.console.visit import current_viewer, current_visit
from syncd.items import organizations

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def page() -> Response:
    viewer, now = current_viewer(), current_visit().now
    daemon = current_daemon()
    with daemon.store.read() as connection:
        duties = duties_of(connection, viewer, now)
        bulbs, silent = watching.numbers(connection, viewer, now)
        known = organizations.every(connection)
    return show(
        "home.html",
        duties=duties,
        bulbs=bulbs,
        silent=silent,
        built=last_build(daemon.settings.path("STATE"), viewer),
        organizations=known,
        item_key=item_key,
    )
