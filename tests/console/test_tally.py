"""The tally, as a function of what the store counts."""

import pytest

from syncd.console.items.tally import next_level, tally


def test_households_are_counted_once_and_their_people_add_up() -> None:
    yes, no = {"choices": {"attend": ["yes"]}, "headcount": 2}, {"choices": {"attend": ["no"]}}
    counted = tally(
        ["1班", "2班"],
        [("1班", 3, 1), ("2班", 2, 2)],
        [("1班", 2)],
        [("1班", "a", yes), ("1班", "a", yes), ("1班", "b", no), ("2班", "c", yes)],
    )
    first, second = counted.lines
    assert (first.households, first.paper, first.read, first.answered) == (3, 1, 2, 2)
    assert first.choices == {("attend", "yes"): 2, ("attend", "no"): 1}
    assert first.people == 4
    assert (second.answered, second.unanswered, second.people) == (1, 1, 2)
    assert (counted.total.households, counted.total.answered) == (5, 3)
    assert counted.total.choices == {("attend", "yes"): 3, ("attend", "no"): 1}


def test_lines_stand_in_order_and_strangers_after_them() -> None:
    counted = tally(["2班", "1班", "3班"], [("", 1, 0), ("1班", 1, 0), ("2班", 1, 0)], [], [])
    assert [line.name for line in counted.lines] == ["2班", "1班", ""]


def test_a_value_without_parts_counts_as_an_answer_only() -> None:
    counted = tally([], [("", 1, 0)], [], [("", "a", {"texts": {"q1": "はい"}})])
    assert counted.total.answered == 1
    assert counted.total.people == 0
    assert not counted.total.choices


@pytest.mark.parametrize(
    ("path", "above", "level"),
    [
        ("a/b/c", "a", "a/b"),
        ("a/b/c", "a/b", "a/b/c"),
        ("a/b", "a/b", "a/b"),
        ("a/b2/c", "a", "a/b2"),
    ],
)
def test_the_next_level_below(path: str, above: str, level: str) -> None:
    assert next_level(path, above) == level
