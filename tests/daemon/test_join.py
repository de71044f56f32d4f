"""POST /v1/join: the code on a card for a device's credential."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from plugins.keys import unseal
from syncd import households, joining
from syncd.daemon import Daemon
from syncd.join_codes import make_code, printed, read_code
from syncd.joining import Limits
from syncd.problems import Problem
from syncd.store.tables import attempts, audit, codes, devices, metadata
from tests.daemon.conftest import KITA, MATSU, NOW, UME, Press, Village

LIMITS = Limits(per_address=3, per_organization=5, seconds=600)


def post(client: FlaskClient, code: str, address: str = "203.0.113.1", **more: Any) -> TestResponse:
    headers = more.pop("headers", {})
    return client.post(
        "/v1/join",
        json={"code": code, **more},
        headers=headers,
        environ_base={"REMOTE_ADDR": address},
    )


def test_a_code_gives_a_device_its_household_and_keys(
    village: Village, client: FlaskClient
) -> None:
    household = village.household("山田", members=["花子", "太郎"])

    response = post(client, village.code(household))

    assert response.status_code == 201
    body = response.json
    assert set(body) == {"device", "household", "organization", "people", "keys"}
    assert body["household"] == {
        "id": household.id, "label": "山田", "unit": "1班", "paper": False,
    }  # fmt: skip
    assert body["organization"] == UME
    assert [person["label"] for person in body["people"]] == ["花子", "太郎"]
    assert set(body["keys"]) == {
        f"{UME}:members:1", f"{UME}:unit:1班:1", f"{KITA}:members:1", "machi:members:1",
    }  # fmt: skip
    me = client.get("/v1/me", headers={"Authorization": f"Bearer {body['device']}"})
    assert me.json["household"] == body["household"]


def test_officers_and_groups_are_given_their_keys_too(
    village: Village, client: FlaskClient
) -> None:
    household = village.household(officer=True, groups=[(KITA, "kodomo")], unit="")

    keys = post(client, village.code(household)).json["keys"]

    assert set(keys) == {
        f"{UME}:members:1", f"{KITA}:members:1", "machi:members:1", f"{KITA}:group:kodomo:1",
        f"{UME}:officers:1", f"{KITA}:officers:1", "machi:officers:1",
    }  # fmt: skip


def test_the_keys_unseal_what_was_sealed_for_the_household_and_nothing_else(
    village: Village, client: FlaskClient, printed: Press
) -> None:
    keys = post(client, village.code(village.household())).json["keys"]
    index = json.loads((printed.output / UME / "index.json").read_text("utf-8"))
    opened = set()
    for entry in index["items"]:
        for name in entry.get("keys", ()):
            if name in keys:
                key, data = (
                    urlsafe_b64decode(text + "=" * (-len(text) % 4))
                    for text in (keys[name], entry["data"][name])
                )
                opened.add(json.loads(unseal(key, name, data))["title"]["ja"])

    assert opened == {"訃報", "当番"}
    assert sum("sealed" in entry for entry in index["items"]) == 4


@pytest.mark.parametrize("spell", [str.lower, lambda c: c.replace("-", " "), lambda c: f" {c} "])
def test_a_code_is_taken_as_people_type_it(
    spell: Any, village: Village, client: FlaskClient
) -> None:
    assert post(client, spell(village.code(village.household()))).status_code == 201


def test_a_card_serves_every_phone_of_the_household(village: Village, client: FlaskClient) -> None:
    code = village.code(village.household())

    first, second = post(client, code).json, post(client, code).json

    assert first["household"] == second["household"]
    assert first["device"] != second["device"]


def test_unknown_revoked_and_mistyped_codes_are_refused_in_the_same_words(
    village: Village, client: FlaskClient
) -> None:
    household = village.household()
    revoked = village.code(household)
    village.code(household)
    gone = village.household("田中")
    of_gone = village.code(gone)
    with village.daemon.store.write() as connection:
        households.move_out(connection, gone.id, actor="operator", now=village.now)
    elsewhere = village.code(village.household("松田", organization=MATSU))
    refused = [
        post(client, printed(make_code())),
        post(client, revoked),
        post(client, of_gone),
        post(client, "WRONG"),
        post(client, ""),
        post(client, elsewhere, organization=UME),
    ]

    assert {response.status_code for response in refused} == {404}
    assert {response.get_data() for response in refused} == {refused[0].get_data()}
    assert refused[0].json["error"]["code"] == "join.unknown-code"


def test_a_new_card_may_leave_the_old_one_valid(village: Village, client: FlaskClient) -> None:
    household = village.household()
    old = village.code(household)
    new = village.code(household, keep_others=True)

    assert [post(client, code).status_code for code in (old, new)] == [201, 201]


def test_wrong_codes_from_one_address_close_it_for_a_while(
    village: Village, client: FlaskClient
) -> None:
    right = village.code(village.household())
    wrong = [post(client, make_code()) for _ in range(10)]

    refused = post(client, right)

    assert {response.status_code for response in wrong} == {404}
    assert refused.status_code == 429
    assert refused.json["error"]["code"] == "join.too-many"
    assert 0 < int(refused.headers["Retry-After"]) <= 600
    assert post(client, right, address="203.0.113.2").status_code == 201


def test_one_ipv6_network_is_one_address(village: Village, client: FlaskClient) -> None:
    right = village.code(village.household())
    for number in range(10):
        post(client, make_code(), address=f"2001:db8:1:2::{number:x}")

    assert post(client, right, address="2001:db8:1:2:ffff::1").status_code == 429
    assert post(client, right, address="2001:db8:1:3::1").status_code == 201


def test_mistyped_codes_lock_nobody_out(village: Village, client: FlaskClient) -> None:
    right = read_code(village.code(village.household()))
    assert right is not None
    typo = right[:-1] + ("0" if right[-1] != "0" else "1")

    assert {post(client, typo).status_code for _ in range(30)} == {404}
    assert post(client, right).status_code == 201


def test_right_codes_are_not_counted(village: Village, client: FlaskClient) -> None:
    right = village.code(village.household())

    assert {post(client, right).status_code for _ in range(12)} == {201}


@pytest.mark.settings(JOIN_ATTEMPTS_ORGANIZATION="3")
def test_guessing_from_many_addresses_closes_that_association_alone(
    board: Village, client: FlaskClient
) -> None:
    ume = board.code(board.household())
    matsu = board.code(board.household("松田", organization=MATSU))
    for number in range(3):
        assert (
            post(client, make_code(), f"198.51.100.{number}", organization=UME).status_code == 404
        )

    assert post(client, ume, organization=UME).status_code == 429
    assert post(client, matsu, organization=MATSU).status_code == 201


def join(daemon: Daemon, typed: str, now: Any, address: str = "203.0.113.1") -> str:
    try:
        joining.join(
            daemon.store,
            daemon.credentials,
            LIMITS,
            typed=typed,
            organization=None,
            address=address,
            language="ja",
            now=now,
        )
    except Problem as problem:
        return problem.code
    return "joined"


def test_waiting_opens_it_again(village: Village) -> None:
    right = village.code(village.household())
    tried = [join(village.daemon, make_code(), NOW) for _ in range(4)]

    assert tried == ["join.unknown-code"] * 3 + ["join.too-many"]
    assert join(village.daemon, right, NOW + timedelta(seconds=599)) == "join.too-many"
    assert join(village.daemon, right, NOW + timedelta(seconds=600)) == "joined"


def test_what_is_waited_for_is_said(village: Village) -> None:
    for _ in range(3):
        join(village.daemon, make_code(), NOW)
    with pytest.raises(Problem) as caught:
        joining.join(
            village.daemon.store,
            village.daemon.credentials,
            LIMITS,
            typed=make_code(),
            organization=None,
            address="203.0.113.1",
            language="ja",
            now=NOW + timedelta(seconds=150),
        )

    assert caught.value.retry_after == 450
    assert "8" in caught.value.said_in("en")["hint"]


@pytest.mark.parametrize("address", ["unix:", "fe80::1%eth0", "203.0.113.9:4711", ""])
def test_an_address_no_proxy_should_send_is_an_address_too(address: str, village: Village) -> None:
    tried = [join(village.daemon, make_code(), NOW, address) for _ in range(4)]

    assert tried == ["join.unknown-code"] * 3 + ["join.too-many"]


@pytest.mark.settings(PROXIES="1")
def test_behind_a_proxy_the_address_is_the_visitors(village: Village, client: FlaskClient) -> None:
    right = village.code(village.household())
    for _ in range(10):
        post(client, make_code(), "127.0.0.1", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.1"})

    def status(forwarded: str) -> int:
        headers = {"X-Forwarded-For": forwarded}
        return post(client, right, "127.0.0.1", headers=headers).status_code

    assert status("203.0.113.1") == 429
    assert status("203.0.113.2") == 201


def test_neither_codes_nor_tokens_nor_addresses_are_in_the_store(
    village: Village, client: FlaskClient
) -> None:
    code = read_code(village.code(village.household()))
    assert code is not None
    token = post(client, code).json["device"]
    post(client, make_code(), address="203.0.113.77")
    kept = []
    with village.daemon.store.read() as connection:
        for table in metadata.sorted_tables:
            kept += [str(value) for row in connection.execute(select(table)) for value in row]
    text = "\n".join(kept)

    assert village.rows(codes)
    assert village.rows(devices)
    assert village.rows(attempts)
    for secret in (code, printed(code), code[:8], token, token.split(".")[0], "203.0.113.77"):
        assert secret not in text


def test_joining_is_in_the_audit_log(village: Village, client: FlaskClient) -> None:
    household = village.household()
    post(client, village.code(household))

    (joined,) = village.rows(audit, audit.c.action == "device.join")

    assert (joined.subject, joined.organization) == (household.id, UME)


@pytest.mark.parametrize(
    ("given", "accepted", "language"),
    [
        ({"language": "vi"}, "en", "vi"),
        ({"language": "easy"}, "ja", "easy"),
        ({}, "pt-BR,pt;q=0.9", "pt-BR"),
        ({}, "pt-PT", "pt-BR"),
        ({}, "zh-TW,zh;q=0.9", "zh-Hant"),
        ({}, "zh-Hans-CN", "zh-Hans"),
        ({}, "zh", "zh-Hans"),
        ({}, "ja-x-easy", "easy"),
        ({}, "fil-PH", "tl"),
        ({}, "fr-FR", "fr"),
        ({}, "*", "ja"),
        ({}, "i-klingon", "ja"),
        ({}, "", "ja"),
    ],
)
def test_a_phone_is_pushed_to_in_its_language(
    given: dict[str, str], accepted: str, language: str, village: Village, client: FlaskClient
) -> None:
    code = village.code(village.household())

    post(client, code, headers={"Accept-Language": accepted}, **given)

    assert [row.language for row in village.rows(devices)] == [language]
