"""Receipts: the first moment anyone in the household opened an item."""

from __future__ import annotations

from datetime import timedelta

from syncd.store.tables import receipts
from tests.daemon.conftest import KITA, MATSU, UME, Village, read_mark

MINUTE = timedelta(minutes=1)


def test_read_marks_are_kept_in_batches(board: Village) -> None:
    phone = board.phone()
    opened = ["kairan", "mochi", "fuho", "gomi", f"{KITA}/rengo"]

    results = phone.deliver(*(read_mark(item) for item in opened))

    assert [r["status"] for r in results] == ["stored"] * 5
    assert phone.me()["receipts"] == sorted([f"{KITA}/rengo", *(f"{UME}/{i}" for i in opened[:4])])


def test_a_receipt_is_no_answer(board: Village) -> None:
    phone = board.phone()

    phone.deliver(read_mark("mochi"))

    assert phone.me()["answers"] == []


def test_the_earliest_opening_stays(board: Village) -> None:
    first, second = board.phone(), None
    second = board.phone(first.household)
    late, early = (
        read_mark("kairan", board.now - MINUTE),
        read_mark("kairan", board.now - 9 * MINUTE),
    )

    statuses = [first.status(late), second.status(late), second.status(early), first.status(late)]

    assert statuses == ["stored", "duplicate", "stored", "duplicate"]
    (kept,) = board.rows(receipts)
    assert (kept.at, kept.id, kept.device) == (board.now - 9 * MINUTE, early["id"], second.id)


def test_the_same_mark_again_is_a_duplicate_with_its_first_moment(board: Village) -> None:
    phone, mark = board.phone(), read_mark("kairan")
    (first,) = phone.deliver(mark)

    assert phone.deliver(mark) == [{**first, "status": "duplicate"}]


def test_what_is_not_shown_to_the_household_cannot_be_read(board: Village) -> None:
    phone = board.phone()

    results = phone.deliver(
        read_mark(f"{MATSU}/matsuri"), read_mark("yakuin"), read_mark("nowhere")
    )

    assert [r["status"] for r in results] == ["rejected"] * 3
    assert {r["error"]["code"] for r in results} == {"answer.unknown-item"}
    assert board.rows(receipts) == []


def test_a_mark_made_by_a_clock_ahead_is_of_now(board: Village) -> None:
    phone = board.phone()
    (result,) = phone.deliver(read_mark("kairan", board.now + timedelta(days=2)))

    (kept,) = board.rows(receipts)
    assert kept.at == kept.received_at
    assert result["status"] == "stored"
