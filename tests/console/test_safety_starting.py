"""Starting and closing a safety check."""

import pytest
from sqlalchemy import select

from syncd.store.tables import audit, deliveries, pushes, safety_checks
from tests.console.conftest import KITA, UME, Browser, Town, words

START = "/console/safety/start"
DRILL = {"kind": "drill", "title_ja": "秋の訓練", "title_en": "Autumn drill"}


def test_it_is_confirmed_before_anything_is_sent(town: Town, ume: Browser) -> None:
    town.phone(town.household("山田")).subscribe()
    town.household("佐藤", paper=True)
    response = ume.post(START, data=DRILL)
    assert response.status_code == 200
    text = words(response.text)
    assert "これでよろしいですか" in text
    assert "【訓練】 秋の訓練" in text
    assert "対象 2 世帯" in text
    assert "通知が届く 1 世帯" in text
    assert "残りの 1 世帯には通知が届きません" in text
    assert town.rows(select(safety_checks)) == []


def test_confirmed_it_is_started_for_the_officers_organization_and_pushed(
    town: Town, ume: Browser
) -> None:
    town.phone(town.household("山田")).subscribe()
    response = ume.post(START, data={**DRILL, "step": "confirmed"})
    (check,) = town.rows(select(safety_checks))
    assert response.location == f"/console/safety/{check.id}"
    assert (check.organization, check.drill) == (UME, True)
    assert check.titles == {"ja": "秋の訓練", "en": "Autumn drill"}
    assert check.started_by == f"officer:{ume.officer}"
    assert len(town.rows(select(deliveries))) == 1
    (push,) = town.rows(select(pushes))
    assert push.texts["ja"]["title"].startswith("【訓練】")


def test_a_federation_asks_everyone_below_it(town: Town) -> None:
    phone = town.phone(town.household("山田"))
    town.browser(KITA).post(START, data={**DRILL, "step": "confirmed"})
    me = phone.client.get("/v1/me", headers={"Authorization": f"Bearer {phone.token}"})
    assert [check["title"]["ja"] for check in me.json["safety"]] == ["秋の訓練"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": ""}, "訓練か本番かを選んでください。"),
        ({"title_ja": " "}, "題名を書いてください。"),
        ({"title_en": "x" * 61}, "60字より長くなっています。"),
    ],
)
@pytest.mark.parametrize("step", ["", "confirmed"])
def test_wrong_input_starts_nothing_and_is_kept(
    town: Town, ume: Browser, typed: dict[str, str], said: str, step: str
) -> None:
    response = ume.post(START, data={**DRILL, **typed, "step": step})
    assert response.status_code == 422
    assert said in response.text
    assert f'value="{typed.get("title_en", "Autumn drill")}"' in response.text
    assert town.rows(select(safety_checks)) == []


def test_neither_drill_nor_real_is_chosen_beforehand(ume: Browser) -> None:
    assert "checked" not in ume.get(START)


def test_pressing_the_button_twice_starts_one(town: Town, ume: Browser) -> None:
    first, second = (ume.post(START, data={**DRILL, "step": "confirmed"}) for _ in range(2))
    assert first.location == second.location
    assert len(town.rows(select(safety_checks))) == 1


def test_a_second_drill_is_refused_while_one_is_open_but_a_real_check_is_not(
    town: Town, ume: Browser
) -> None:
    ume.post(START, data={**DRILL, "step": "confirmed"})
    assert "すでに開いています" in ume.post(START, data=DRILL).text
    ume.post(START, data={**DRILL, "kind": "real", "step": "confirmed"})
    assert {row.drill for row in town.rows(select(safety_checks))} == {True, False}


def test_going_back_to_change_it_keeps_what_was_typed(ume: Browser) -> None:
    page = ume.post(START, data={**DRILL, "step": "mend"}).text
    assert 'value="秋の訓練"' in page
    assert "これでよろしいですか" not in page


def test_only_who_started_it_closes_it(town: Town, ume: Browser) -> None:
    response = town.browser(KITA).post(START, data={**DRILL, "step": "confirmed"})
    page = response.location
    assert "この安否確認を閉じる" not in ume.get(page)
    ume.get(f"{page}/close", 404)
    assert ume.post(f"{page}/close", form_at=page).status_code == 404
    (check,) = town.rows(select(safety_checks))
    assert check.closed_at is None


def test_closing_it_ends_it_and_later_reports_are_late(town: Town, ume: Browser) -> None:
    page = ume.post(START, data={**DRILL, "step": "confirmed"}).location
    ume.post(f"{page}/close")
    phone = town.phone(town.household("山田"))
    (check,) = town.rows(select(safety_checks))
    assert check.closed_at is not None
    assert (
        phone.report(check.id, "safe", check.closed_at + (check.closed_at - check.started_at))
        == "late"
    )
    text = words(ume.get(page))
    assert "終了" in text
    assert "終了後に届いた報告 1 ○ 無事 山田" in text
    assert "回答 0 /1 世帯" in text


def test_starting_and_closing_are_in_the_log(town: Town, ume: Browser) -> None:
    page = ume.post(START, data={**DRILL, "step": "confirmed"}).location
    ume.post(f"{page}/close")
    rows = town.rows(
        select(audit).where(audit.c.action.in_(["safety-check.start", "safety-check.close"]))
    )
    assert [(row.action, row.actor) for row in rows] == [
        ("safety-check.start", f"officer:{ume.officer}"),
        ("safety-check.close", f"officer:{ume.officer}"),
    ]
