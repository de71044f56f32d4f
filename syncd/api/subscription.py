"""PUT and DELETE /v1/subscription: whether and where this device is pushed to."""

from flask import Blueprint, Response
from pydantic import BaseModel, ConfigDict, Field

from syncd import devices
from syncd.api.operation import Operation
from syncd.api.requests import current_daemon, current_device, read_body
from syncd.api.responses import json_response
from syncd.clock import read_clock
from syncd.devices import REVOKED_DEVICE, UNKNOWN_DEVICE
from syncd.fields import Language
from syncd.problems import Explanation, Problem
from syncd.push import addresses, subscriptions
from syncd.push.subscriptions import Subscription

blueprint = Blueprint("subscription", __name__)

BAD_ENDPOINT = Explanation(
    "subscription.endpoint",
    422,
    "この通知先には送れません（{why}）。",
    "Pushes cannot be sent to this endpoint: it {why}.",
    "ブラウザーの通知をいったん切って、もう一度入れてください。",
    "Turn the browser's notifications off and on again.",
)
BAD_KEYS = Explanation(
    "subscription.keys",
    422,
    "通知を暗号にする鍵が正しくありません。",
    "The keys of this subscription cannot be used.",
    "ブラウザーの通知をいったん切って、もう一度入れてください。",
    "Turn the browser's notifications off and on again.",
)


class SubscriptionKeys(BaseModel):
    """base64url: a point of P-256, and 16 secret bytes (RFC 8291)."""

    model_config = ConfigDict(strict=True)

    p256dh: str = Field(min_length=1, max_length=120)
    auth: str = Field(min_length=1, max_length=40)


class SubscriptionRequest(BaseModel):
    """A browser's ``PushSubscription.toJSON()``, and the language to push in."""

    model_config = ConfigDict(strict=True)

    endpoint: str = Field(min_length=1, max_length=addresses.LONGEST_ENDPOINT)
    keys: SubscriptionKeys
    language: Language | None = None


class SubscriptionResponse(BaseModel):
    subscribed: bool


AUTHENTICATION = (UNKNOWN_DEVICE, REVOKED_DEVICE)
OPERATIONS = (
    Operation(
        "put",
        "/v1/subscription",
        "Push to this device from now on; sent again at each opening of the app.",
        {200: SubscriptionResponse},
        takes=SubscriptionRequest,
        bearer="device",
        refuses=(*AUTHENTICATION, BAD_ENDPOINT, BAD_KEYS),
    ),
    Operation(
        "delete",
        "/v1/subscription",
        "Push to this device no more.",
        {204: None},
        bearer="device",
        refuses=AUTHENTICATION,
    ),
)


@blueprint.put("/v1/subscription")
def subscribe() -> Response:
    device = current_device()
    daemon = current_daemon()
    body = read_body(SubscriptionRequest)
    allow_loopback = daemon.settings.flag("PUSH_ALLOW_LOOPBACK")
    if why := addresses.objection(body.endpoint, allow_loopback=allow_loopback):
        raise Problem(BAD_ENDPOINT, why=why)
    if not (
        subscriptions.is_public_key(body.keys.p256dh)
        and subscriptions.is_auth_secret(body.keys.auth)
    ):
        raise Problem(BAD_KEYS)
    subscription = Subscription(body.endpoint, body.keys.p256dh, body.keys.auth)
    with daemon.store.write() as connection:
        subscriptions.keep(connection, device.id, subscription, read_clock())
        if body.language and body.language != device.language:
            devices.speak(connection, device.id, body.language)
    return json_response(SubscriptionResponse(subscribed=True))


@blueprint.delete("/v1/subscription")
def unsubscribe() -> Response:
    device = current_device()
    with current_daemon().store.write() as connection:
        subscriptions.remove(connection, device.id)
    return Response(status=204)
