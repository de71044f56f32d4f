"""Scope: an officer sees the households of their own association, and of no other."""

from datetime import datetime

import pytest

from syncd import devices
from syncd.households import Household
from syncd.safety import checks
from tests.console.conftest import KITA, KODOMO, MACHI, MATSU, UME, Browser, Town, entry, words

YES = {"choices": {"attend": ["yes"]}, "headcount": 2, "comment": "ひみつの一言"}


@pytest.fixture
def homes(town: Town, soon: datetime) -> dict[str, Household]:
    """A household in each association that has answered an event of the federation."""
    town.publish(
        entry("rengo", KITA, deadline=soon, title="連合会の訓練"),
        entry("asobi", KODOMO, reach=KITA, audience="group:kodomo", deadline=soon),
    )
    homes = {
        UME: town.household("梅沢", members=["梅沢 一郎"], groups=[(KITA, "kodomo")]),
        MATSU: town.household("松本", MATSU, members=["松本 花子"]),
    }
    for home in homes.values():
        assert town.phone(home).answer(f"{KITA}/rengo", YES, town.now) == "stored"
    return homes


def check(town: Town, organization: str = KITA) -> str:
    with town.daemon.store.write() as connection:
        return checks.start(
            connection,
            organization=organization,
            titles={"ja": "訓練", "en": "Drill"},
            drill=True,
            actor="operator",
            now=town.now,
        ).id


def test_another_associations_household_is_not_there(
    town: Town, ume: Browser, homes: dict[str, Household]
) -> None:
    other = homes[MATSU].id
    device = town.phone(homes[MATSU]).id
    number = check(town)
    for path in (
        f"/console/households/{other}",
        f"/console/households/{other}/move-out",
        f"/console/households/{other}/devices/{device}/revoke",
        f"/console/items/machi.kita.rengo/households/{other}",
        f"/console/safety/{number}/households/{other}",
    ):
        assert "このページはありません" in ume.get(path, 404)


def test_another_associations_household_cannot_be_changed(
    town: Town, ume: Browser, homes: dict[str, Household]
) -> None:
    other = homes[MATSU].id
    number = check(town)
    for path, data in (
        (f"/console/households/{other}/card", {}),
        (f"/console/households/{other}/move-out", {}),
        (f"/console/items/machi.kita.rengo/households/{other}", {"choice.attend": "no"}),
        ("/console/items/machi.kita.rengo/read", {"household": other}),
        (f"/console/safety/{number}/households/{other}", {"state.whole": "safe"}),
    ):
        assert ume.post(path, form_at="/console/", data=data).status_code == 404, path


def test_a_device_is_revoked_only_through_its_own_household(
    town: Town, ume: Browser, homes: dict[str, Household]
) -> None:
    phone = town.phone(homes[MATSU])
    path = f"/console/households/{homes[UME].id}/devices/{phone.id}/revoke"
    assert ume.post(path, form_at="/console/").status_code == 404
    with town.daemon.store.read() as connection:
        assert devices.authenticate(connection, town.daemon.credentials, phone.token)


def test_a_shared_item_shows_each_association_its_own(
    town: Town, ume: Browser, homes: dict[str, Household]
) -> None:
    text = words(ume.get("/console/items/machi.kita.rengo"))
    assert "回答 1 /1 世帯" in text
    assert "梅沢" in text
    assert "松本" not in text


def test_another_associations_item_is_not_there(town: Town, ume: Browser) -> None:
    town.publish(entry("matsuri", MATSU, title="松まつり"))
    ume.get("/console/items/machi.kita.matsu.matsuri", 404)
    assert "松まつり" not in ume.get("/console/items/")


def test_an_association_cannot_look_beyond_itself(
    ume: Browser, homes: dict[str, Household]
) -> None:
    ume.get("/console/items/machi.kita.rengo?within=machi/kita/matsu", 404)
    ume.get("/console/items/machi.kita.rengo?within=machi/kita", 404)


@pytest.mark.parametrize("organization", [KITA, MACHI])
def test_federation_and_city_see_figures_and_no_name_anywhere(
    town: Town, homes: dict[str, Household], organization: str
) -> None:
    number = check(town, organization)
    home = homes[UME]
    phone = town.phone(home)
    phone.report(number, "rescue", town.now, note="ひみつの一言")
    phone.report("safety", "hurt", town.now, note="ひみつの一言")
    above = town.browser(organization, name="事務局")
    for path in (
        "/console/",
        "/console/items/",
        "/console/items/machi.kita.rengo",
        "/console/safety/",
        f"/console/safety/{number}",
        "/console/households/",
        "/console/bulbs/",
        "/console/log/",
    ):
        # A city does not look into what a federation asks of its own.
        if organization == MACHI and path.endswith("rengo"):
            above.get(path, 404)
            continue
        page = above.get(path)
        for hidden in ("梅沢", "松本", "花子", "ひみつ", home.id):
            assert hidden not in page, path


def test_a_federation_has_counts_by_association(town: Town, homes: dict[str, Household]) -> None:
    text = words(town.browser(KITA).get("/console/items/machi.kita.rengo"))
    assert "回答 2 /2 世帯" in text
    # households, read, answered, attend, not attend, people
    assert "梅町会 1 0 1 1 0 2" in text
    assert "松町会 1 0 1 1 0 2" in text


def test_a_city_has_counts_by_federation_and_within_one_by_association(
    town: Town, homes: dict[str, Household]
) -> None:
    town.publish(entry("bus", MACHI, title="バス"))
    city = town.browser(MACHI)
    assert "北連合 2 0 0 0 0 0" in words(city.get("/console/items/machi.bus"))
    within = words(city.get("/console/items/machi.bus?within=machi/kita"))
    assert "梅町会 1 0 0 0 0 0" in within
    city.get("/console/items/machi.bus?within=elsewhere", 404)


def test_federation_officers_cannot_reach_households_or_their_files(
    town: Town, homes: dict[str, Household]
) -> None:
    above = town.browser(KITA)
    home = homes[UME].id
    number = check(town)
    for path in (
        "/console/items/machi.kita.rengo/answers.csv",
        f"/console/items/machi.kita.rengo/households/{home}",
        "/console/items/machi.kita.rengo/read",
        f"/console/households/{home}",
        "/console/households/add",
        f"/console/safety/{number}/sheet",
        f"/console/safety/{number}/households/{home}",
    ):
        above.get(path, 404)
    assert above.post("/console/households/add", form_at="/console/").status_code == 404


def test_a_groups_officer_sees_its_members_and_its_items_only(
    town: Town, homes: dict[str, Household]
) -> None:
    town.phone(homes[UME]).answer(f"{KODOMO}/asobi", YES, town.now)
    group = town.browser(KODOMO)
    text = words(group.get("/console/items/machi.kita.kodomo.asobi"))
    assert "回答 1 /1 世帯" in text
    assert "梅沢" in text
    assert "松本" not in words(group.get("/console/households/"))
    group.get("/console/items/machi.kita.rengo", 404)
    group.get(f"/console/households/{homes[MATSU].id}", 404)
    group.get("/console/safety/start", 404)
    home = f"/console/households/{homes[UME].id}"
    assert "新しいカード" not in group.get(home)
    assert group.post(f"{home}/card", form_at="/console/").status_code == 404
