"""Signing in by a link that works once, and signing out."""

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from syncd import audit, officers
from syncd.api.requests import current_daemon
from syncd.console.pages import show
from syncd.console.visit import current_visit
from syncd.items import organizations
from syncd.problems import Problem

blueprint = Blueprint("entrance", __name__)


@blueprint.get("/sign-in/<secret>")
def sign_in_form(secret: str) -> Response:
    """Who the link is for, and a button. Messengers open links by themselves: that uses nothing up."""
    visit = current_visit()
    with current_daemon().store.read() as connection:
        try:
            officer = officers.look_up_link(connection, secret, visit.now)
        except Problem as problem:
            return show("link_gone.html", problem.status)
        organization = organizations.find(connection, officer.organization)
    name = organization.name(visit.language) if organization else officer.organization
    return show("sign_in.html", name=officer.name, organization=name)


@blueprint.post("/sign-in/<secret>")
def sign_in(secret: str) -> AnyResponse:
    visit = current_visit()
    try:
        with current_daemon().store.write() as connection:
            officer = officers.redeem_link(connection, secret, visit.now)
    except Problem as problem:
        return show("link_gone.html", problem.status)
    visit.sign_in(officer.id)
    return redirect(url_for("console.home.page"), 303)


@blueprint.post("/sign-out")
def sign_out() -> AnyResponse:
    visit = current_visit()
    if visit.viewer is not None:
        with current_daemon().store.write() as connection:
            audit.note(
                connection,
                actor=visit.viewer.actor,
                action="officer.sign-out",
                organization=visit.viewer.path,
                subject=visit.viewer.officer,
                now=visit.now,
            )
    visit.sign_out()
    return redirect(url_for("console.home.page"), 303)
