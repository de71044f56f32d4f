"""The page of the audit log."""

from flask import Blueprint, Response, request

from syncd.api.requests import current_daemon
from syncd.console.auditing import rows_for
from syncd.console.deeds import DEEDS
from syncd.console.looks import note_look
from syncd.console.pages import show
from syncd.console.visit import current_viewer

blueprint = Blueprint("log", __name__)


@blueprint.get("/log/")
def index() -> Response:
    viewer = current_viewer()
    before = request.args.get("before", type=int)
    with current_daemon().store.read() as connection:
        rows, older = rows_for(connection, viewer, before)
    note_look("audit.look", viewer.path)
    return show("log.html", rows=rows, older=older, before=before, deeds=DEEDS)
