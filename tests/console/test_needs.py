"""How a household is, as a function of what was reported of it."""

from datetime import UTC, datetime, timedelta

import pytest

from syncd.console.safety.figures import Asked, lines, needs_of
from syncd.console.safety.milestones import milestones
from syncd.console.safety.needs import Need, Report, need_of

NOON = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)


def report(state: str, person: str | None = None, minutes: int = 0, household: str = "h") -> Report:
    at = NOON + timedelta(minutes=minutes)
    return Report(household, person, state, "", None, at, at, "phone")


def need(*reports: Report, people: tuple[str, ...] = ("a", "b")) -> Need:
    return need_of(people, reports, reachable=True)


def test_the_order_is_the_order_of_going_there() -> None:
    assert [need.name for need in sorted(Need)] == [
        "RESCUE",
        "HURT",
        "SILENT_REACHABLE",
        "SILENT",
        "UNKNOWN",
        "SAFE",
    ]


@pytest.mark.parametrize("reachable", [True, False])
def test_a_household_not_heard_from(reachable: bool) -> None:
    expected = Need.SILENT_REACHABLE if reachable else Need.SILENT
    assert need_of(["a"], [], reachable=reachable) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("safe", Need.SAFE),
        ("hurt", Need.HURT),
        ("rescue", Need.RESCUE),
        ("unknown", Need.UNKNOWN),
    ],
)
def test_one_report_on_the_whole_household_speaks_for_all(state: str, expected: Need) -> None:
    assert need(report(state)) is expected
    assert need(report(state), people=()) is expected


def test_the_person_in_most_need_decides() -> None:
    assert need(report("safe", "a"), report("rescue", "b")) is Need.RESCUE
    assert need(report("safe", "a"), report("safe", "b")) is Need.SAFE


def test_a_household_is_not_safe_while_somebody_in_it_is_not_heard_of() -> None:
    assert need(report("safe", "a")) is Need.SILENT_REACHABLE
    assert need(report("hurt", "a")) is Need.HURT


def test_a_later_report_on_a_person_replaces_the_households() -> None:
    assert need(report("hurt"), report("safe", "a", 5), report("safe", "b", 5)) is Need.SAFE
    assert need(report("hurt"), report("safe", "a", 5)) is Need.HURT


def test_a_later_report_on_the_household_makes_no_hurt_person_safe() -> None:
    assert need(report("hurt", "a"), report("safe", minutes=5)) is Need.HURT
    assert need(report("safe", "a"), report("rescue", minutes=5)) is Need.RESCUE


def test_somebody_who_has_left_the_roster_and_is_hurt_is_not_forgotten() -> None:
    reports = [report("safe", "a"), report("safe", "b"), report("hurt", "gone")]
    assert need(*reports) is Need.HURT


def test_lines_add_up() -> None:
    asked = [
        Asked("h", "1班", ("a",), True),
        Asked("i", "2班", (), False),
        Asked("j", "1班", (), True),
    ]
    needs = needs_of(asked, [report("safe"), report("hurt", household="j")])
    found, total = lines(["2班", "1班", "3班"], asked, needs)
    assert [(line.name, line.households, line.reported) for line in found] == [
        ("2班", 1, 0),
        ("1班", 2, 2),
    ]
    assert total.needs == {Need.SAFE: 1, Need.HURT: 1, Need.SILENT: 1}
    assert (total.households, total.reported, total.silent) == (3, 2, 1)


def test_milestones_are_when_each_share_was_reached() -> None:
    reports = [NOON + timedelta(minutes=minutes) for minutes in (9, 1, 4)]
    reached = milestones(reports, 5, NOON)
    assert reached == {25: timedelta(minutes=4), 50: timedelta(minutes=9), 75: None}


def test_a_report_made_before_the_start_counts_from_the_start() -> None:
    assert milestones([NOON - timedelta(hours=1)], 1, NOON)[75] == timedelta()


def test_no_milestone_without_households() -> None:
    assert milestones([], 0, NOON) == {25: None, 50: None, 75: None}
