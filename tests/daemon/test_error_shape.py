"""One shape for every error of every endpoint, in the language asked for."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from syncd import devices
from syncd.api import responses
from syncd.app import LARGEST_BODY, OPERATIONS
from syncd.bulbs import gateways
from syncd.join_codes import make_code
from syncd.store import Store
from tests.daemon.conftest import UME, Village, answer
from tests.daemon.push_service import Browser

JAPANESE, ENGLISH = "ja", "en"
Broken = Callable[[Exception], None]


def check(response: TestResponse, status: int, code: str, language: str = JAPANESE) -> None:
    """The response is this error, and nothing else is in it."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/json"
    assert set(response.json) == {"error"}
    error = response.json["error"]
    assert set(error) == {"code", "message", "hint"}
    assert error["code"] == code
    for said in (error["message"], error["hint"]):
        assert said
        assert "{" not in said
        assert said.isascii() == (language == ENGLISH), said
    assert "Set-Cookie" not in response.headers


@dataclass
class Caller:
    """Calls every endpoint with the credential it wants."""

    app: Flask
    tokens: dict[str | None, str]
    language: str

    def call(self, method: str, path: str, bearer: str | None = None, **more: Any) -> TestResponse:
        headers = {"Accept-Language": self.language}
        if bearer:
            headers["Authorization"] = f"Bearer {self.tokens[bearer]}"
        return self.app.test_client().open(path, method=method, headers=headers, **more)


@pytest.fixture(params=[JAPANESE, ENGLISH])
def caller(request: pytest.FixtureRequest, board: Village) -> Caller:
    lost = board.phone()
    with board.daemon.store.write() as connection:
        _, gateway = gateways.create(
            connection,
            board.daemon.credentials,
            organization=UME,
            name="中継機",
            actor="operator",
            now=board.now,
        )
    with board.daemon.store.write() as connection:
        devices.revoke(connection, lost.id, actor="operator", now=board.now)
    tokens = {"device": board.phone().token, "gateway": gateway, "revoked": lost.token}
    return Caller(board.app, tokens, request.param)


BODIES: dict[str, Any] = {
    "/v1/join": {"code": "0000"},
    "/v1/answers": {"answers": [answer("mochi")]},
    "/v1/subscription": Browser("https://push.example.net").as_json(),
    "/v1/heartbeats": {"bulb": "b", "at": "2026-11-05T03:00:00Z", "on": True},
}
WITH_BODY = [o for o in OPERATIONS if o.takes]
WITH_BEARER = [o for o in OPERATIONS if o.bearer]


def test_without_a_credential(caller: Caller) -> None:
    for operation in WITH_BEARER:
        response = caller.call(operation.method.upper(), operation.path)
        check(response, 401, f"{operation.bearer}.unknown", caller.language)


def test_with_a_revoked_credential(caller: Caller) -> None:
    for operation in WITH_BEARER:
        response = caller.call(operation.method.upper(), operation.path, "revoked")
        code = "device.revoked" if operation.bearer == "device" else "gateway.unknown"
        check(response, 401, code, caller.language)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "request.malformed"),
        (b"[]", "application/json", 400, "request.malformed"),
        (b'{"code": 1, "{x}": 2}', "application/json", 400, "request.malformed"),
        (b"{}", "text/plain", 415, "request.not-json"),
        (b"{}", "application/x-www-form-urlencoded", 415, "request.not-json"),
        (b" " * (LARGEST_BODY + 1), "application/json", 413, "request.too-large"),
    ],
)
def test_with_a_body_that_will_not_do(
    body: bytes, content_type: str, status: int, code: str, caller: Caller
) -> None:
    for operation in WITH_BODY:
        response = caller.call(
            operation.method.upper(),
            operation.path,
            operation.bearer,
            data=body,
            content_type=content_type,
        )
        check(response, status, code, caller.language)


def test_where_there_is_nothing(caller: Caller) -> None:
    for path in ("/v1/", "/v1/nothing", "/v2/me", "/v1/me/", "/v1/%00", "/nothing"):
        check(caller.call("GET", path), 404, "request.not-found", caller.language)


