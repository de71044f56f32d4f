"""Responses: the one error shape, the language it is in, and the headers all of /v1/ has."""

import logging
import traceback

from flask import Flask, Response, jsonify, request
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from syncd.api.operation import (
    FAILED,
    MALFORMED,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    NOT_JSON,
    STORE_UNAVAILABLE,
    TOO_LARGE,
)
from syncd.problems import LANGUAGES, Explanation, Problem

log = logging.getLogger(__name__)
RETRY_STORE_SECONDS = 5


class ErrorDetail(BaseModel):
    """``code`` is ``noun.what`` and stays; the sentences are in the language asked for."""

    code: str
    message: str
    hint: str


class ErrorBody(BaseModel):
    error: ErrorDetail


def language() -> str:
    """The language of messages: the best of Accept-Language, Japanese if none fits."""
    return request.accept_languages.best_match(LANGUAGES, default="ja") or "ja"


def error_response(problem: Problem) -> Response:
    response = jsonify({"error": problem.said_in(language())})
    response.status_code = problem.status
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def json_response(body: BaseModel, status: int = 200, *, omit_none: bool = False) -> Response:
    text = body.model_dump_json(exclude_none=omit_none)
    return Response(text, status, mimetype="application/json")


def register_error_handlers(app: Flask) -> None:
    """Every error of the app in the one shape."""
    app.register_error_handler(Problem, error_response)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _store_error)
    app.register_error_handler(Exception, _unexpected)


def _http_error(error: HTTPException) -> Response:
    explanations = {
        400: MALFORMED,
        404: NOT_FOUND,
        405: METHOD_NOT_ALLOWED,
        413: TOO_LARGE,
        415: NOT_JSON,
    }
    explanation = explanations.get(error.code or 500)
    if explanation is None:
        explanation = Explanation(
            f"request.http-{error.code}", error.code or 500, error.name, error.name, "", ""
        )
    response = error_response(Problem(explanation, where="request", what=error.name))
    allowed = error.get_response().headers.get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _store_error(error: OperationalError) -> Response:
    log.error("the store does not answer: %s", error.orig)
    return error_response(Problem(STORE_UNAVAILABLE, retry_after=RETRY_STORE_SECONDS))


def _unexpected(error: Exception) -> Response:
    log.error("%s %s\n%s", request.method, request.path, "".join(traceback.format_exception(error)))
    return error_response(Problem(FAILED))
