"""GET /openapi.json: a valid document, true to what runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from jsonschema_rs import validator_for
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from syncd import workers
from syncd.api.openapi import document
from syncd.api.operation import EVERYWHERE, WITH_BODY
from syncd.app import NOUNS, OPERATIONS, create_app
from syncd.bulbs import bulbs, gateways
from syncd.clock import read_clock
from syncd.daemon import open_daemon
from syncd.settings import daemon_settings
from tests.daemon.conftest import SEALING_SECRET, UME, Press, Village

EXAMPLES = 100
ITEMS = ("mochi", "anketo", "teishutsu", "kairan", "closed")
KNOWN = ["safety", *(f"{UME}/{name}" for name in ITEMS)]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    ignored_auth,
    negative_data_rejection,
]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory, printed: Press) -> Iterator[Village]:
    """A village of its own that may be filled with nonsense."""
    state = tmp_path_factory.mktemp("fuzzed")
    opened = open_daemon(
        daemon_settings(
            {},
            STATE=state,
            SEALING_SECRET=SEALING_SECRET,
            JOIN_ATTEMPTS="1000000",
            JOIN_ATTEMPTS_ORGANIZATION="1000000",
        )
    )
    village = Village(opened, create_app(daemon=opened), read_clock())
    printed.circulate(opened, village.now)
    with opened.store.write() as connection:
        workers.beat(connection, "here", village.now + timedelta(hours=1))
    yield village
    opened.store.close()


@pytest.fixture(scope="module")
def tokens(fuzzed: Village) -> dict[str, str]:
    with fuzzed.daemon.store.write() as connection:
        _, gateway = gateways.create(
            connection,
            fuzzed.daemon.credentials,
            organization=UME,
            name="中継機",
            actor="operator",
            now=fuzzed.now,
        )
        bulbs.create(
            connection,
            organization=UME,
            household=None,
            name="廊下",
            actor="operator",
            now=fuzzed.now,
            identifier="0",
        )
    return {"device": fuzzed.phone().token, "gateway": gateway}


schema = schemathesis.openapi.from_dict(document(OPERATIONS))


# Another thread of the run (a browser's driver, a server) may draw from `random` meanwhile, which
# Hypothesis takes for a strategy's doing.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module")
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_the_document_tells_of(
    case: Case, fuzzed: Village, tokens: dict[str, str]
) -> None:
    case.operation.schema.app = fuzzed.app
    excluded = []
    if case.path == "/v1/answers":
        # An answer that is malformed is rejected by itself, in a response of 200.
        excluded.append(negative_data_rejection)
        _answer_what_is_there(case.body)
    headers = {}
    bearer = {o.path: o.bearer for o in OPERATIONS}[case.path]
    if bearer and "Authorization" not in (case.headers or {}):
        headers["Authorization"] = f"Bearer {tokens[bearer]}"

    case.call_and_validate(app=fuzzed.app, headers=headers, checks=CHECKS, excluded_checks=excluded)


def _answer_what_is_there(body: object) -> None:
    """Every other answer is to an item there is: nonsense ends at its name otherwise."""
    answers = body.get("answers") if isinstance(body, dict) else None
    for number, answer in enumerate(answers if isinstance(answers, list) else ()):
        if isinstance(answer, dict) and number % 2:
            answer["item"] = KNOWN[number % len(KNOWN)]


def test_it_is_served_and_is_what_the_operations_say(app: Flask) -> None:
    response = app.test_client().get("/openapi.json")

    assert response.status_code == 200
    assert response.json == document(OPERATIONS)
    assert response.json["openapi"] == "3.1.0"


def test_it_is_valid() -> None:
    told = document(OPERATIONS)

    schema.validate()
    for name, described in told["components"]["schemas"].items():
        # Raises for a schema that is none, and for a reference that leads nowhere.
        validator = validator_for({**described, "components": told["components"]})
        assert validator.is_valid(["no model takes a list"]) == (described == {}), name


def test_every_route_of_the_interface_is_in_it_and_nothing_else(app: Flask) -> None:
    names = {noun.blueprint.name for noun in NOUNS}
    routed = {
        (rule.rule, method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in names
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert routed == {(operation.path, operation.method) for operation in OPERATIONS}


def test_every_problem_is_told_under_its_status() -> None:
    paths = document(OPERATIONS)["paths"]

    for operation in OPERATIONS:
        responses = paths[operation.path][operation.method]["responses"]
        for problem in (*operation.refuses, *EVERYWHERE, *(WITH_BODY if operation.takes else ())):
            told = responses[str(problem.status)]
            if operation.path != "/healthz":
                assert problem.code in told["description"]
                assert told["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorBody")
