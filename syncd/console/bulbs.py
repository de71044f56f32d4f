"""The page of watch-over bulbs. A bulb that is silent may mean many things; the page says only that."""

from flask import Blueprint, Response

from syncd.api.requests import current_daemon
from syncd.console.looks import note_look
from syncd.console.pages import show
from syncd.console.visit import current_viewer, current_visit
from syncd.console.watching import numbers, watched_by

blueprint = Blueprint("bulbs", __name__)


@blueprint.get("/bulbs/")
def index() -> Response:
    viewer, now = current_viewer(), current_visit().now
    with current_daemon().store.read() as connection:
        total, silent = numbers(connection, viewer, now)
        watched = watched_by(connection, viewer) if viewer.sees_names else []
    if watched:
        note_look("bulbs.look", viewer.path)
    return show("bulbs.html", total=total, silent=silent, watched=watched, now=now)
