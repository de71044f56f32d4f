"""POST /v1/heartbeats: one or a batch, from a bulb or a gateway."""

from typing import Annotated, Literal

from flask import Blueprint, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel

from syncd.api.operation import Operation
from syncd.api.requests import bearer_token, current_daemon, read_body
from syncd.api.responses import ErrorDetail, json_response, language
from syncd.bulbs import gateways
from syncd.bulbs.gateways import UNKNOWN_GATEWAY
from syncd.bulbs.heartbeats import Heartbeat, Received, Reception, receive
from syncd.clock import maybe_iso, read_clock
from syncd.fields import LARGEST_INTEGER, Moment, Name, WrittenMoment, whole

blueprint = Blueprint("heartbeats", __name__)
MOST_HEARTBEATS = 1000


class HeartbeatShape(BaseModel):
    """``at`` by the device's own clock; ``on`` whether it is lit; ``seq`` counts up by one."""

    model_config = ConfigDict(strict=True)

    bulb: Name
    at: Moment
    on: bool
    seq: Annotated[int, Field(ge=0, le=LARGEST_INTEGER), BeforeValidator(whole)] | None = None


class HeartbeatBatch(BaseModel):
    """Heartbeats a gateway collected, the oldest first."""

    model_config = ConfigDict(strict=True)

    heartbeats: list[HeartbeatShape] = Field(min_length=1, max_length=MOST_HEARTBEATS)


class HeartbeatsRequest(RootModel[HeartbeatBatch | HeartbeatShape]):
    """A batch, or a single heartbeat."""


class ReceivedShape(BaseModel):
    """``at`` is the moment the daemon believes; ``error`` why a heartbeat was not kept."""

    bulb: str
    status: Literal["stored", "duplicate", "rejected"]
    at: WrittenMoment | None = None
    error: ErrorDetail | None = None


class HeartbeatsResponse(BaseModel):
    """``accepted`` counts those kept now or before; results are in the order sent."""

    accepted: int
    results: list[ReceivedShape]


OPERATIONS = (
    Operation(
        "post",
        "/v1/heartbeats",
        "Deliver heartbeats of watch-over bulbs.",
        {202: HeartbeatsResponse},
        takes=HeartbeatsRequest,
        bearer="gateway",
        refuses=(UNKNOWN_GATEWAY,),
    ),
)


@blueprint.post("/v1/heartbeats")
def heartbeats() -> Response:
    daemon = current_daemon()
    with daemon.store.read() as connection:
        gateway = gateways.authenticate(connection, daemon.credentials, bearer_token())
    body = read_body(HeartbeatsRequest).root
    shapes = body.heartbeats if isinstance(body, HeartbeatBatch) else [body]
    batch = [Heartbeat(s.bulb, s.at, s.on, s.seq) for s in shapes]
    with daemon.store.write() as connection:
        received = receive(connection, gateway, batch, read_clock())
    accepted = sum(r.reception is not Reception.REJECTED for r in received)
    response = HeartbeatsResponse(accepted=accepted, results=[_shape(r) for r in received])
    return json_response(response, 202, omit_none=True)


def _shape(received: Received) -> ReceivedShape:
    error = received.reason and ErrorDetail(**received.reason.said_in(language()))
    return ReceivedShape(
        bulb=received.bulb,
        status=received.reception.value,
        at=maybe_iso(received.at),
        error=error or None,
    )
