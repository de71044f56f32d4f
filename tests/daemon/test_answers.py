"""POST /v1/answers: what becomes of each answer of a phone's outbox."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from syncd.clock import iso
from syncd.store.tables import answers, items
from tests.daemon.conftest import (
    KODOMO,
    MATSU,
    TOKYO,
    UME,
    Phone,
    Village,
    answer,
    end_of,
    read_mark,
    report,
)

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
YES = {"choices": {"attend": ["yes"]}}
NO = {"choices": {"attend": ["no"]}}


@pytest.fixture
def phone(board: Village) -> Phone:
    return board.phone()


def test_an_answer_is_stored_and_stands(board: Village, phone: Phone) -> None:
    value = {**YES, "headcount": 3, "comment": "七時に行きます"}
    made = answer("mochi", value, board.now - DAY)

    (result,) = phone.deliver(made)

    assert result["status"] == "stored"
    assert result["id"] == made["id"]
    assert set(result) == {"id", "status", "at"}
    (standing,) = phone.me()["answers"]
    assert standing == {
        **made,
        "received_at": result["at"],
        "person": None,
        "status": "stored",
        "source": "phone",
    }


def test_the_same_answer_again_is_a_duplicate_with_its_first_moment(phone: Phone) -> None:
    made = answer("mochi")
    (first,) = phone.deliver(made)

    (again,) = phone.deliver(made)

    assert again == {"id": made["id"], "status": "duplicate", "at": first["at"]}
    assert len(phone.me()["answers"]) == 1


def test_a_duplicate_is_told_by_its_id_alone(phone: Phone) -> None:
    made = answer("mochi", YES)
    phone.deliver(made)

    assert phone.status({**made, "value": NO}) == "duplicate"
    assert phone.status({**made, "value": {"nonsense": 1}}) == "duplicate"
    assert phone.me()["answers"][0]["value"] == YES


def test_the_same_id_twice_in_one_delivery_is_kept_once(phone: Phone) -> None:
    made = answer("mochi")

    assert [r["status"] for r in phone.deliver(made, made)] == ["stored", "duplicate"]


def test_the_id_of_another_household_is_refused(board: Village, phone: Phone) -> None:
    made = answer("mochi")
    phone.deliver(made)
    other = board.phone(board.household("田中"))

    (result,) = other.deliver(made)

    assert (result["status"], result["error"]["code"]) == ("rejected", "answer.id-taken")
    assert other.me()["answers"] == []
    assert len(phone.me()["answers"]) == 1


def test_the_last_made_counts_in_whatever_order_they_arrive(board: Village, phone: Phone) -> None:
    first, second, third = (answer("mochi", NO, board.now - n * MINUTE) for n in (30, 20, 10))

    assert [phone.status(a) for a in (second, third, first)] == ["stored", "stored", "superseded"]
    assert [a["id"] for a in phone.me()["answers"]] == [third["id"]]
    kept = board.rows(answers)
    assert {row.id for row in kept} == {first["id"], second["id"], third["id"]}
    assert {row.id: row.superseded_by for row in kept}[second["id"]] == third["id"]


def test_of_one_moment_the_greater_id_counts_on_every_phone(board: Village, phone: Phone) -> None:
    at = board.now - DAY
    small, great = sorted(
        (answer("mochi", NO, at), answer("mochi", YES, at)), key=lambda a: a["id"]
    )

    assert [phone.status(a) for a in (great, small)] == ["stored", "superseded"]
    assert phone.me()["answers"][0]["id"] == great["id"]


def test_several_phones_of_a_household_give_one_answer(board: Village, phone: Phone) -> None:
    second = board.phone(phone.household)
    phone.deliver(answer("mochi", YES, board.now - 2 * MINUTE))

    assert second.status(answer("mochi", NO, board.now - MINUTE)) == "stored"
    assert phone.me()["answers"] == second.me()["answers"]
    assert phone.me()["answers"][0]["value"] == NO


def test_an_answer_made_in_time_is_stored_though_delivered_late(phone: Phone) -> None:
    made = answer("closed", at=end_of(-1) - MINUTE)

    (result,) = phone.deliver(made)

    assert result["status"] == "stored"
    standing = phone.standing()[f"{UME}/closed", None]
    assert (standing["status"], standing["at"]) == ("stored", iso(end_of(-1) - MINUTE))
    assert standing["received_at"] > standing["at"]


def test_an_answer_made_after_the_deadline_is_late_and_shown_apart(phone: Phone) -> None:
    assert phone.status(answer("closed", at=end_of(-1) + MINUTE)) == "late"
    assert phone.standing()[f"{UME}/closed", None]["status"] == "late"


def test_a_late_answer_does_not_unseat_one_that_counts(phone: Phone) -> None:
    in_time = answer("closed", YES, end_of(-1) - MINUTE)
    phone.deliver(in_time)

    assert phone.status(answer("closed", NO, end_of(-1) + MINUTE)) == "late"
    assert phone.standing()[f"{UME}/closed", None]["id"] == in_time["id"]


def test_an_outbox_delivered_weeks_after_the_deadline_is_late(phone: Phone) -> None:
    made = answer(
        "long-closed", {"choices": {"submit": ["done"]}}, end_of(-20) - DAY, kind="request"
    )

    assert phone.status(made) == "late"


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=4000)])
def test_a_clock_ahead_is_set_to_the_servers(
    ahead: timedelta, board: Village, phone: Phone
) -> None:
    (result,) = phone.deliver(answer("mochi", at=board.now + ahead))

    assert result["status"] == "stored"
    assert phone.me()["answers"][0]["at"] == result["at"]


def test_a_clock_that_was_never_set_does_not_lose_the_answer(board: Village, phone: Phone) -> None:
    phone.deliver(answer("mochi", YES, board.now - DAY))
    never_set = board.now.replace(year=1970)

    assert phone.status(answer("mochi", NO, never_set)) == "stored"
    assert phone.me()["answers"][0]["value"] == NO


def test_an_answer_in_another_timezone_is_the_same_moment(board: Village, phone: Phone) -> None:
    made_at = (board.now - DAY).replace(microsecond=0)
    phone.deliver(answer("mochi") | {"at": made_at.astimezone(TOKYO).isoformat()})

    assert phone.me()["answers"][0]["at"] == iso(made_at)


def test_a_person_of_the_household_answers_beside_the_household(board: Village) -> None:
    phone = board.phone(board.household("鈴木", members=["花子", "太郎"]))
    hanako, taro = (person["id"] for person in phone.me()["people"])

    statuses = [
        phone.status(answer("mochi", YES, person=hanako)),
        phone.status(answer("mochi", NO, person=taro)),
        phone.status(answer("mochi", YES)),
    ]

    assert statuses == ["stored"] * 3
    assert {person for _, person in phone.standing()} == {hanako, taro, None}


def test_nobody_answers_for_a_person_of_another_household(board: Village, phone: Phone) -> None:
    other = board.phone(board.household("鈴木", members=["花子"]))
    hanako = other.me()["people"][0]["id"]

    (result,) = phone.deliver(answer("mochi", person=hanako))

    assert (result["status"], result["error"]["code"]) == ("rejected", "answer.unknown-person")


@pytest.mark.parametrize(
    ("item", "kind", "value", "code"),
    [
        ("nowhere", "event", YES, "answer.unknown-item"),
        (f"{MATSU}/matsuri", "event", YES, "answer.unknown-item"),
        ("yakuin", "event", YES, "answer.unknown-item"),
        (f"{KODOMO}/asobi", "event", YES, "answer.unknown-item"),
        ("mochi", "survey", YES, "answer.wrong-kind"),
        ("kairan", "event", YES, "answer.wrong-kind"),
        ("mochi", "event", {}, "answer.empty"),
        ("mochi", "event", {"choices": {"attend": []}}, "answer.empty"),
        ("mochi", "event", {"texts": {}, "comment": "", "headcount": None}, "answer.empty"),
        ("mochi", "event", {"choices": {"attend": ["maybe"]}}, "answer.malformed"),
        ("mochi", "event", {"choices": {"attend": ["yes", "no"]}}, "answer.malformed"),
        ("mochi", "event", {"choices": {"other": ["yes"]}}, "answer.malformed"),
        ("mochi", "event", {"choices": {"attend": "yes"}}, "answer.malformed"),
        ("mochi", "event", {"choices": ["yes"]}, "answer.malformed"),
        ("mochi", "event", {"texts": {"attend": "yes"}}, "answer.malformed"),
        ("mochi", "event", {**YES, "headcount": 6}, "answer.headcount"),
        ("mochi", "event", {**YES, "headcount": -1}, "answer.malformed"),
        ("mochi", "event", {**YES, "headcount": "3"}, "answer.malformed"),
        ("mochi", "event", {**YES, "headcount": 2.5}, "answer.malformed"),
        ("mochi", "event", {**YES, "comment": "長" * 2001}, "answer.malformed"),
        ("mochi", "event", {**YES, "comment": "nul\0"}, "answer.malformed"),
        ("mochi", "event", {**YES, "surprise": 1}, "answer.malformed"),
        ("closed", "event", {**YES, "headcount": 1}, "answer.malformed"),
        ("anketo", "survey", {"choices": {"toys": ["c1", "c1"]}}, "answer.malformed"),
        ("anketo", "survey", {"texts": {"place": "公園"}}, "answer.malformed"),
        ("anketo", "survey", {"texts": {"why": "楽しい"}, "comment": "x"}, "answer.malformed"),
        ("anketo", "survey", {"choices": {"why": ["c1"]}}, "answer.malformed"),
    ],
)
def test_what_does_not_fit_the_item_is_rejected_and_not_kept(
    item: str, kind: str, value: dict[str, Any], code: str, board: Village, phone: Phone
) -> None:
    (result,) = phone.deliver(answer(item, value, kind=kind))

    assert result["status"] == "rejected"
    assert set(result["error"]) == {"code", "message", "hint"}
    assert result["error"]["code"] == code
    assert all(result["error"].values())
    assert board.rows(answers) == []


def test_a_survey_takes_several_choices_and_free_text(phone: Phone) -> None:
    value = {"choices": {"place": ["c2"], "toys": ["c1", "c3"]}, "texts": {"why": "寒いから"}}

    assert phone.status(answer("anketo", value, kind="survey")) == "stored"
    assert phone.me()["answers"][0]["value"] == value


def test_members_of_unit_group_and_officers_answer_what_they_see(board: Village) -> None:
    groups = [("machi/kita", "kodomo")]
    phone = board.phone(board.household("役員", officer=True, groups=groups))
    other_unit = board.phone(board.household("二班", unit="2班"))

    seen = ["toban", "yakuin", f"{KODOMO}/asobi"]

    assert [phone.status(answer(item)) for item in seen] == ["stored"] * 3
    assert other_unit.status(answer("toban")) == "rejected"


def test_a_withdrawn_item_takes_what_was_made_before(board: Village, phone: Phone) -> None:
    withdrawn_at = board.now - timedelta(hours=1)
    with board.daemon.store.write() as connection:
        connection.execute(
            items.update().where(items.c.id == f"{UME}/mochi").values(withdrawn_at=withdrawn_at)
        )

    before = answer("mochi", at=withdrawn_at - MINUTE)
    after = answer("mochi", at=withdrawn_at + MINUTE)

    results = phone.deliver(after, before)
    assert [r["status"] for r in results] == ["rejected", "stored"]
    assert results[0]["error"]["code"] == "answer.item-withdrawn"


def test_a_rejected_one_harms_none_of_the_others(phone: Phone) -> None:
    outbox = [
        {"id": "not a ULID"},
        answer("nowhere"),
        answer("mochi"),
        {**answer("mochi"), "at": "yesterday"},
        {**answer("mochi"), "at": 1_700_000_000},
        {**answer("mochi"), "kind": "bribe"},
        {**answer("mochi"), "value": None},
        {**answer("mochi"), "item": ["mochi"]},
        read_mark("kairan"),
        report("safety", "safe"),
    ]

    results = phone.deliver(*outbox)

    assert [r["id"] for r in results] == [a["id"] for a in outbox]
    stored = [a["id"] for a, r in zip(outbox, results, strict=True) if r["status"] == "stored"]
    assert stored == [outbox[2]["id"], outbox[8]["id"], outbox[9]["id"]]
    reasons = {r["error"]["code"] for r in results if r["status"] == "rejected"}
    assert reasons == {"answer.malformed", "answer.unknown-item"}


def test_a_hundred_are_taken_at_a_time_and_no_more(phone: Phone) -> None:
    outbox = [answer("mochi") for _ in range(101)]

    too_many = phone.call("POST", "/v1/answers", json={"answers": outbox})

    assert (too_many.status_code, too_many.json["error"]["code"]) == (400, "request.malformed")
    assert phone.me()["answers"] == []
    assert len(phone.deliver(*outbox[:100])) == 100


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "request.malformed"),
        (b"", "application/json", 400, "request.malformed"),
        (b"\xff\xfe", "application/json", 400, "request.malformed"),
        (b"null", "application/json", 400, "request.malformed"),
        (b"[]", "application/json", 400, "request.malformed"),
        (b'{"answers": []}', "application/json", 400, "request.malformed"),
        (b'{"answers": {}}', "application/json", 400, "request.malformed"),
        (b'{"answers": [1]}', "application/json", 400, "request.malformed"),
        (b'{"answers": [{}]}', "application/json", 400, "request.malformed"),
        (b'{"answers": [{"id": "\\ud800"}]}', "application/json", 400, "request.malformed"),
        (b"[" * 100_000, "application/json", 400, "request.malformed"),
        (b'{"answers": []}', "text/plain", 415, "request.not-json"),
        (b'{"answers": []}', "", 415, "request.not-json"),
        (b" " * (1024 * 1024 + 1), "application/json", 413, "request.too-large"),
    ],
)
def test_a_request_that_is_no_list_of_answers_is_refused(
    body: bytes, content_type: str, status: int, code: str, phone: Phone
) -> None:
    response = phone.call("POST", "/v1/answers", data=body, content_type=content_type)

    assert (response.status_code, response.json["error"]["code"]) == (status, code)


def test_a_hundred_of_the_longest_fit_into_one_request(phone: Phone) -> None:
    value = {**YES, "comment": "長" * 2000}
    outbox = [answer("mochi", value) for _ in range(100)]
    body = json.dumps({"answers": outbox}, ensure_ascii=False).encode()

    response = phone.call("POST", "/v1/answers", data=body, content_type="application/json")

    assert response.status_code == 200
    assert {r["status"] for r in response.json["results"]} <= {"stored", "superseded"}


def test_reasons_are_given_in_the_language_asked_for(phone: Phone) -> None:
    (ja,) = phone.deliver(answer("nowhere"))
    phone.headers["Accept-Language"] = "en-US,en;q=0.9,ja;q=0.1"
    (en,) = phone.deliver(answer("nowhere"))

    assert "見つかりません" in ja["error"]["message"]
    assert en["error"]["message"] == "The item this answers is not known."


def test_an_answer_outlives_the_withdrawal_of_its_item(board: Village, phone: Phone) -> None:
    phone.deliver(answer("mochi"))
    with board.daemon.store.write() as connection:
        connection.execute(items.update().values(withdrawn_at=board.now))

    assert len(phone.me()["answers"]) == 1
