"""PUT and DELETE /v1/subscription: whether and where a phone is pushed to."""

from __future__ import annotations

from typing import Any

import pytest

from syncd.store.tables import subscriptions
from tests.daemon.conftest import Phone, Village
from tests.daemon.push_service import Browser

ORIGIN = "https://push.example.net"


def put(phone: Phone, body: dict[str, Any]) -> Any:
    return phone.call("PUT", "/v1/subscription", json=body)


def endpoints(village: Village) -> dict[str, str]:
    return {row.device: row.endpoint for row in village.rows(subscriptions)}


def test_a_subscription_is_kept_renewed_and_removed(village: Village) -> None:
    phone, browser, renewed = village.phone(), Browser(ORIGIN), Browser(ORIGIN)

    first = put(phone, browser.as_json())
    assert (first.status_code, first.json) == (200, {"subscribed": True})
    assert phone.me()["push"]["subscribed"]
    put(phone, renewed.as_json())
    assert endpoints(village) == {phone.id: renewed.endpoint}
    removed = phone.call("DELETE", "/v1/subscription")
    assert (removed.status_code, removed.data) == (204, b"")
    assert not phone.me()["push"]["subscribed"]
    assert phone.call("DELETE", "/v1/subscription").status_code == 204


def test_every_phone_has_its_own(village: Village) -> None:
    phone = village.phone()
    second = village.phone(phone.household)
    one, two = Browser(ORIGIN), Browser(ORIGIN)

    put(phone, one.as_json())
    put(second, two.as_json())

    assert endpoints(village) == {phone.id: one.endpoint, second.id: two.endpoint}


def test_an_endpoint_belongs_to_who_brought_it_last(village: Village) -> None:
    """A phone handed on, or joined anew, must not be told of its former household's matters."""
    before, after, browser = (
        village.phone(),
        village.phone(village.household("田中")),
        Browser(ORIGIN),
    )
    put(before, browser.as_json())

    put(after, browser.as_json())

    assert endpoints(village) == {after.id: browser.endpoint}
    assert not before.me()["push"]["subscribed"]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.net/a",
        "http://127.0.0.1:8080/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://[::ffff:10.0.0.1]/a",
        "https://192.168.0.1/a",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/a",
        "https://localhost/a",
        "https://user:pass@push.example.net/a",
        "javascript:alert(1)",
    ],
)
def test_an_endpoint_that_leads_inside_is_refused(endpoint: str, village: Village) -> None:
    response = put(village.phone(), Browser(ORIGIN).as_json() | {"endpoint": endpoint})

    assert (response.status_code, response.json["error"]["code"]) == (422, "subscription.endpoint")
    assert endpoints(village) == {}


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": "AAAA"},
        {"p256dh": "B" * 87},
        {"p256dh": "あ"},
        {"auth": "AAAA"},
        {"auth": "あ" * 8},
        {"auth": "!!!!"},
    ],
)
def test_keys_nobody_could_encrypt_for_are_refused(keys: dict[str, str], village: Village) -> None:
    body = Browser(ORIGIN).as_json()

    response = put(village.phone(), {**body, "keys": {**body["keys"], **keys}})

    assert (response.status_code, response.json["error"]["code"]) == (422, "subscription.keys")
    assert endpoints(village) == {}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"endpoint": f"{ORIGIN}/a"},
        {"endpoint": f"{ORIGIN}/a", "keys": {}},
        {"endpoint": 1, "keys": {"p256dh": "a", "auth": "b"}},
        {"endpoint": f"{ORIGIN}/a", "keys": {"p256dh": "a", "auth": "b"}, "language": "日本語"},
        {"endpoint": f"{ORIGIN}/a", "keys": {"p256dh": "a", "auth": "b"}, "language": "en-US-x"},
    ],
)
def test_what_is_no_subscription_is_malformed(body: dict[str, Any], village: Village) -> None:
    response = put(village.phone(), body)

    assert (response.status_code, response.json["error"]["code"]) == (400, "request.malformed")


@pytest.mark.parametrize("padding", ["", "=", "=="])
def test_keys_are_taken_padded_or_not(padding: str, village: Village) -> None:
    body = Browser(ORIGIN).as_json()
    keys = {name: text + padding for name, text in body["keys"].items()}

    assert put(village.phone(), {**body, "keys": keys}).status_code == 200