def test_with_a_method_it_does_not_take(caller: Caller) -> None:
    for path in {operation.path for operation in OPERATIONS}:
        taken = {o.method.upper() for o in OPERATIONS if o.path == path}
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH"} - taken:
            response = caller.call(method, path)
            check(response, 405, "request.method-not-allowed", caller.language)
            assert taken <= set(response.headers["Allow"].split(", "))


def test_every_refusal_of_joining(caller: Caller) -> None:
    def join(code: str) -> TestResponse:
        return caller.call("POST", "/v1/join", json={"code": code})

    check(join("0000"), 404, "join.unknown-code", caller.language)
    for _ in range(10):
        check(join(make_code()), 404, "join.unknown-code", caller.language)
    refused = join(make_code())
    check(refused, 429, "join.too-many", caller.language)
    assert int(refused.headers["Retry-After"]) > 0


def test_every_refusal_of_a_subscription(caller: Caller) -> None:
    good = BODIES["/v1/subscription"]
    bad = [
        ({**good, "endpoint": "https://127.0.0.1/a"}, "subscription.endpoint"),
        ({**good, "keys": {"p256dh": "AAAA", "auth": "AAAA"}}, "subscription.keys"),
    ]
    for body, code in bad:
        response = caller.call("PUT", "/v1/subscription", "device", json=body)
        check(response, 422, code, caller.language)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Broken:
    """Makes the store fail at every transaction, as a full disk or a lost connection does."""

    def break_store(error: Exception) -> None:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr(Store, "read", fail)
        monkeypatch.setattr(Store, "write", fail)

    return break_store


def call_all(caller: Caller) -> list[TestResponse]:
    """Every endpoint of /v1/ asked for what it would do if the store were well."""
    called = []
    for operation in OPERATIONS:
        if operation.path.startswith("/v1/"):
            more = {"json": BODIES[operation.path]} if operation.takes else {}
            if operation.path == "/v1/join":
                more["json"] = {"code": make_code()}
            method = operation.method.upper()
            called.append(caller.call(method, operation.path, operation.bearer, **more))
    return called


def test_when_the_store_does_not_answer(caller: Caller, broken: Broken) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    broken(OperationalError("INSERT", {}, full))

    for response in call_all(caller):
        check(response, 503, "store.unavailable", caller.language)
        assert int(response.headers["Retry-After"]) == responses.RETRY_STORE_SECONDS


def test_when_something_unexpected_happens(
    caller: Caller, broken: Broken, caplog: pytest.LogCaptureFixture
) -> None:
    broken(ZeroDivisionError("a secret of ours"))

    with caplog.at_level(logging.ERROR):
        answers = call_all(caller)

    for response in answers:
        check(response, 500, "request.failed", caller.language)
        assert "secret" not in response.text
    assert "a secret of ours" in caplog.text


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", JAPANESE),
        ("ja-JP", JAPANESE),
        ("en-GB,en;q=0.8", ENGLISH),
        ("fr,en;q=0.5,ja;q=0.1", ENGLISH),
        ("ja;q=0.2,en;q=0.9", ENGLISH),
        ("fr", JAPANESE),
        ("*", JAPANESE),
        ("en;q=nonsense;;,", JAPANESE),
    ],
)
def test_the_language_is_the_best_that_fits(asked: str, language: str, app: Flask) -> None:
    response = app.test_client().get("/v1/nothing", headers={"Accept-Language": asked})

    check(response, 404, "request.not-found", language)


def test_documented_problems_are_the_ones_tested_here() -> None:
    """Whoever adds a problem to an operation adds it here."""
    refused = {problem.code for operation in OPERATIONS for problem in operation.refuses}

    assert refused == {
        "device.unknown",
        "device.revoked",
        "gateway.unknown",
        "join.unknown-code",
        "join.too-many",
        "subscription.endpoint",
        "subscription.keys",
    }
