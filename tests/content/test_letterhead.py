"""A text without front matter is taken as the office wrote it."""

from __future__ import annotations

import pytest

from plugins.letterhead import read_letterhead


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("# 断水のお知らせ\n令和8年11月3日\n本文", "断水のお知らせ", "2026-11-03"),
        ("\n\n市民の皆様へ\n\n２０２６年１１月３日\n", "市民の皆様へ", "2026-11-03"),
        ("■ 会報 令和元年5月1日\n", "会報 令和元年5月1日", "2019-05-01"),
        ("会報\n2026/4/1\n", "会報", "2026-04-01"),
        ("会報\nR8.4.1\n", "会報", "2026-04-01"),
    ],
)
def test_title_and_date_stand_at_the_beginning(text: str, title: str, date: str) -> None:
    head = read_letterhead(text)

    assert head is not None
    assert (head.title, head.date) == (title, date)


def test_the_title_does_not_stand_in_the_body_again() -> None:
    head = read_letterhead("# 断水\n令和8年11月3日\n水が出ません。")

    assert head is not None
    assert head.body == "令和8年11月3日\n水が出ません。"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "覚え書き\n日付なし\n", "題\n" + "\n" * 20 + "2026-11-03"]
)
def test_without_title_or_date_there_is_none(text: str) -> None:
    assert read_letterhead(text) is None
