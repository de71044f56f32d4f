"""GET /v1/me: everything a phone needs to know of its own household."""

from __future__ import annotations

from datetime import datetime, timedelta

from syncd import households
from syncd.clock import iso
from syncd.safety import checks
from tests.daemon.conftest import KITA, MATSU, UME, Village, answer, read_mark, report

TITLES = {"ja": "地震", "en": "Earthquake"}


def test_a_phone_that_has_just_joined(board: Village) -> None:
    phone = board.phone(board.household("山田", members=["花子"]))

    me = phone.me()

    assert set(me) == {
        "household", "organization", "people", "device", "answers", "receipts", "safety", "keys",
        "push", "time",
    }  # fmt: skip
    assert me["household"]["label"] == "山田"
    assert me["organization"] == UME
    assert [person["label"] for person in me["people"]] == ["花子"]
    assert me["device"] == {"id": phone.id, "created_at": iso(board.now)}
    assert (me["answers"], me["receipts"], me["safety"]) == ([], [], [])
    assert me["push"] == {"key": board.daemon.vapid.public_key, "subscribed": False}
    assert board.now <= datetime.fromisoformat(me["time"]) <= board.now + timedelta(minutes=5)


def test_it_tells_nothing_of_other_households(board: Village) -> None:
    phone, other = board.phone(), board.phone(board.household("田中", members=["次郎"]))
    other.deliver(answer("mochi"), read_mark("kairan"), report("safety", "hurt"))

    me = phone.me()

    assert (me["answers"], me["receipts"]) == ([], [])
    assert "田中" not in str(me)
    assert "次郎" not in str(me)


def test_a_second_phone_is_shown_what_the_first_said(board: Village) -> None:
    first = board.phone()
    first.deliver(answer("mochi"), read_mark("kairan"))
    second = board.phone(first.household)

    assert second.me()["answers"] == first.me()["answers"] != []
    assert second.me()["receipts"] == [f"{UME}/kairan"]


def test_answers_are_the_newest_first(board: Village) -> None:
    phone = board.phone()
    moments = [board.now - timedelta(hours=hours) for hours in (3, 1, 2)]
    phone.deliver(
        *(answer(i, at=at) for i, at in zip(("mochi", "toban", "closed"), moments, strict=True))
    )

    made = [a["at"] for a in phone.me()["answers"]]

    assert made == sorted(made, reverse=True)
    assert len(made) == 3


def test_the_open_safety_checks_of_everybody_above_are_shown(board: Village) -> None:
    phone = board.phone()
    started = {}
    with board.daemon.store.write() as connection:
        for number, organization in enumerate((KITA, UME, MATSU, "machi")):
            check = checks.start(
                connection,
                organization=organization,
                titles=TITLES,
                drill=organization == UME,
                actor="operator",
                now=board.now + timedelta(seconds=number),
            )
            started[organization] = check.id
        checks.close(connection, started["machi"], actor="operator", now=board.now)

    shown = phone.me()["safety"]

    assert [check["id"] for check in shown] == [started[UME], started[KITA]]
    assert [check["drill"] for check in shown] == [True, False]
    assert shown[0]["title"] == TITLES


def test_people_who_left_are_shown_no_more_and_those_who_stay_keep_their_names(
    village: Village,
) -> None:
    phone = village.phone(village.household(members=["花子", "太郎"]))
    before = {person["label"]: person["id"] for person in phone.me()["people"]}

    with village.daemon.store.write() as connection:
        households.set_people(connection, phone.household.id, ["次郎", "太郎"], village.now)

    after = phone.me()["people"]
    assert [person["label"] for person in after] == ["次郎", "太郎"]
    assert after[1]["id"] == before["太郎"]


def test_a_household_that_became_an_officers_is_given_the_keys(village: Village) -> None:
    phone = village.phone()
    assert f"{UME}:officers:1" not in phone.me()["keys"]

    with village.daemon.store.write() as connection:
        table = households.households
        connection.execute(table.update().values(officer=True))

    assert f"{UME}:officers:1" in phone.me()["keys"]
