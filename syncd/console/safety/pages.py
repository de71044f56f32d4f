"""The pages of safety checks: the list, one check's results, starting and closing."""

from functools import partial

from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from syncd.api.requests import current_daemon
from syncd.console.looks import note_look
from syncd.console.pages import show
from syncd.console.reach import reachable
from syncd.console.safety import facts
from syncd.console.safety.choosing import (
    UNASKED_SHOWN_FOR,
    checks_shown_to,
    find_check,
    running_check,
)
from syncd.console.safety.results import results_of, unasked
from syncd.console.safety.starting import TITLES, Start, read_start
from syncd.console.viewer import Viewer, counted
from syncd.console.visit import current_viewer, current_visit
from syncd.daemon import Daemon
from syncd.items import organizations
from syncd.push.announce import announce_check
from syncd.queue import Queue
from syncd.safety import checks

blueprint = Blueprint("safety", __name__)


@blueprint.get("/safety/")
def index() -> Response:
    viewer, now = current_viewer(), current_visit().now
    with current_daemon().store.read() as connection:
        found = checks_shown_to(connection, viewer, now)
        which = facts.without_check(now - UNASKED_SHOWN_FOR)
        reports = facts.reports_of(connection, which, counted(viewer))
        standing = unasked(connection, viewer, reports)
        known = organizations.every(connection)
    if standing:
        note_look("safety-report.look", "safety")
    return show(
        "checks.html",
        checks=found,
        reports=len({report.household for report in reports}),
        standing=standing,
        organizations=known,
    )


@blueprint.get("/safety/<check>")
def page(check: str) -> Response:
    viewer = current_viewer()
    with current_daemon().store.read() as connection:
        found = find_check(connection, viewer, check)
        within = request.args.get("within", viewer.reach)
        if not viewer.counts_below(within):
            abort(404)
        results = results_of(connection, viewer, found, within)
        known = organizations.every(connection)
    if viewer.sees_names:
        note_look("safety-check.look", found.id)
    return show(
        "check.html",
        check=found,
        results=results,
        within=within,
        organizations=known,
        may_close=_may_close(viewer, found.organization),
        entered=request.args.get("entered", type=int),
    )


@blueprint.get("/safety/start")
def start_form() -> Response:
    if not current_viewer().starts_checks:
        abort(404)
    return show("check_start.html", start=Start(TITLES))


@blueprint.post("/safety/start")
def start() -> AnyResponse:
    """Twice: what was typed is shown once more with whom it asks, then the check is started."""
    viewer, now = current_viewer(), current_visit().now
    if not viewer.starts_checks:
        abort(404)
    typed = read_start(request.form)
    if typed.wrong or request.form.get("step") == "mend":
        return show("check_start.html", 422 if typed.wrong else 200, start=typed)
    if request.form.get("step") != "confirmed":
        with current_daemon().store.read() as connection:
            running = running_check(connection, viewer, drill=typed.drill)
            asked, reached = _reach_of_start(connection, viewer)
        return show(
            "check_confirm.html", start=typed, asked=asked, reached=reached, running=running
        )
    with current_daemon().store.write() as connection:
        running = running_check(connection, viewer, drill=typed.drill)
        if running is None:
            running = checks.start(
                connection,
                organization=viewer.path,
                titles=typed.titles,
                drill=typed.drill,
                actor=viewer.actor,
                now=now,
            )
            announce_check(connection, running, now)
    response = redirect(url_for(".page", check=running.id), 303)
    # The check is started and its pushes are due whatever becomes of this; a worker that is not
    # called finds them within a minute.
    response.call_on_close(partial(_call_workers, current_daemon()))
    return response


@blueprint.get("/safety/<check>/close")
def close_form(check: str) -> Response:
    viewer = current_viewer()
    with current_daemon().store.read() as connection:
        found = find_check(connection, viewer, check)
    if not _may_close(viewer, found.organization):
        abort(404)
    return show("check_close.html", check=found)


@blueprint.post("/safety/<check>/close")
def close(check: str) -> AnyResponse:
    viewer = current_viewer()
    with current_daemon().store.write() as connection:
        found = find_check(connection, viewer, check)
        if not _may_close(viewer, found.organization):
            abort(404)
        checks.close(connection, found.id, actor=viewer.actor, now=current_visit().now)
    return redirect(url_for(".page", check=check), 303)


def _call_workers(daemon: Daemon) -> None:
    queue = Queue(daemon)
    try:
        queue.deliver()
    finally:
        queue.close()


def _may_close(viewer: Viewer, organization: str) -> bool:
    """Only who could have started it."""
    return organization == viewer.path


def _reach_of_start(connection: Connection, viewer: Viewer) -> tuple[int, int]:
    condition = counted(viewer)
    asked = facts.number_of_households(connection, condition)
    return asked, len(reachable(connection, condition))
