"""The pages of households: the roster, one household, adding one."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from syncd import households
from syncd.api.requests import current_daemon
from syncd.console.households.adding import TAKEN, New, read_new
from syncd.console.households.roster import (
    by_unit,
    find_listed,
    is_taken,
    listed,
    phones_of,
    reach_by_organization,
)
from syncd.console.looks import note_look
from syncd.console.pages import show
from syncd.console.viewer import counted, named
from syncd.console.visit import current_viewer, current_visit
from syncd.items import organizations

blueprint = Blueprint("households", __name__)


@blueprint.get("/households/")
def index() -> Response:
    viewer = current_viewer()
    if not viewer.sees_names:
        with current_daemon().store.read() as connection:
            reach = reach_by_organization(connection, counted(viewer))
            known = organizations.every(connection)
        return show("reach.html", reach=reach, organizations=known)
    with current_daemon().store.read() as connection:
        found = listed(connection, named(viewer))
    note_look("households.look", viewer.path)
    return show(
        "households.html",
        units=by_unit(viewer, found),
        found=found,
        moved=request.args.get("moved"),
    )


@blueprint.get("/households/<household>")
def page(household: str) -> Response:
    viewer = current_viewer()
    with current_daemon().store.read() as connection:
        found = find_listed(connection, viewer, household)
        if found is None:
            abort(404)
        people = households.people_of(connection, household)
        phones = phones_of(connection, household)
    note_look("household.look", household)
    return show(
        "household.html",
        household=found,
        people=people,
        phones=phones,
        done=request.args.get("done"),
    )


@blueprint.get("/households/add")
def add_form() -> Response:
    if not current_viewer().keeps_roster:
        abort(404)
    return show("household_add.html", new=New())


@blueprint.post("/households/add")
def add() -> AnyResponse:
    viewer = current_viewer()
    if not viewer.keeps_roster:
        abort(404)
    new = read_new(request.form, viewer.organization.units)
    if not new.wrong:
        with current_daemon().store.write() as connection:
            if is_taken(connection, viewer.path, new.unit, new.label):
                new.wrong["label"] = TAKEN
            else:
                made = households.create(
                    connection,
                    organization=viewer.path,
                    unit=new.unit,
                    label=new.label,
                    members=new.members,
                    paper=new.paper,
                    actor=viewer.actor,
                    now=current_visit().now,
                )
                return redirect(url_for(".page", household=made.id, done="added"), 303)
    return show("household_add.html", 422, new=new)
