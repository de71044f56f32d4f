"""POST /v1/heartbeats: bulbs saying that they are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from syncd.bulbs import bulbs, gateways
from syncd.bulbs.heartbeats import AHEAD, BEHIND, is_sane
from syncd.clock import iso
from syncd.store.tables import gateways as gateways_table
from syncd.store.tables import heartbeats
from tests.daemon.conftest import KITA, MATSU, NOW, UME, Village

SECOND = timedelta(seconds=1)


@dataclass
class Gateway:
    client: FlaskClient
    id: str
    token: str

    def post(self, body: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.client.post("/v1/heartbeats", json=body, headers=headers)

    def statuses(self, *sent: dict[str, Any]) -> list[str]:
        response = self.post({"heartbeats": sent})
        assert response.status_code == 202, response.text
        return [result["status"] for result in response.json["results"]]


MakeGateway = Callable[..., Gateway]


@pytest.fixture
def gateway_of(village: Village, client: FlaskClient) -> MakeGateway:
    """A gateway of an organization, with a bulb in each association beside it."""

    def make(organization: str = UME, bulb: str | None = None) -> Gateway:
        with village.daemon.store.write() as connection:
            gateway, token = gateways.create(
                connection,
                village.daemon.credentials,
                organization=organization,
                name="集会所の中継機",
                actor="operator",
                now=village.now,
                bulb=bulb,
            )
        return Gateway(client, gateway.id, token)

    with village.daemon.store.write() as connection:
        for name, organization in (("b1", UME), ("b2", UME), ("b3", MATSU)):
            bulbs.create(
                connection,
                organization=organization,
                household=None,
                name="廊下",
                actor="operator",
                now=village.now,
                identifier=name,
            )
    return make


def beat(
    village: Village, bulb: str = "b1", ago: timedelta = SECOND, **more: Any
) -> dict[str, Any]:
    return {"bulb": bulb, "at": iso(village.now - ago), "on": True, **more}


def test_a_single_heartbeat_and_a_batch_are_accepted(
    village: Village, gateway_of: MakeGateway
) -> None:
    gateway = gateway_of()

    single = gateway.post(beat(village))
    batch = gateway.post(
        {"heartbeats": [beat(village, "b2", on=False, seq=7), beat(village, "b1", 9 * SECOND)]}
    )

    assert (single.status_code, single.json["accepted"]) == (202, 1)
    assert single.json["results"] == [
        {"bulb": "b1", "status": "stored", "at": iso(village.now - SECOND)}
    ]
    assert [r["bulb"] for r in batch.json["results"]] == ["b2", "b1"]
    kept = village.rows(heartbeats)
    assert [(row.bulb, row.lit, row.seq) for row in kept] == [
        ("b1", True, None), ("b2", False, 7), ("b1", True, None),
    ]  # fmt: skip
    assert {row.gateway for row in kept} == {gateway.id}


def test_what_a_gateway_sends_again_is_kept_once(village: Village, gateway_of: MakeGateway) -> None:
    gateway = gateway_of()
    sent = [beat(village, seq=1), beat(village, ago=9 * SECOND, seq=2), beat(village, "b2")]

    assert gateway.statuses(*sent) == ["stored"] * 3
    again = gateway.post({"heartbeats": sent})

    assert [r["status"] for r in again.json["results"]] == ["duplicate"] * 3
    assert again.json["accepted"] == 3
    assert len(village.rows(heartbeats)) == 3


def test_a_number_that_began_anew_is_another_heartbeat(
    village: Village, gateway_of: MakeGateway
) -> None:
    gateway = gateway_of()

    sent = [beat(village, ago=60 * SECOND, seq=1), beat(village, seq=1)]

    assert gateway.statuses(*sent) == ["stored", "stored"]


def test_switching_within_one_second_is_two_heartbeats(
    village: Village, gateway_of: MakeGateway
) -> None:
    on, off = beat(village), beat(village, on=False)

    assert gateway_of().statuses(on, off) == ["stored", "stored"]


def test_a_clock_that_was_never_set_gives_way_to_the_servers(
    village: Village, gateway_of: MakeGateway
) -> None:
    gateway = gateway_of()
    never_set = {**beat(village, seq=5), "at": "1970-01-01T00:03:20Z"}

    (first,) = gateway.post({"heartbeats": [never_set]}).json["results"]
    repeated = gateway.statuses(never_set, {**never_set, "seq": 6})

    (kept, _) = village.rows(heartbeats)
    assert kept.at == kept.received_at
    assert kept.at >= village.now
    assert first["at"] == iso(kept.at)
    assert kept.device_at.year == 1970
    assert repeated == ["duplicate", "stored"]


def test_without_clock_or_number_every_heartbeat_counts(
    village: Village, gateway_of: MakeGateway
) -> None:
    never_set = {**beat(village), "at": "1970-01-01T00:00:00Z"}

    assert gateway_of().statuses(never_set, never_set) == ["stored", "stored"]


@pytest.mark.parametrize(
    ("offset", "sane"),
    [
        (timedelta(0), True),
        (AHEAD, True),
        (AHEAD + SECOND, False),
        (-BEHIND, True),
        (-BEHIND - SECOND, False),
    ],
)
def test_a_clock_is_believed_within_bounds(offset: timedelta, sane: bool) -> None:
    assert is_sane(NOW + offset, NOW) is sane


def test_a_gateway_speaks_for_the_bulbs_of_its_organization_alone(
    village: Village, gateway_of: MakeGateway
) -> None:
    of_ume, of_kita, of_b2 = gateway_of(), gateway_of(KITA), gateway_of(UME, bulb="b2")
    sent = [beat(village, bulb) for bulb in ("b1", "b2", "b3", "nowhere")]

    response = of_ume.post({"heartbeats": sent})

    assert [r["status"] for r in response.json["results"]] == ["stored"] * 2 + ["rejected"] * 2
    assert response.json["accepted"] == 2
    assert response.json["results"][2]["error"]["code"] == "bulb.unknown"
    assert of_kita.statuses(*sent) == ["duplicate", "duplicate", "stored", "rejected"]
    assert of_b2.statuses(*sent) == ["rejected", "duplicate", "rejected", "rejected"]


def test_a_removed_bulb_is_unknown_and_its_heartbeats_stay(
    village: Village, gateway_of: MakeGateway
) -> None:
    gateway = gateway_of()
    gateway.post(beat(village))
    with village.daemon.store.write() as connection:
        bulbs.remove(connection, "b1", actor="operator", now=village.now)

    assert gateway.statuses(beat(village, ago=9 * SECOND)) == ["rejected"]
    assert len(village.rows(heartbeats)) == 1


def test_a_gateway_that_was_heard_was_seen(village: Village, gateway_of: MakeGateway) -> None:
    gateway = gateway_of()
    assert [row.seen_at for row in village.rows(gateways_table)] == [None]

    gateway.post(beat(village))

    assert village.rows(gateways_table)[0].seen_at >= village.now


def test_who_is_no_gateway_is_refused(village: Village, gateway_of: MakeGateway) -> None:
    revoked, stranger = gateway_of(), gateway_of()
    with village.daemon.store.write() as connection:
        gateways.revoke(connection, revoked.id, actor="operator", now=village.now)
    tokens = [revoked.token, village.phone().token, "nonsense", "", stranger.token[:-1]]

    for token in tokens:
        stranger.token = token
        response = stranger.post(beat(village))
        assert (response.status_code, response.json["error"]["code"]) == (401, "gateway.unknown")
    assert village.rows(heartbeats) == []


@pytest.mark.parametrize(
    "change",
    [
        {"at": "yesterday"},
        {"at": 1_700_000_000},
        {"at": "2026-11-05T03:00:00"},
        {"at": None},
        {"on": "yes"},
        {"on": 1},
        {"seq": -1},
        {"seq": 2**53},
        {"seq": "1"},
        {"bulb": ""},
        {"bulb": None},
        {"bulb": "nul\0"},
    ],
)
def test_a_malformed_heartbeat_is_refused(
    change: dict[str, Any], village: Village, gateway_of: MakeGateway
) -> None:
    gateway = gateway_of()
    for body in (beat(village) | change, {"heartbeats": [beat(village), beat(village) | change]}):
        response = gateway.post(body)
        assert (response.status_code, response.json["error"]["code"]) == (400, "request.malformed")
    assert village.rows(heartbeats) == []


def test_a_thousand_are_taken_at_a_time_and_no_more(
    village: Village, gateway_of: MakeGateway
) -> None:
    gateway = gateway_of()
    sent = [beat(village, ago=n * SECOND, seq=n) for n in range(1001)]

    assert gateway.post({"heartbeats": sent}).status_code == 400
    assert gateway.post({"heartbeats": []}).status_code == 400
    assert gateway.post({"heartbeats": sent[:1000]}).json["accepted"] == 1000
