"""POST /v1/answers: what a phone's outbox delivers."""

from typing import Annotated, Any, Literal

from flask import Blueprint, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from syncd.answers.record import record
from syncd.answers.results import Result
from syncd.answers.senders import Sender
from syncd.answers.submission import Submission
from syncd.api.operation import Operation
from syncd.api.requests import current_daemon, current_device, read_body
from syncd.api.responses import ErrorDetail, json_response, language
from syncd.clock import maybe_iso, read_clock
from syncd.devices import REVOKED_DEVICE, UNKNOWN_DEVICE
from syncd.fields import WrittenMoment

blueprint = Blueprint("answers", __name__)
MOST_ANSWERS = 100
LONGEST_ID = 64


def _has_id(raw: dict[str, Any]) -> dict[str, Any]:
    identifier = raw.get("id")
    if not isinstance(identifier, str) or not 1 <= len(identifier) <= LONGEST_ID:
        raise ValueError("needs an id, the ULID by which its result is found")
    return raw


class _DescribedAsSubmission:
    """In OpenAPI an answer is what it ought to be, a Submission."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(Submission.__pydantic_core_schema__)


# Anything with an id gets a result of its own; only what could not be told of fails the request.
RawAnswer = Annotated[dict[str, Any], AfterValidator(_has_id), _DescribedAsSubmission]


class AnswersRequest(BaseModel):
    """Up to 100 answers. One that is malformed is rejected by itself, not the request."""

    model_config = ConfigDict(strict=True)

    answers: list[RawAnswer] = Field(min_length=1, max_length=MOST_ANSWERS)


class ResultShape(BaseModel):
    """What became of one answer. ``at``: received when; ``error``: why it was rejected."""

    id: str
    status: Literal["stored", "duplicate", "superseded", "late", "rejected"]
    at: WrittenMoment | None = None
    error: ErrorDetail | None = None


class AnswersResponse(BaseModel):
    """The results, in the order of the answers. What is kept is on the disk."""

    results: list[ResultShape]


OPERATIONS = (
    Operation(
        "post",
        "/v1/answers",
        "Deliver answers, read marks and safety reports.",
        {200: AnswersResponse},
        takes=AnswersRequest,
        bearer="device",
        refuses=(UNKNOWN_DEVICE, REVOKED_DEVICE),
    ),
)


@blueprint.post("/v1/answers")
def answers() -> Response:
    device = current_device()
    body = read_body(AnswersRequest)
    sender = Sender(device.household, device=device.id)
    with current_daemon().store.write() as connection:
        results = record(connection, sender, body.answers, read_clock())
    response = AnswersResponse(results=[_shape(result) for result in results])
    return json_response(response, omit_none=True)


def _shape(result: Result) -> ResultShape:
    error = None if result.reason is None else ErrorDetail(**result.reason.said_in(language()))
    return ResultShape(
        id=result.id, status=result.status.value, at=maybe_iso(result.at), error=error
    )
