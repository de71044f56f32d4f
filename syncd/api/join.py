"""POST /v1/join: a household's code for a device's credential."""

from flask import Blueprint, Response, request
from pydantic import BaseModel, ConfigDict, Field

from plugins.languages import code_of
from syncd import joining
from syncd.api.operation import Operation
from syncd.api.requests import current_daemon, read_body
from syncd.api.responses import json_response
from syncd.api.shapes import (
    HouseholdShape,
    PersonShape,
    household_shape,
    key_texts,
    people_shapes,
)
from syncd.clock import read_clock
from syncd.fields import Language, Name, Text

blueprint = Blueprint("join", __name__)


class JoinRequest(BaseModel):
    """``organization`` is the association whose site asks; its limit is its own then.

    ``language`` is what the device is to be pushed in, by default the best of Accept-Language.
    """

    model_config = ConfigDict(strict=True)

    code: Text = Field(examples=["ABCD-EFGH-JKM"])
    organization: Name | None = None
    language: Language | None = None


class JoinResponse(BaseModel):
    """``device`` is the token to send as ``Authorization: Bearer``; it is told only here."""

    device: str
    household: HouseholdShape
    organization: str
    people: list[PersonShape]
    keys: dict[str, str]


OPERATIONS = (
    Operation(
        "post",
        "/v1/join",
        "Exchange the code on a household's card for a device's credential.",
        {201: JoinResponse},
        takes=JoinRequest,
        refuses=(joining.UNKNOWN_CODE, joining.TOO_MANY),
    ),
)


@blueprint.post("/v1/join")
def join() -> Response:
    daemon = current_daemon()
    body = read_body(JoinRequest)
    joined = joining.join(
        daemon.store,
        daemon.credentials,
        daemon.join_limits,
        typed=body.code,
        organization=body.organization,
        address=request.remote_addr or "::",
        language=body.language or _accepted_language(),
        now=read_clock(),
    )
    response = JoinResponse(
        device=joined.token,
        household=household_shape(joined.household),
        organization=joined.household.organization,
        people=people_shapes(joined.people),
        keys=key_texts(joined.household, daemon.sealing),
    )
    return json_response(response, 201)


def _accepted_language() -> str:
    for tag, _ in request.accept_languages:
        if code := code_of(tag):
            return code
    return "ja"
