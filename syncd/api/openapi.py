"""GET /openapi.json: the OpenAPI 3.1 document, made of the operations and models that run."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, jsonify
from pydantic.json_schema import models_json_schema

from syncd.api.operation import METHOD_NOT_ALLOWED, Operation
from syncd.api.responses import ErrorBody
from syncd.problems import Explanation

VERSION = "1"
ERROR = {"$ref": "#/components/schemas/ErrorBody"}


def document(operations: Iterable[Operation]) -> dict[str, Any]:
    """The document describing these operations."""
    operations = tuple(operations)
    models = {ErrorBody} | {
        model
        for operation in operations
        for model in (operation.takes, *operation.gives.values())
        if model is not None
    }
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "validation") for model in ordered],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, Any] = defaultdict(dict)
    for operation in operations:
        paths[operation.path][operation.method] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kairan",
            "version": VERSION,
            "description": "Answers, safety reports, subscriptions and heartbeats of a"
            " neighbourhood's households.",
        },
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {
                "device": {"type": "http", "scheme": "bearer"},
                "gateway": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _described(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.method + operation.path.title().replace("/", "").replace(".", ""),
        "summary": operation.summary,
        "responses": _refusals(operation) | _successes(operation),
    }
    if operation.bearer:
        described["security"] = [{operation.bearer: []}]
    if operation.takes:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _reference(operation.takes.__name__)}},
        }
    return described


def _successes(operation: Operation) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, model in operation.gives.items():
        response: dict[str, Any] = {"description": (model.__doc__ if model else None) or "Done."}
        if model:
            response["content"] = {"application/json": {"schema": _reference(model.__name__)}}
        responses[str(status)] = response
    return responses


def _refusals(operation: Operation) -> dict[str, Any]:
    by_status: dict[int, list[Explanation]] = defaultdict(list)
    for explanation in (*operation.problems(), METHOD_NOT_ALLOWED):
        by_status[explanation.status].append(explanation)
    responses: dict[str, Any] = {}
    for status, explanations in sorted(by_status.items()):
        description = "; ".join(f"{e.code}: {e.en}" for e in explanations)
        response: dict[str, Any] = {
            "description": description,
            "content": {"application/json": {"schema": ERROR}},
        }
        if status == 429:
            response["headers"] = {
                "Retry-After": {
                    "description": "Seconds to wait.",
                    "schema": {"type": "integer", "minimum": 0},
                }
            }
        responses[str(status)] = response
    return responses


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def make_blueprint(operations: Iterable[Operation]) -> Blueprint:
    """The blueprint serving the document of these operations."""
    blueprint = Blueprint("openapi", __name__)
    described = document(operations)

    @blueprint.get("/openapi.json")
    def openapi() -> Response:
        return jsonify(described)

    return blueprint
