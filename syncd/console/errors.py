"""Errors as pages: what happened and what to do now, in the look of the rest."""

import logging
import traceback
from dataclasses import dataclass

from flask import Blueprint, Response, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from syncd.console.pages import show
from syncd.console.wording import _
from syncd.problems import Problem

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    title: str
    text: str


NOT_FOUND = Words(
    _("There is no such page"),
    _("The address may be mistyped, or what was here belongs to another organization."),
)
STALE = Words(
    _("This page is too old to send"),
    _("Nothing was changed. Go back, open the page anew and send once more."),
)
FAILED = Words(
    _("Something unexpected went wrong"),
    _("Nothing was changed. Try again later; if it stays, tell the operator."),
)
BUSY = Words(
    _("The store does not answer just now"),
    _("Nothing was changed. Wait a little, then try again."),
)
TOO_LARGE = Words(_("Too much was sent at once"), _("Nothing was changed. Send less at a time."))
BY_STATUS = {403: STALE, 404: NOT_FOUND, 405: NOT_FOUND, 413: TOO_LARGE}


def register_error_pages(blueprint: Blueprint) -> None:
    blueprint.register_error_handler(HTTPException, _http_error)
    blueprint.register_error_handler(Problem, _problem)
    blueprint.register_error_handler(OperationalError, _store_error)
    blueprint.register_error_handler(Exception, _unexpected)


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status == 401:
        return show("signed_out.html", 401)
    return show("error.html", status, words=BY_STATUS.get(status, FAILED), problem=None)


def _problem(problem: Problem) -> Response:
    return show("error.html", problem.status, words=FAILED, problem=problem)


def _store_error(error: OperationalError) -> Response:
    log.error("the store does not answer: %s", error.orig)
    return show("error.html", 503, words=BUSY, problem=None)


def _unexpected(error: Exception) -> Response:
    log.error("%s %s\n%s", request.method, request.path, "".join(traceback.format_exception(error)))
    return show("error.html", 500, words=FAILED, problem=None)
