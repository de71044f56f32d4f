"""GET /v1/me: everything a phone needs to know of its own household."""

from typing import Any, Literal

from flask import Blueprint, Response
from pydantic import BaseModel
from sqlalchemy import select

from syncd import households
from syncd.answers import standing
from syncd.api.operation import Operation
from syncd.api.requests import current_daemon, current_device
from syncd.api.responses import json_response
from syncd.api.shapes import (
    HouseholdShape,
    PersonShape,
    household_shape,
    key_texts,
    people_shapes,
)
from syncd.clock import iso, read_clock
from syncd.devices import REVOKED_DEVICE, UNKNOWN_DEVICE
from syncd.fields import WrittenMoment
from syncd.safety import checks
from syncd.store.tables import subscriptions

blueprint = Blueprint("me", __name__)


class DeviceShape(BaseModel):
    id: str
    created_at: WrittenMoment


class AnswerShape(BaseModel):
    """The answer that counts for an item and person; late when only a late one is there."""

    id: str
    item: str
    kind: str
    value: dict[str, Any]
    at: WrittenMoment
    received_at: WrittenMoment
    person: str | None
    status: Literal["stored", "late"]
    source: Literal["phone", "proxy"]


class SafetyCheckShape(BaseModel):
    """A safety check that is open now; ``title`` by language, Japanese always there."""

    id: str
    title: dict[str, str]
    drill: bool
    started_at: WrittenMoment


class PushShape(BaseModel):
    """``key`` is the application server key to subscribe with."""

    key: str
    subscribed: bool


class MeResponse(BaseModel):
    household: HouseholdShape
    organization: str
    people: list[PersonShape]
    device: DeviceShape
    answers: list[AnswerShape]
    receipts: list[str]
    safety: list[SafetyCheckShape]
    keys: dict[str, str]
    push: PushShape
    time: WrittenMoment


OPERATIONS = (
    Operation(
        "get",
        "/v1/me",
        "The household of this device, what it answered and what it may read.",
        {200: MeResponse},
        bearer="device",
        refuses=(UNKNOWN_DEVICE, REVOKED_DEVICE),
    ),
)


@blueprint.get("/v1/me")
def me() -> Response:
    daemon = current_daemon()
    device = current_device()
    household = device.household
    now = read_clock()
    with daemon.store.read() as connection:
        subscribed = connection.scalar(
            select(subscriptions.c.device).where(subscriptions.c.device == device.id)
        )
        response = MeResponse(
            household=household_shape(household),
            organization=household.organization,
            people=people_shapes(households.people_of(connection, household.id)),
            device=DeviceShape(id=device.id, created_at=iso(device.created_at)),
            answers=[_answer_shape(a) for a in standing.of_household(connection, household, now)],
            receipts=standing.receipts_of(connection, household.id, now),
            safety=[_check_shape(c) for c in checks.open_for(connection, household)],
            keys=key_texts(household, daemon.sealing),
            push=PushShape(key=daemon.vapid.public_key, subscribed=subscribed is not None),
            time=iso(now),
        )
    return json_response(response)


def _answer_shape(answer: standing.Answer) -> AnswerShape:
    return AnswerShape(
        id=answer.id,
        item=answer.item,
        kind=answer.kind,
        value=answer.value,
        at=iso(answer.at),
        received_at=iso(answer.received_at),
        person=answer.person,
        status="late" if answer.status == "late" else "stored",
        source="proxy" if answer.source == "proxy" else "phone",
    )


def _check_shape(check: checks.Check) -> SafetyCheckShape:
    return SafetyCheckShape(
        id=check.id,
        title=dict(check.titles),
        drill=check.drill,
        started_at=iso(check.started_at),
    )
