"""Signing in by a link that works once, and signing out."""

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from syncd import audit
from syncd.api.requests import current_daemon
from syncd.console.links import find_link, use_link
from syncd.console.pages import show
from syncd.console.visit import current_visit
from syncd.items import organizations

blueprint = Blueprint("entrance", __name__)


@blueprint.get("/sign-in/<token>")
def sign_in_form(token: str) -> Response:
    """Who the link is for, and a button. Messengers open links by themselves: that uses nothing up."""
    visit = current_visit()
    with current_daemon().store.read() as connection:
        link = find_link(connection, token, visit.now)
        if link is None:
            return show("link_gone.html", 404)
        organization = organizations.find(connection, link.organization)
    name = organization.name(visit.language) if organization else link.organization
    return show("sign_in.html", name=link.name, organization=name)


@blueprint.post("/sign-in/<token>")
def sign_in(token: str) -> AnyResponse:
    visit = current_visit()
    with current_daemon().store.write() as connection:
        link = use_link(connection, token, visit.now)
        if link is None:
            return show("link_gone.html", 404)
        audit.note(
            connection,
            actor=f"officer:{link.officer}",
            action="officer.sign-in",
            organization=link.organization,
            subject=link.officer,
            now=visit.now,
        )
    visit.sign_in(link.officer)
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
