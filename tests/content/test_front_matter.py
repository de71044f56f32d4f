"""Front matter taken without YAML: the same as YAML has it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.frontmatter import _plain_mapping, _Refused, _yaml_mapping

EXAMPLES = settings(
    max_examples=1000,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
PIECES = [
    *"ab1 :#-\"'[]{},&*!|>%@`?=~.清（）／：　\t\u00a0\u2028\x85\ufeff\u200b\n",
    "title: ", "date: 2026-11-01", "08:00", "null", "true", "1e3", "0x1", "~", "- ", "key: v", "  ",
    "\nkind: event", "\nstarts: 2026-11-22 08:00", "...", "---", "é", "😀", "\\n", "<<: x",
]  # fmt: skip
KEYS = ["title", "date", "kind", "starts", "place", "summary", "audience", "slug"]
VALUES = [
    "一斉清掃のお知らせ", "2026-11-01", "event", "2026-11-22 08:00", "第一公園　東口", "a: b", "members",
    "[unit:1班, officers]", '"引用"', "午前8時#集合", "8時 #集合", "No", "０９：００", "A&B *C", "x:y", "",
]  # fmt: skip


def assert_same(head: str, taken: Counter[bool]) -> None:
    plain = _plain_mapping(head)
    taken[plain is not None] += 1
    if plain is not None:
        assert plain == _yaml_mapping(head)


def test_what_is_taken_as_it_stands_is_what_yaml_takes_it_for() -> None:
    taken: Counter[bool] = Counter()

    @EXAMPLES
    @given(st.lists(st.sampled_from(PIECES), max_size=12).map(lambda p: "title: " + "".join(p)))
    def same(head: str) -> None:
        assert_same(head, taken)

    same()

    assert taken[True] > 0.05 * taken.total()


def test_any_letter_may_stand_in_a_value() -> None:
    taken: Counter[bool] = Counter()
    letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)

    @EXAMPLES
    @given(letters, letters)
    def same(value: str, other: str) -> None:
        assert_same(f"title: {value}\nplace: a{other}", taken)

    same()

    assert taken[True] > 0.05 * taken.total()


def test_most_front_matter_is_taken_as_it_stands() -> None:
    taken: Counter[bool] = Counter()
    lines = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), min_size=1, max_size=5)

    @EXAMPLES
    @given(lines.map(lambda d: "\n".join(f"{key}: {value}" for key, value in d.items())))
    def same(head: str) -> None:
        assert_same(head, taken)

    same()

    assert taken[True] > 0.1 * taken.total()


@pytest.mark.parametrize(
    "head",
    [
        "title: 清掃\ntitle: 餅つき",
        "title: [a, b]",
        "title: 'a'",
        "title: a # b",
        "title: a: b",
        "title: &a b",
        "title:",
        "title: a\n  b",
        "title: a ",
        "Title: a",
    ],
)
def test_what_yaml_reads_otherwise_is_left_to_it(head: str) -> None:
    assert _plain_mapping(head) is None


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(_Refused, match="written twice"):
        _yaml_mapping("title: 清掃\ntitle: 餅つき")
