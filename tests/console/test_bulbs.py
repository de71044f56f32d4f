"""Bulbs: what each last said, and never more than that."""

from datetime import datetime, timedelta

import pytest

from syncd.bulbs import bulbs, gateways
from syncd.bulbs.gateways import Gateway
from syncd.bulbs.heartbeats import Heartbeat, receive
from tests.console.conftest import KITA, MATSU, UME, Browser, Town, words

PAGE = "/console/bulbs/"


@pytest.fixture
def gateway(town: Town) -> Gateway:
    with town.daemon.store.write() as connection:
        return gateways.create(
            connection,
            town.daemon.credentials,
            organization=KITA,
            name="中継機",
            actor="operator",
            now=town.now,
        )[0]


def bulb(town: Town, name: str, organization: str = UME) -> str:
    home = town.household(f"{name}の家", organization)
    with town.daemon.store.write() as connection:
        return bulbs.create(
            connection,
            organization=organization,
            household=home.id,
            name=name,
            actor="operator",
            now=town.now,
        ).id


def beat(town: Town, gateway: Gateway, identifier: str, *said: tuple[float, bool]) -> None:
    """Heartbeats so many hours ago, each lit or not."""
    batch = [Heartbeat(identifier, town.now - timedelta(hours=h), lit) for h, lit in said]
    with town.daemon.store.write() as connection:
        receive(connection, gateway, batch, town.now)


def test_when_it_was_heard_and_since_when_it_is_lit(
    town: Town, ume: Browser, gateway: Gateway
) -> None:
    beat(town, gateway, bulb(town, "廊下"), (9, True), (8, False), (6, True), (4, True), (3, True))
    text = words(ume.get(PAGE))
    assert "3 時間前に知らせあり" in text
    assert f"{clock(town.now - timedelta(hours=6))} から点灯" in text
    assert "廊下の家 1班" in text


def test_since_when_it_is_not_lit(town: Town, ume: Browser, gateway: Gateway) -> None:
    beat(town, gateway, bulb(town, "廊下"), (9, True), (8, False), (2, False))
    assert f"{clock(town.now - timedelta(hours=8))} から消灯" in words(ume.get(PAGE))


def test_a_bulb_that_was_never_otherwise_is_so_since_its_first_word(
    town: Town, ume: Browser, gateway: Gateway
) -> None:
    beat(town, gateway, bulb(town, "廊下"), (9, True), (2, True))
    assert f"{clock(town.now - timedelta(hours=9))} から点灯" in words(ume.get(PAGE))


def test_a_silent_bulb_comes_first_and_is_on_the_first_page(
    town: Town, ume: Browser, gateway: Gateway
) -> None:
    beat(town, gateway, bulb(town, "聞こえた電球"), (1, True))
    beat(town, gateway, bulb(town, "黙った電球"), (25, True))
    bulb(town, "新しい電球")
    text = words(ume.get(PAGE))
    assert "3 個のうち 2 個から、一日以上知らせがありません。" in text
    assert "まだ知らせがありません" in text
    order = ["新しい電球", "黙った電球", "聞こえた電球"]
    assert sorted(order, key=text.index) == order
    assert "3 個のうち 2 個です" in words(ume.get("/console/"))


def test_within_a_day_nothing_is_said_on_the_first_page(
    town: Town, ume: Browser, gateway: Gateway
) -> None:
    beat(town, gateway, bulb(town, "廊下"), (23, True))
    assert "電球" not in words(ume.get("/console/"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_never_says_that_anything_is_dead_or_down(
    town: Town, ume: Browser, gateway: Gateway, language: str
) -> None:
    beat(town, gateway, bulb(town, "廊下"), (50, True))
    text = words(ume.get(f"{PAGE}?lang={language}")).lower()
    for word in ("dead", "down", "broken", "死", "故障", "壊"):
        assert word not in text


def test_a_removed_bulb_and_another_associations_are_not_shown(
    town: Town, ume: Browser, gateway: Gateway
) -> None:
    removed = bulb(town, "外した電球")
    bulb(town, "松の電球", MATSU)
    with town.daemon.store.write() as connection:
        bulbs.remove(connection, removed, actor="operator", now=town.now)
    assert "見守り電球はまだありません。" in ume.get(PAGE)


def test_a_federation_sees_how_many_only(town: Town, gateway: Gateway) -> None:
    bulb(town, "廊下")
    bulb(town, "松の電球", MATSU)
    text = words(town.browser(KITA).get(PAGE))
    assert "2 個のうち 2 個から" in text
    assert "廊下" not in text
    assert "松の電球" not in text


def clock(at: datetime) -> str:
    local = at + timedelta(hours=9)
    return f"{local.hour}:{local.minute:02}"
