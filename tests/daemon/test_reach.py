"""Reach: which households a push can be expected to reach."""

from __future__ import annotations

from sqlalchemy import update

from syncd import devices, households
from syncd.push.reach import SEEN_WITHIN, reachable_households
from syncd.store.tables import devices as devices_table
from tests.daemon.conftest import KITA, MATSU, UME, Phone, Village
from tests.daemon.push_service import Browser


def subscribed(village: Village, organization: str = UME) -> Phone:
    phone = village.phone(village.household(organization=organization))
    body = Browser("https://push.example.net").as_json()
    assert phone.call("PUT", "/v1/subscription", json=body).status_code == 200
    return phone


def test_a_household_is_reachable_by_a_subscribed_phone_lately_in_use(village: Village) -> None:
    reached, lost, moved, forgotten = (subscribed(village) for _ in range(4))
    of_matsu = subscribed(village, MATSU)
    village.phone()
    village.household(paper=True)
    second = village.phone(reached.household)
    second.call("PUT", "/v1/subscription", json=Browser("https://push.example.net").as_json())
    with village.daemon.store.write() as connection:
        devices.revoke(connection, lost.id, actor="operator", now=village.now)
        households.move_out(connection, moved.household.id, actor="operator", now=village.now)
        connection.execute(
            update(devices_table)
            .where(devices_table.c.id == forgotten.id)
            .values(seen_at=village.now - SEEN_WITHIN)
        )

    with village.daemon.store.read() as connection:
        of_ume = reachable_households(connection, UME, village.now)
        of_kita = reachable_households(connection, KITA, village.now)
        of_nobody = reachable_households(connection, "machi/minami", village.now)

    assert of_ume == {reached.household.id}
    assert of_kita == {reached.household.id, of_matsu.household.id}
    assert of_nobody == set()
