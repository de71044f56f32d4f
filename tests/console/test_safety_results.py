"""The results of a safety check: those in most need first, nobody left out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from syncd import households
from syncd.safety import checks
from syncd.store.tables import audit, safety_reports
from tests.console.conftest import KITA, UME, Browser, Town, words


@pytest.fixture
def check(town: Town) -> str:
    return start(town, drill=True)


def start(town: Town, *, drill: bool, organization: str = UME) -> str:
    with town.daemon.store.write() as connection:
        return checks.start(
            connection,
            organization=organization,
            titles={"ja": "安否確認", "en": "Safety check"},
            drill=drill,
            actor="operator",
            now=town.now - timedelta(hours=1),
        ).id


def test_households_are_sorted_by_need(town: Town, ume: Browser, check: str) -> None:
    for label, state in (
        ("無田", "safe"),
        ("怪田", "hurt"),
        ("助田", "rescue"),
        ("不田", "unknown"),
    ):
        phone = town.phone(town.household(label))
        assert phone.report(check, state, town.now) == "stored"
    town.phone(town.household("届田")).subscribe()
    town.household("黙田", paper=True)

    text = words(ume.get(f"/console/safety/{check}"))

    order = ["助田", "怪田", "届田", "黙田", "不田", "無田"]
    assert sorted(order, key=text.index) == order
    assert "回答 4 /6 世帯" in text
    # households, reported, rescue, hurt, silent reachable, silent, unknown, safe
    assert "1班 6 4 1 1 1 1 1 1" in text
    assert "合計 6 4 1 1 1 1 1 1" in text


def test_notes_places_people_moments_and_sources_are_shown(
    town: Town, ume: Browser, check: str
) -> None:
    home = town.household("山田", members=["山田 一郎", "山田 花子"])
    with town.daemon.store.read() as connection:
        first, second = households.people_of(connection, home.id)
    phone = town.phone(home)
    place = {"lat": 36.5, "lon": 136.25, "accuracy": 20.4}
    value = {"state": "rescue", "note": "二階にいます", "place": place}
    phone.answer(check, value, town.now, kind="safety", person=first.id)
    page = ume.get(f"/console/safety/{check}")
    assert 'href="geo:36.5,136.25;u=20"' in page
    text = words(page)
    assert "救助が必要 山田 一郎 二階にいます 場所 36.5000, 136.2500" in text
    assert "携帯" in text
    assert f"{second.label} さんの報告がありません" in text


def test_a_drill_says_so_wherever_it_is_named(town: Town, ume: Browser, check: str) -> None:
    home = town.household("山田")
    for path in (
        "/console/",
        "/console/safety/",
        f"/console/safety/{check}",
        f"/console/safety/{check}/sheet",
        f"/console/safety/{check}/close",
        f"/console/safety/{check}/households/{home.id}",
    ):
        assert "【訓練】" in words(ume.get(path)), path
    assert "[DRILL]" in ume.get(f"/console/safety/{check}?lang=en")


def test_a_real_check_says_drill_nowhere(town: Town, ume: Browser) -> None:
    check = start(town, drill=False)
    town.household("山田")
    for path in ("/console/", "/console/safety/", f"/console/safety/{check}"):
        assert "訓練" not in words(ume.get(path)), path


def test_a_federations_check_shows_an_association_its_own(town: Town, ume: Browser) -> None:
    check = start(town, drill=True, organization=KITA)
    town.household("山田")
    town.household("松本", "machi/kita/matsu")
    assert "0 /1 世帯" in words(ume.get(f"/console/safety/{check}"))
    above = words(town.browser(KITA).get(f"/console/safety/{check}"))
    assert "梅町会 1 0 0 0 0 1 0 0" in above
    assert "松町会 1 0 0 0 0 1 0 0" in above


def test_another_associations_check_is_not_there(town: Town, ume: Browser) -> None:
    ume.get(f"/console/safety/{start(town, drill=True, organization='machi/kita/matsu')}", 404)


def test_reports_nobody_asked_for_are_shown_for_a_week(town: Town, ume: Browser) -> None:
    new, old = town.household("山田"), town.household("佐藤")
    town.phone(new).report("safety", "hurt", town.now, note="くじいた")
    town.phone(old).report("safety", "hurt", town.now - timedelta(days=8))
    assert "1 世帯から報告が届いています" in words(ume.get("/console/"))
    text = words(ume.get("/console/safety/"))
    assert "くじいた" in text
    assert "佐藤" not in text


def test_how_fast_reports_came(town: Town, ume: Browser, check: str) -> None:
    phone = town.phone(town.household("山田"))
    phone.report(check, "safe", town.now - timedelta(minutes=55))
    phone.report(check, "hurt", town.now)
    text = words(ume.get(f"/console/safety/{check}"))
    assert "25% 5 分 50% 5 分 75% 5 分" in text


class TestEnteringBySheet:
    def test_the_marks_of_a_unit_are_entered_at_once(
        self, town: Town, ume: Browser, check: str
    ) -> None:
        homes = [town.household(label, paper=True) for label in ("青木", "石井", "上田", "江口")]
        states = ["safe", "hurt", "rescue", ""]
        data = {f"state.{home.id}": state for home, state in zip(homes, states, strict=True)}
        sheet = f"/console/safety/{check}/sheet"
        response = ume.post(sheet, data=data)
        assert response.status_code == 303
        rows = {row.household: row for row in town.rows(select(safety_reports))}
        assert {rows[home.id].state for home in homes[:3]} == {"safe", "hurt", "rescue"}
        assert homes[3].id not in rows
        assert {(row.source, row.officer) for row in rows.values()} == {("proxy", ume.officer)}
        assert "3 件の報告を入力しました。" in ume.get(response.location)
        assert words(ume.get(sheet)).count("報告あり") == 3

    def test_one_unit_at_a_time_is_shown(self, town: Town, ume: Browser, check: str) -> None:
        town.household("青木")
        town.household("江口", unit="2班")
        page = words(ume.get(f"/console/safety/{check}/sheet?unit=2班"))
        assert "江口" in page
        assert "青木" not in page

    def test_an_empty_sheet_is_told_and_enters_nothing(
        self, town: Town, ume: Browser, check: str
    ) -> None:
        town.household("青木")
        town.household("江口", unit="2班")
        response = ume.post(f"/console/safety/{check}/sheet", data={"unit": "2班"})
        assert response.status_code == 422
        text = words(response.text)
        assert "まだ何も選ばれていません" in text
        assert "江口" in text

    def test_a_stranger_on_the_sheet_is_passed_over(
        self, town: Town, ume: Browser, check: str
    ) -> None:
        town.household("青木")
        stranger = town.household("松本", "machi/kita/matsu")
        ume.post(f"/console/safety/{check}/sheet", data={f"state.{stranger.id}": "safe"})
        assert town.rows(select(safety_reports)) == []


class TestEnteringOneHousehold:
    def test_each_person_and_a_word(self, town: Town, ume: Browser, check: str) -> None:
        home = town.household("山田", members=["一郎", "花子"])
        with town.daemon.store.read() as connection:
            first, second = households.people_of(connection, home.id)
        data = {
            f"state.{first.id}": "safe",
            f"state.{second.id}": "hurt",
            f"note.{second.id}": "集会所にいます",
        }
        response = ume.post(f"/console/safety/{check}/households/{home.id}", data=data)
        assert response.status_code == 303
        rows = {row.person: row for row in town.rows(select(safety_reports))}
        assert {person: row.state for person, row in rows.items()} == {
            first.id: "safe",
            second.id: "hurt",
        }
        assert rows[second.id].note == "集会所にいます"
        page = words(ume.get(f"/console/safety/{check}/households/{home.id}"))
        assert "△ けが 集会所にいます" in page
        assert "代理 会長 山田" in page

    def test_nothing_chosen_is_told(self, town: Town, ume: Browser, check: str) -> None:
        home = town.household("山田")
        response = ume.post(f"/console/safety/{check}/households/{home.id}")
        assert response.status_code == 422
        assert "まだ何も選ばれていません" in response.text

    def test_it_is_in_the_log(self, town: Town, ume: Browser, check: str) -> None:
        home = town.household("山田")
        page = f"/console/safety/{check}/households/{home.id}"
        ume.post(page, data={"state.whole": "safe"})
        (row,) = town.rows(select(audit).where(audit.c.action == "safety-report.proxy"))
        assert (row.subject, row.details) == (check, {"households": [home.id]})
