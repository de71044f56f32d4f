"""Requests: reading a body as its model says, and whose token came with it."""

from typing import TypeVar

from flask import current_app, request
from pydantic import BaseModel, ValidationError

from syncd import devices
from syncd.api.operation import MALFORMED, NOT_JSON, TOO_LARGE
from syncd.clock import read_clock
from syncd.daemon import Daemon
from syncd.devices import UNKNOWN_DEVICE, Device
from syncd.problems import Problem

EXTENSION = "kairan"
Model = TypeVar("Model", bound=BaseModel)


def current_daemon() -> Daemon:
    daemon: Daemon = current_app.extensions[EXTENSION]
    return daemon


def read_body(model: type[Model]) -> Model:
    """The body as the model. Raises Problem: not JSON, or malformed and where."""
    if request.mimetype != "application/json":
        raise Problem(NOT_JSON)
    try:
        return model.model_validate_json(_body())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:80] or "body"
        raise Problem(MALFORMED, where=where, what=first["msg"][:200]) from error


def _body() -> bytes:
    body = request.get_data()
    most = current_app.config["MAX_CONTENT_LENGTH"]
    # One that does not tell its length is cut off at the limit, and nothing else shows that it was.
    if request.content_length is None and len(body) >= most:
        raise Problem(TOO_LARGE)
    return body


def bearer_token() -> str:
    """The token of the Authorization header, empty when there is none."""
    authorization = request.authorization
    if authorization is None or authorization.type != "bearer":
        return ""
    return authorization.token or ""


def current_device() -> Device:
    """The device whose token came with the request. Raises Problem (401)."""
    daemon = current_daemon()
    token = bearer_token()
    if not token:
        raise Problem(UNKNOWN_DEVICE)
    now = read_clock()
    with daemon.store.read() as connection:
        device = devices.authenticate(connection, daemon.credentials, token)
    if devices.is_worth_noting(device, now):
        with daemon.store.write() as connection:
            devices.note_seen(connection, device, now)
    return device
