"""Devices: each has its own credential, which ends when it is revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from itsdangerous import URLSafeSerializer

from syncd import devices, households
from syncd.bulbs import gateways
from syncd.credentials import Credentials
from syncd.store.tables import audit, subscriptions
from syncd.store.tables import devices as table
from tests.daemon.conftest import UME, Village

SUBSCRIPTION = {
    "endpoint": "https://push.example.net/1",
    "keys": {
        # The example of RFC 8291, section 5.
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    },
}


def test_a_revoked_phone_is_signed_out_and_the_others_are_not(village: Village) -> None:
    lost = village.phone()
    kept = village.phone(lost.household)
    lost.call("PUT", "/v1/subscription", json=SUBSCRIPTION)

    with village.daemon.store.write() as connection:
        devices.revoke(connection, lost.id, actor="officer:1", now=village.now)

    refused = lost.call("GET", "/v1/me")
    assert (refused.status_code, refused.json["error"]["code"]) == (401, "device.revoked")
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert kept.call("GET", "/v1/me").status_code == 200
    assert village.rows(subscriptions) == []
    (noted,) = village.rows(audit, audit.c.action == "device.revoke")
    assert (noted.actor, noted.subject, noted.organization) == ("officer:1", lost.id, UME)


def test_revoking_twice_is_noted_once(village: Village) -> None:
    phone = village.phone()
    for later in range(2):
        with village.daemon.store.write() as connection:
            moment = village.now + timedelta(hours=later)
            devices.revoke(connection, phone.id, actor="operator", now=moment)

    assert [row.revoked_at for row in village.rows(table)] == [village.now]
    assert len(village.rows(audit, audit.c.action == "device.revoke")) == 1


def test_who_moves_out_takes_no_phone_along(village: Village) -> None:
    phone = village.phone()
    phone.call("PUT", "/v1/subscription", json=SUBSCRIPTION)

    with village.daemon.store.write() as connection:
        households.move_out(connection, phone.household.id, actor="operator", now=village.now)

    assert phone.call("GET", "/v1/me").json["error"]["code"] == "device.revoked"
    assert village.rows(subscriptions) == []


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        "Bearer a.b",
        "Bearer \u00e9",
        "Basic dXNlcjpwYXNz",
        "Digest realm=x",
    ],
)
def test_who_brings_no_credential_is_unknown(header: str, village: Village) -> None:
    phone = village.phone()

    response = phone.client.get("/v1/me", headers={"Authorization": header} if header else {})

    assert (response.status_code, response.json["error"]["code"]) == (401, "device.unknown")


def test_a_credential_signed_by_somebody_else_is_unknown(village: Village) -> None:
    phone = village.phone()
    forged = Credentials(b"another secret").make_token("device", phone.id)
    wrong_salt = URLSafeSerializer(b"x", salt="kairan.device").dumps([phone.id, "x"])
    altered = phone.token[:-1] + ("A" if phone.token[-1] != "A" else "B")
    never_issued = village.daemon.credentials.make_token("device", phone.id)

    for token in (forged, wrong_salt, altered, never_issued):
        phone.token = token
        assert phone.call("GET", "/v1/me").json["error"]["code"] == "device.unknown"


def test_a_gateways_credential_is_no_device(village: Village) -> None:
    phone = village.phone()
    with village.daemon.store.write() as connection:
        _, phone.token = gateways.create(
            connection,
            village.daemon.credentials,
            organization=UME,
            name="集会所",
            actor="operator",
            now=village.now,
        )

    assert phone.call("GET", "/v1/me").json["error"]["code"] == "device.unknown"


def test_being_seen_is_written_now_and_then(village: Village) -> None:
    phone = village.phone()
    long_ago = village.now - timedelta(days=3)
    with village.daemon.store.write() as connection:
        connection.execute(table.update().values(seen_at=long_ago))

    phone.me()
    (seen,) = village.rows(table.c.seen_at)
    phone.me()

    assert seen.seen_at >= village.now
    assert village.rows(table.c.seen_at) == [seen]


def test_the_language_a_phone_asks_to_be_pushed_in_is_kept(village: Village) -> None:
    phone = village.phone()

    phone.call("PUT", "/v1/subscription", json=SUBSCRIPTION | {"language": "zh-Hant"})
    asked = village.rows(table.c.language)
    phone.call("PUT", "/v1/subscription", json=SUBSCRIPTION)

    assert asked == [("zh-Hant",)]
    assert village.rows(table.c.language) == asked
