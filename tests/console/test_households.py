"""Households: how each is reached, its card, its phones, who comes and who goes."""

import re
from datetime import timedelta
from typing import ClassVar

import pytest
from sqlalchemy import insert, select

from syncd.households import find
from syncd.store.tables import audit, codes, deliveries, devices, households, people, pushes
from tests.console.conftest import MATSU, UME, Browser, Town, words

ROSTER, ADD = "/console/households/", "/console/households/add"


def test_the_roster_says_how_each_is_reached(town: Town, ume: Browser) -> None:
    town.phone(town.household("通田")).subscribe()
    town.phone(town.household("携田", unit="2班"))
    town.household("紙田", unit="2班", paper=True)
    town.household("未田", unit="2班")
    text = words(ume.get(ROSTER))
    assert "世帯 4 通知が届く 1 携帯あり・通知なし 1 紙で配る 1 まだ参加していない 1" in text
    assert "通田 通知が届く 携帯 1 台" in text
    assert "携田 携帯あり・通知なし" in text
    assert "紙田 紙で配る" in text
    assert "未田 まだ参加していない" in text
    assert text.index("通田") < text.index("携田")


def test_a_household_shows_its_people_and_phones(town: Town, ume: Browser) -> None:
    home = town.household("山田", members=["山田 一郎", "山田 花子"])
    town.phone(home).subscribe()
    town.phone(home)
    text = words(ume.get(f"{ROSTER}{home.id}"))
    assert "家族 山田 一郎、山田 花子" in text
    assert "携帯 2" in text
    assert "通知を受けていない" in text


def test_a_phone_whose_last_push_was_not_taken_is_marked(town: Town, ume: Browser) -> None:
    home = town.household("山田")
    phone = town.phone(home)
    phone.subscribe()
    assert "最近の通知が届いていない" not in ume.get(f"{ROSTER}{home.id}")
    with town.daemon.store.write() as connection:
        moments = {"created_at": town.now, "expires_at": town.now}
        texts = {"tag": "t", "topic": "t", "urgency": "normal", "texts": {}, "url": ""}
        connection.execute(
            insert(pushes).values(id="p", kind="circular", correction=False, **texts, **moments)
        )
        connection.execute(
            insert(deliveries).values(
                push="p", device=phone.id, state="given-up", due_at=town.now, settled_at=town.now
            )
        )
    assert "最近の通知が届いていない" in ume.get(f"{ROSTER}{home.id}")


class TestCard:
    def test_the_new_code_lets_a_phone_join_and_the_old_one_ends(
        self, town: Town, ume: Browser
    ) -> None:
        home = town.household("山田")
        first, second = (self.make(ume, home.id) for _ in range(2))
        client = town.app.test_client()
        assert client.post("/v1/join", json={"code": first}).status_code == 404
        joined = client.post("/v1/join", json={"code": second})
        assert joined.status_code == 201
        assert joined.json["household"]["id"] == home.id

    def test_phones_that_have_joined_stay(self, town: Town, ume: Browser) -> None:
        home = town.household("山田")
        phone = town.phone(home)
        self.make(ume, home.id)
        assert phone.read("x", town.now) == "rejected"  # known to the daemon, unlike the item

    def test_it_has_the_link_and_a_picture_of_it(self, town: Town, ume: Browser) -> None:
        home = town.household("山田")
        page = ume.post(f"{ROSTER}{home.id}/card", form_at=f"{ROSTER}{home.id}").text
        code = re.findall(r"\b\w{4}-\w{4}-\w{3}\b", page)[0]
        link = f"http://localhost/{UME}/settings.html#join={code}"
        assert f'href="{link}"' in page
        picture = page.partition("<figure")[2].partition("</figure>")[0]
        assert "<svg" in picture
        assert "style=" not in picture

    def test_the_code_is_shown_once_and_kept_nowhere(self, town: Town, ume: Browser) -> None:
        home = town.household("山田")
        code = self.make(ume, home.id)
        assert code not in ume.get(f"{ROSTER}{home.id}")
        ume.get(f"{ROSTER}{home.id}/card", 404)
        (row,) = town.rows(select(codes))
        assert code.replace("-", "") not in row.hash
        assert code not in str(town.rows(select(audit)))

    @staticmethod
    def make(ume: Browser, home: str) -> str:
        """The code on a card just made."""
        page = ume.post(f"{ROSTER}{home}/card", form_at=f"{ROSTER}{home}").text
        found = re.search(r'class="join-code">([^<]+)<', page)
        assert found
        return found[1]


