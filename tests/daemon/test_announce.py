"""Announcing: exactly its audience is told of an item, in its words, at its hour."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from syncd import households
from syncd.push.announce import announce_check
from syncd.safety import checks
from syncd.store.tables import deliveries, pushes
from tests.conftest import circular
from tests.daemon.conftest import (
    KITA,
    KODOMO,
    MATSU,
    NOW,
    TOKYO,
    UME,
    Phone,
    Press,
    Village,
    make_press,
)
from tests.daemon.push_service import Browser

MakePress = Callable[[dict[str, str | bytes]], Press]
HOUR = timedelta(hours=1)
QUIET = {
    "machi/organization.toml": 'kind = "city"\nlanguages = ["ja", "en"]\n'
    'quiet_hours = "21:00-07:00"\n[name]\nja = "町市"\nen = "Machi"\n',
    f"{MATSU}/organization.toml": 'kind = "association"\nunits = ["1班"]\n'
    'quiet_hours = "22:00-06:30"\n[name]\nja = "松町会"\n',
}
EVENING = datetime(2026, 11, 5, 21, 30, tzinfo=TOKYO)


def phone(village: Village, label: str, organization: str = UME, **more: Any) -> Phone:
    """A subscribed phone of a new household."""
    joined = village.phone(village.household(label, organization=organization, **more))
    response = joined.call(
        "PUT", "/v1/subscription", json=Browser("https://push.example.net").as_json()
    )
    assert response.status_code == 200, response.text
    return joined


@dataclass
class Street:
    """A press and a village with a phone of each kind in it; nothing has been pushed yet."""

    press: Press
    village: Village
    phones: dict[str, Phone]

    def publish(self, files: dict[str, str | bytes], now: datetime = NOW) -> int:
        """Write, build and circulate; how many deliveries that made."""
        self.press.write(files)
        self.press.build()
        return self.press.circulate(self.village.daemon, now).deliveries

    def told(self, state: str = "pending") -> set[str]:
        """Who has a delivery in this state."""
        names = {phone.id: name for name, phone in self.phones.items()}
        return {
            names[row.device] for row in self.village.rows(deliveries, deliveries.c.state == state)
        }

    def told_of(self) -> dict[str, set[str]]:
        """Who is told of each item."""
        names = {phone.id: name for name, phone in self.phones.items()}
        items = {push.id: push.item for push in self.village.rows(pushes)}
        told: dict[str, set[str]] = defaultdict(set)
        for row in self.village.rows(deliveries):
            told[items[row.push]].add(names[row.device])
        return dict(told)

    def due(self) -> dict[str, datetime]:
        names = {phone.id: name for name, phone in self.phones.items()}
        return {names[row.device]: row.due_at for row in self.village.rows(deliveries)}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """What was published before the daemon first ran. To be copied."""
    files = {f"{UME}/before.md": circular("前からある"), f"{MATSU}/b.md": circular("b")}
    return make_press(tmp_path_factory.mktemp("built"), QUIET | files)


@pytest.fixture
def street(built: Press, tmp_path: Path, village: Village) -> Street:
    made = Press(shutil.copytree(built.folder, tmp_path / "press"))
    baseline = made.circulate(village.daemon, NOW - 24 * HOUR)
    assert (baseline.deliveries, len(baseline.changes.baseline)) == (0, 2)
    phones = {
        "ume-1": phone(village, "一班"),
        "ume-2": phone(village, "二班", unit="2班"),
        "officer": phone(village, "役員", unit="2班", officer=True),
        "child": phone(village, "子", unit="2班", groups=[(KITA, "kodomo")]),
        "matsu": phone(village, "松", MATSU),
    }
    village.phone(village.household("通知なし"))
    moved = phone(village, "引越")
    with village.daemon.store.write() as connection:
        households.move_out(connection, moved.household.id, actor="operator", now=NOW)
    return Street(made, village, phones)


EVERYBODY = {"ume-1", "ume-2", "officer", "child", "matsu"}
UME_ALL = EVERYBODY - {"matsu"}


AUDIENCES = {
    f"{UME}/a1": ("public", UME_ALL),
    f"{UME}/a2": ("members", UME_ALL),
    f"{UME}/a3": ('["unit:1班"]', {"ume-1"}),
    f"{UME}/a4": ('["unit:1班", "unit:2班"]', UME_ALL),
    f"{UME}/a5": ("officers", {"officer"}),
    f"{UME}/a6": ('["unit:1班", officers]', {"ume-1", "officer"}),
    f"{UME}/a7": ("group:kodomo", {"child"}),
    f"{KODOMO}/b1": ("public", EVERYBODY),
    f"{KODOMO}/b2": ("group:kodomo", {"child"}),
    f"{KITA}/c1": ("public", EVERYBODY),
    f"{KITA}/c2": ("officers", {"officer"}),
    "machi/d1": ("members", EVERYBODY),
    f"{MATSU}/e1": ("members", {"matsu"}),
    f"{MATSU}/e2": ('["unit:1班"]', {"matsu"}),
}


def test_a_new_item_is_pushed_to_exactly_its_audience(street: Street) -> None:
    made = street.publish(
        {f"{item}.md": circular(item[-2:], audience=who) for item, (who, _) in AUDIENCES.items()}
    )

    assert street.told_of() == {item: told for item, (_, told) in AUDIENCES.items()}
    assert made == sum(len(told) for _, told in AUDIENCES.values())


def test_what_was_there_before_the_daemon_is_not_news(street: Street) -> None:
    assert street.publish({}) == 0
    assert street.village.rows(pushes) == []


def test_what_is_not_to_be_pushed_is_not(street: Street) -> None:
    over = {"starts": '"2026-11-04 08:00"', "ends": '"2026-11-04 10:00"'}
    made = street.publish(
        {
            f"{UME}/silent.md": circular("静か", notify="false"),
            f"{UME}/standing.md": circular("案内", kind="page"),
            f"{UME}/draft.md": circular("下書き", draft="true"),
            f"{UME}/expired.md": circular("古い", expires="2026-11-03"),
            f"{UME}/over.md": circular("済み", kind="event", **over),
            f"{UME}/news.md": circular("新しい"),
        }
    )

    assert made == len(UME_ALL)
    assert street.told_of() == {f"{UME}/news": UME_ALL}


def test_one_that_was_new_yesterday_is_not_new_today(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("新しい")})

    assert street.publish({}, NOW + 24 * HOUR) == 0
    assert len(street.village.rows(pushes)) == 1


def test_a_correction_takes_the_place_of_what_it_corrects(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("側溝清掃", "八時から。")})
    made = street.publish({f"{UME}/a.md": circular("側溝清掃", "九時から。")}, NOW + HOUR)

    first, second = sorted(street.village.rows(pushes), key=lambda push: push.created_at)
    assert made == len(UME_ALL)
    assert (first.tag, first.topic) == (second.tag, second.topic)
    assert first.texts["ja"]["title"] == "側溝清掃"
    assert second.texts["ja"]["title"] == "【訂正】側溝清掃"
    assert (first.correction, second.correction) == (False, True)
    assert street.told("replaced") == street.told("pending") == UME_ALL


def test_a_typo_mended_silently_is_not_pushed(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("側溝清掃", "八時から。")})

    assert street.publish({f"{UME}/a.md": circular("側溝清掃", "8時から。", notify="false")}) == 0
    assert len(street.village.rows(pushes)) == 1


def test_what_is_withdrawn_before_it_was_sent_is_not_sent(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("間違い")})
    (street.press.content / UME / "a.md").unlink()

    street.publish({})

    assert street.told("replaced") == UME_ALL
    assert street.told("pending") == set()


def test_two_items_do_not_replace_each_other(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("一つ目"), f"{UME}/b.md": circular("二つ目")})

    kept = street.village.rows(pushes)
    assert {push.tag for push in kept} == {f"{UME}/a", f"{UME}/b"}
    assert len({push.topic for push in kept}) == 2
    assert all(0 < len(push.topic) <= 32 for push in kept)


def test_ordinary_news_waits_for_the_morning_of_each_association(street: Street) -> None:
    street.publish({f"{KITA}/a.md": circular("回覧")}, EVENING)

    due = street.due()
    assert due["ume-1"] == datetime(2026, 11, 6, 7, 0, tzinfo=TOKYO)
    assert due["matsu"] == EVENING


def test_an_emergency_wakes_people(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("断水", priority="emergency")}, EVENING)

    assert set(street.due().values()) == {EVENING}
    (push,) = street.village.rows(pushes)
    assert push.urgency == "high"
    assert push.texts["ja"]["title"] == "【緊急】断水"


def test_an_important_item_waits_but_says_so(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("総会", priority="important")}, EVENING)

    (push,) = street.village.rows(pushes)
    assert push.texts["ja"]["title"] == "【重要】総会"
    assert min(street.due().values()) > EVENING


@pytest.mark.parametrize("drill", [True, False])
def test_a_safety_check_asks_everybody_below_at_once(drill: bool, street: Street) -> None:
    with street.village.daemon.store.write() as connection:
        check = checks.start(
            connection,
            organization=KITA,
            titles={"ja": "地震です", "en": "Earthquake"},
            drill=drill,
            actor="operator",
            now=EVENING,
        )
        made = announce_check(connection, check, EVENING)

    (push,) = street.village.rows(pushes)
    assert made == len(EVERYBODY)
    assert set(street.due().values()) == {EVENING}
    assert push.texts["ja"]["title"] == ("【訓練】地震です" if drill else "地震です")
    assert push.texts["en"]["title"] == ("[Drill] Earthquake" if drill else "Earthquake")
    assert (push.kind, push.url, push.urgency) == ("safety", "safety.html", "high")


def test_texts_are_pushed_in_every_language_there_is(street: Street) -> None:
    street.publish(
        {
            f"{UME}/a.md": circular("もちつき", "つきます。"),
            f"{UME}/a.en.md": "---\ntitle: Rice cakes\n---\nWe pound rice.\n",
        }
    )

    (push,) = street.village.rows(pushes)
    assert push.texts == {
        "ja": {"title": "もちつき", "body": "梅町会\nつきます。"},
        "en": {"title": "Rice cakes", "body": "Ume\nWe pound rice."},
    }


def test_a_sealed_item_leads_to_its_sealed_page(street: Street) -> None:
    street.publish({f"{UME}/a.md": circular("訃報", audience="members")})

    (push,) = street.village.rows(pushes)
    assert push.url.startswith("sealed.html#")


def test_a_new_group_with_its_first_circular_is_no_flood(street: Street) -> None:
    folder = f"{KITA}/rojin"
    made = street.publish(
        {f"{folder}/organization.toml": 'kind = "group"\n[name]\nja = "老人会"\n',
         f"{folder}/old.md": circular("昔の回覧")}
    )  # fmt: skip

    assert made == 0


def test_an_association_built_for_the_first_time_is_no_flood(
    press: MakePress, village: Village
) -> None:
    made = press({f"{UME}/a.md": circular("梅の回覧"), f"{MATSU}/b.md": circular("松の回覧")})
    index = made.output / MATSU / "index.json"
    kept = index.read_bytes()
    index.unlink()
    made.circulate(village.daemon, NOW)
    phone(village, "松", MATSU)

    index.write_bytes(kept)
    circulated = made.circulate(village.daemon, NOW + HOUR)

    assert circulated.deliveries == 0
    assert [entry.id for entry in circulated.changes.baseline] == [f"{MATSU}/b"]
