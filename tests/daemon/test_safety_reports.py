"""Safety reports: how each person, or the whole household, is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from syncd.safety import checks
from syncd.store.tables import audit, safety_reports
from tests.daemon.conftest import KITA, MATSU, UME, Phone, Village, answer, report

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLACE = {"lat": 36.56, "lon": 136.66, "accuracy": 20.5}


def start(
    village: Village, organization: str = KITA, *, drill: bool = False, at: datetime | None = None
) -> str:
    with village.daemon.store.write() as connection:
        return checks.start(
            connection,
            organization=organization,
            titles={"ja": "地震"},
            drill=drill,
            actor="operator",
            now=at or village.now - 2 * HOUR,
        ).id


def close(village: Village, check: str, at: datetime) -> None:
    with village.daemon.store.write() as connection:
        checks.close(connection, check, actor="operator", now=at)


@pytest.fixture
def phone(village: Village) -> Phone:
    return village.phone(village.household("山田", members=["花子", "太郎"]))


def people(phone: Phone) -> dict[str, str]:
    return {person["label"]: person["id"] for person in phone.me()["people"]}


def test_each_person_and_the_whole_household_are_reported(village: Village, phone: Phone) -> None:
    check, person = start(village), people(phone)

    results = phone.deliver(
        report(check, "rescue", person=person["花子"], note="足", place=PLACE),
        report(check, "safe", person=person["太郎"]),
        report(check, "hurt"),
    )

    assert [r["status"] for r in results] == ["stored"] * 3
    states = {who: a["value"]["state"] for (_, who), a in phone.standing().items()}
    assert states == {person["花子"]: "rescue", person["太郎"]: "safe", None: "hurt"}
    assert phone.standing()[check, person["花子"]]["value"] == {
        "state": "rescue", "note": "足", "place": PLACE,
    }  # fmt: skip


def test_the_last_report_counts_and_all_are_kept(village: Village, phone: Phone) -> None:
    check = start(village)
    first = report(check, "rescue", village.now - HOUR)
    second = report(check, "safe", village.now - HOUR / 2)
    between = report(check, "hurt", village.now - HOUR * 3 / 4)

    assert [phone.status(r) for r in (first, second, between)] == ["stored", "stored", "superseded"]
    assert phone.standing()[check, None]["id"] == second["id"]
    kept = village.rows(safety_reports)
    assert {row.id: row.superseded_by for row in kept} == {
        first["id"]: second["id"], second["id"]: None, between["id"]: second["id"],
    }  # fmt: skip


def test_a_report_is_taken_while_no_check_is_open(village: Village, phone: Phone) -> None:
    made = report("safety", "safe")

    assert phone.status(made) == "stored"
    assert phone.status(made) == "duplicate"
    assert phone.standing()["safety", None]["id"] == made["id"]
    assert [row.safety_check for row in village.rows(safety_reports)] == [None]


def test_reports_of_two_checks_stand_side_by_side(village: Village, phone: Phone) -> None:
    real, drill = start(village), start(village, UME, drill=True)

    phone.deliver(report(real, "hurt"), report(drill, "safe"), report("safety", "unknown"))

    assert {item: a["value"]["state"] for (item, _), a in phone.standing().items()} == {
        real: "hurt", drill: "safe", "safety": "unknown",
    }  # fmt: skip


def test_a_report_made_before_the_close_counts_though_it_arrives_after(
    village: Village, phone: Phone
) -> None:
    check = start(village)
    close(village, check, village.now - HOUR)

    statuses = [
        phone.status(report(check, "safe", village.now - HOUR - timedelta(minutes=1))),
        phone.status(report(check, "hurt", village.now - HOUR / 2)),
    ]

    assert statuses == ["stored", "late"]
    assert sorted(row.late for row in village.rows(safety_reports)) == [False, True]


def test_a_closed_check_is_not_shown_any_more(village: Village, phone: Phone) -> None:
    check = start(village)
    phone.deliver(report(check, "safe"))

    close(village, check, village.now)

    assert phone.me()["safety"] == []
    assert phone.standing() == {}


@pytest.mark.parametrize("organization", [MATSU, f"{UME}x", "machi/minami"])
def test_a_check_of_somebody_else_takes_no_report(
    organization: str, village: Village, phone: Phone
) -> None:
    (result,) = phone.deliver(report(start(village, organization), "safe"))

    assert (result["status"], result["error"]["code"]) == ("rejected", "answer.unknown-item")


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"state": "fine"},
        {"state": None},
        {"state": "safe", "note": 1},
        {"state": "safe", "note": "長" * 2001},
        {"state": "safe", "place": {"lat": 91, "lon": 0, "accuracy": 1}},
        {"state": "safe", "place": {"lat": 0, "lon": 181, "accuracy": 1}},
        {"state": "safe", "place": {"lat": 0, "lon": 0, "accuracy": -1}},
        {"state": "safe", "place": {"lat": 0, "lon": 0}},
        {"state": "safe", "place": {"lat": "36", "lon": 0, "accuracy": 1}},
        {"state": "safe", "address": "somewhere"},
        {"choices": {"attend": ["yes"]}},
    ],
)
def test_a_report_that_says_nothing_clear_is_rejected(
    value: dict[str, Any], village: Village, phone: Phone
) -> None:
    made = {**answer("", value, kind="safety"), "item": "safety"}

    (result,) = phone.deliver(made)

    assert (result["status"], result["error"]["code"]) == ("rejected", "answer.malformed")
    assert village.rows(safety_reports) == []


def test_nobody_reports_for_another_household(village: Village, phone: Phone) -> None:
    stranger = village.phone(village.household("田中", members=["次郎"]))

    (result,) = phone.deliver(report("safety", "safe", person=people(stranger)["次郎"]))

    assert (result["status"], result["error"]["code"]) == ("rejected", "answer.unknown-person")


def test_a_report_of_a_clock_never_set_is_of_now(village: Village, phone: Phone) -> None:
    check = start(village)

    (result,) = phone.deliver(report(check, "safe", village.now - 20 * 365 * DAY))

    assert phone.standing()[check, None]["at"] == result["at"]


def test_an_old_report_without_a_check_is_not_shown_as_how_somebody_is(
    village: Village, phone: Phone
) -> None:
    assert phone.status(report("safety", "safe", village.now - 8 * DAY)) == "stored"
    assert phone.standing() == {}


def test_starting_and_closing_are_in_the_audit_log(village: Village) -> None:
    check = start(village, drill=True)
    close(village, check, village.now)
    close(village, check, village.now + HOUR)

    noted = village.rows(audit, audit.c.subject == check)

    assert [row.action for row in noted] == ["safety-check.start", "safety-check.close"]
    assert noted[0].details == {"drill": True}
