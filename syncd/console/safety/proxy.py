"""The pages on which reports are entered by proxy: a 班's sheet, and one household."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy import and_
from werkzeug.wrappers import Response as AnyResponse

from syncd.api.requests import current_daemon
from syncd.console.looks import note_look
from syncd.console.pages import show
from syncd.console.safety import facts
from syncd.console.safety.choosing import find_check
from syncd.console.safety.entering import enter, read_household, read_sheet
from syncd.console.safety.needs import need_of
from syncd.console.safety.results import Standing
from syncd.console.visit import current_viewer, current_visit
from syncd.console.wording import Said, _
from syncd.safety.checks import Check
from syncd.store.tables import households

blueprint = Blueprint("reports", __name__)
NOTHING_MARKED = Said(_("Nothing is marked yet. Choose at least one mark, then save."))


@blueprint.get("/safety/<check>/sheet")
def sheet(check: str) -> Response:
    """The sheet of a 班, to print and carry round, or to enter."""
    return _sheet(check, None)


@blueprint.post("/safety/<check>/sheet")
def enter_sheet(check: str) -> AnyResponse:
    viewer, now = current_viewer(), current_visit().now
    with current_daemon().store.write() as connection:
        found = find_check(connection, viewer, check)
        asked = facts.homes(connection, viewer, facts.asked_by(found, viewer))
        entered = enter(connection, viewer, found, read_sheet(request.form, asked), now)
    if not entered:
        return _sheet(check, NOTHING_MARKED)
    return redirect(url_for("console.safety.page", check=check, entered=entered), 303)


@blueprint.get("/safety/<check>/households/<household>")
def page(check: str, household: str) -> Response:
    found, standing = _standing(check, household)
    note_look("safety-report.look", found.id, {"household": household})
    return show("report.html", check=found, standing=standing, wrong=None)


@blueprint.post("/safety/<check>/households/<household>")
def enter_household(check: str, household: str) -> AnyResponse:
    viewer, now = current_viewer(), current_visit().now
    found, standing = _standing(check, household)
    people = [person.id for person in standing.home.people]
    marks = read_household(request.form, household, people)
    if not marks:
        return show("report.html", 422, check=found, standing=standing, wrong=NOTHING_MARKED)
    with current_daemon().store.write() as connection:
        entered = enter(connection, viewer, found, marks, now)
    return redirect(url_for("console.safety.page", check=check, entered=entered), 303)


def _sheet(identifier: str, wrong: Said | None) -> Response:
    viewer = current_viewer()
    with current_daemon().store.read() as connection:
        check = find_check(connection, viewer, identifier)
        condition = facts.asked_by(check, viewer)
        homes = facts.homes(connection, viewer, condition)
        reports = facts.reports_of(connection, facts.counting_of(check), condition)
    if not homes:
        abort(404)
    note_look("safety-check.look", check.id)
    units = list(dict.fromkeys(home.unit for home in homes.values()))
    unit = request.values.get("unit", units[0])
    return show(
        "sheet.html",
        422 if wrong else 200,
        check=check,
        units=units,
        unit=unit,
        homes=[home for home in homes.values() if home.unit == unit],
        reported={report.household for report in reports},
        wrong=wrong,
    )


def _standing(identifier: str, household: str) -> tuple[Check, Standing]:
    viewer = current_viewer()
    with current_daemon().store.read() as connection:
        check = find_check(connection, viewer, identifier)
        condition = and_(facts.asked_by(check, viewer), households.c.id == household)
        homes = facts.homes(connection, viewer, condition)
        reports = facts.reports_of(connection, facts.counting_of(check), condition)
    if household not in homes:
        abort(404)
    home = homes[household]
    need = need_of([person.id for person in home.people], reports, reachable=False)
    return check, Standing(home, need, tuple(reports))
