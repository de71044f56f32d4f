"""Changes to a household: a new card, a device signed out, moving out."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy import Connection, select
from werkzeug.wrappers import Response as AnyResponse

from syncd import devices as device_records
from syncd import households
from syncd.api.requests import current_daemon
from syncd.card import Card
from syncd.console.households.card import picture, site_of
from syncd.console.households.roster import Listed, find_listed
from syncd.console.looks import note_look
from syncd.console.pages import show
from syncd.console.visit import current_viewer, current_visit
from syncd.joining import issue_code
from syncd.store.tables import devices

blueprint = Blueprint("household", __name__)


@blueprint.post("/households/<household>/card")
def new_card(household: str) -> Response:
    """The card is the answer itself: its code is kept nowhere, so no later page could show it."""
    viewer, daemon = current_viewer(), current_daemon()
    with daemon.store.write() as connection:
        found = _kept(connection, household)
        code = issue_code(
            connection,
            daemon.credentials,
            household,
            actor=viewer.actor,
            now=current_visit().now,
        )
    card = Card(
        viewer.organization.name("ja"),
        found.unit,
        found.label,
        code,
        site_of(found.organization, daemon.settings["PUBLIC_URL"], request.url_root),
    )
    return show("card.html", household=found, card=card, picture=picture(card))


@blueprint.get("/households/<household>/devices/<device>/revoke")
def revoke_form(household: str, device: str) -> Response:
    with current_daemon().store.read() as connection:
        found = _kept(connection, household)
        _check_device(connection, household, device)
    note_look("household.look", household)
    return show("device_revoke.html", household=found, device=device)


@blueprint.post("/households/<household>/devices/<device>/revoke")
def revoke(household: str, device: str) -> AnyResponse:
    viewer = current_viewer()
    with current_daemon().store.write() as connection:
        _kept(connection, household)
        _check_device(connection, household, device)
        device_records.revoke(connection, device, actor=viewer.actor, now=current_visit().now)
    return redirect(url_for("console.households.page", household=household, done="revoked"), 303)


@blueprint.get("/households/<household>/move-out")
def move_out_form(household: str) -> Response:
    with current_daemon().store.read() as connection:
        found = _kept(connection, household)
    note_look("household.look", household)
    return show("household_move_out.html", household=found)


@blueprint.post("/households/<household>/move-out")
def move_out(household: str) -> AnyResponse:
    viewer = current_viewer()
    with current_daemon().store.write() as connection:
        _kept(connection, household)
        households.move_out(connection, household, actor=viewer.actor, now=current_visit().now)
    return redirect(url_for("console.households.index", moved="1"), 303)


def _kept(connection: Connection, household: str) -> Listed:
    """The household, if it is the viewer's to change."""
    viewer = current_viewer()
    found = find_listed(connection, viewer, household) if viewer.keeps_roster else None
    if found is None:
        abort(404)
    return found


def _check_device(connection: Connection, household: str, device: str) -> None:
    of_household = connection.scalar(
        select(devices.c.id).where(devices.c.id == device, devices.c.household == household)
    )
    if of_household is None:
        abort(404)