def test_a_revoked_phone_is_signed_out_at_once(town: Town, ume: Browser) -> None:
    home = town.household("山田")
    lost, kept = town.phone(home), town.phone(home)
    page = f"{ROSTER}{home.id}/devices/{lost.id}/revoke"
    assert "登録を解除しますか" in ume.get(page)
    response = ume.post(page)
    assert "登録を解除しました" in ume.get(response.location)
    revoked = {row.id: row.revoked_at for row in town.rows(select(devices))}
    assert revoked[lost.id] is not None
    assert revoked[kept.id] is None
    headers = {"Authorization": f"Bearer {lost.token}"}
    assert lost.client.get("/v1/me", headers=headers).status_code == 401


def test_moving_out_is_confirmed_and_ends_everything(town: Town, ume: Browser) -> None:
    home = town.household("山田")
    phone = town.phone(home)
    page = f"{ROSTER}{home.id}/move-out"
    assert "転出しますか" in ume.get(page)
    response = ume.post(page)
    assert "転出を記録しました" in ume.get(response.location)
    assert "山田" not in words(ume.get(ROSTER)).replace("会長 山田", "")
    ume.get(f"{ROSTER}{home.id}", 404)
    headers = {"Authorization": f"Bearer {phone.token}"}
    assert phone.client.get("/v1/me", headers=headers).status_code == 401


class TestAdding:
    FIELDS: ClassVar[dict[str, str]] = {
        "label": "木村",
        "unit": "2班",
        "delivery": "paper",
        "people": "木村 健\n\n 木村　恵 ",
    }

    def test_it_is_added_to_the_officers_association(self, town: Town, ume: Browser) -> None:
        response = ume.post(ADD, data=self.FIELDS)
        assert "世帯を加えました" in ume.get(response.location)
        (row,) = town.rows(select(households))
        assert (row.organization, row.unit, row.label, row.paper) == (UME, "2班", "木村", True)
        labels = [row.label for row in town.rows(select(people).order_by(people.c.position))]
        assert labels == ["木村 健", "木村 恵"]

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"label": "  "}, "世帯の名前を書いてください。"),
            ({"label": "長" * 61}, "60字より長くなっています。"),
            ({"unit": ""}, "世帯の班を選んでください。"),
            ({"unit": "9班"}, "世帯の班を選んでください。"),
            ({"people": "\n".join(map(str, range(21)))}, "20人までにしてください。"),
            ({"people": "長" * 61}, "60字より長くなっています。"),
        ],
    )
    def test_wrong_input_is_told_and_kept(
        self, town: Town, ume: Browser, typed: dict[str, str], said: str
    ) -> None:
        response = ume.post(ADD, data={**self.FIELDS, **typed})
        assert response.status_code == 422
        assert said in response.text
        assert typed.get("people", "木村 健") in response.text
        assert town.rows(select(households)) == []

    def test_the_same_name_twice_in_a_unit_is_told(self, town: Town, ume: Browser) -> None:
        town.household("木村", unit="2班")
        response = ume.post(ADD, data=self.FIELDS)
        assert response.status_code == 422
        assert "同じ名前の世帯があります" in response.text
        assert ume.post(ADD, data={**self.FIELDS, "unit": "1班"}).status_code == 303

    def test_names_taken_elsewhere_or_by_who_moved_out_are_free(
        self, town: Town, ume: Browser
    ) -> None:
        town.household("木村", MATSU, unit="2班")
        gone = town.household("木村", unit="2班")
        ume.post(f"{ROSTER}{gone.id}/move-out")
        assert ume.post(ADD, data=self.FIELDS).status_code == 303


def test_every_change_is_in_the_log(town: Town, ume: Browser) -> None:
    home = ume.post(ADD, data=TestAdding.FIELDS).location.partition("?")[0]
    identifier = home.rpartition("/")[2]
    with town.daemon.store.read() as connection:
        found = find(connection, identifier)
    assert found
    phone = town.phone(found)
    ume.post(f"{home}/card", form_at=home)
    ume.post(f"{home}/devices/{phone.id}/revoke")
    ume.post(f"{home}/move-out")
    mine = audit.c.actor == f"officer:{ume.officer}"
    made = [
        (row.action, row.subject)
        for row in town.rows(select(audit).where(mine, ~audit.c.action.like("%.look")))
    ]
    assert made == [
        ("household.create", identifier),
        ("code.issue", identifier),
        ("device.revoke", phone.id),
        ("household.move-out", identifier),
    ]


def test_seen_long_ago_is_said_in_words(town: Town, ume: Browser) -> None:
    town.now -= timedelta(days=21)
    town.phone(town.household("山田"))
    assert "最後の利用 3 週間前" in words(ume.get(ROSTER))
