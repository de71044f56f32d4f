"""Read on paper: the mark for a household, or for a whole 班 when its board has been round."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from syncd import audit, households
from syncd.answers.record import record
from syncd.answers.senders import Sender
from syncd.api.requests import current_daemon
from syncd.clock import iso
from syncd.console.items.choosing import find_item, item_key
from syncd.console.items.replies import Asked, households_asked
from syncd.console.looks import note_look
from syncd.console.pages import show
from syncd.console.visit import current_viewer, current_visit
from syncd.identifiers import new_id

blueprint = Blueprint("reading", __name__)


def to_mark(asked: list[Asked], unit: str, household: str, *, everyone: bool) -> list[Asked]:
    """The households to be marked: one, or those of a 班, on paper only unless everyone is meant."""
    if household:
        chosen = [one for one in asked if one.id == household]
    else:
        chosen = [one for one in asked if one.unit == unit and (everyone or one.paper)]
    return [one for one in chosen if one.read is None]


@blueprint.get("/items/<key>/read")
def confirm(key: str) -> Response:
    """Who would be marked, before anybody is: a read mark is never taken back."""
    viewer = current_viewer()
    unit, household = request.args.get("unit", ""), request.args.get("household", "")
    everyone = request.args.get("who") == "everyone"
    with current_daemon().store.read() as connection:
        item = find_item(connection, viewer, key)
        asked = households_asked(connection, viewer, item)
    if not asked:
        abort(404)
    note_look("item.look", item.id)
    return show(
        "read_on_paper.html",
        item=item,
        key=item_key(item.id),
        unit=unit,
        household=household,
        everyone=everyone,
        marked=to_mark(asked, unit, household, everyone=everyone),
    )


@blueprint.post("/items/<key>/read")
def mark(key: str) -> AnyResponse:
    viewer, now = current_viewer(), current_visit().now
    chosen = set(request.form.getlist("household"))
    if not chosen:
        return redirect(url_for("console.items.page", key=key), 303)
    with current_daemon().store.write() as connection:
        item = find_item(connection, viewer, key)
        asked = [one for one in households_asked(connection, viewer, item) if one.id in chosen]
        if len(asked) != len(chosen):
            abort(404)
        for one in asked:
            household = households.find(connection, one.id)
            if household is None:
                abort(404)
            raw = {
                "id": new_id(now),
                "item": item.id,
                "kind": "receipt",
                "value": {},
                "at": iso(now),
            }
            record(connection, Sender(household, officer=viewer.officer), [raw], now)
        audit.note(
            connection,
            actor=viewer.actor,
            action="receipt.proxy",
            organization=viewer.path,
            subject=item.id,
            details={"households": [one.id for one in asked]},
            now=now,
        )
    return redirect(url_for("console.items.page", key=key, marked=len(asked)), 303)
