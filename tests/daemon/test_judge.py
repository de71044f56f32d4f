"""Judging an answer: every branch of the rule, by facts and a clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from syncd.answers.judge import (
    BEFORE_ISSUE,
    CLOCK_TOLERANCE,
    DELIVERY_GRACE,
    Asked,
    Facts,
    Mark,
    Status,
    believed,
    judge,
)
from syncd.answers.submission import malformed
from tests.daemon.conftest import NOW

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ISSUED = NOW - 30 * DAY
OPEN = Asked(takes_kind=True, issued_at=ISSUED)


def closing(at: datetime) -> Facts:
    return Facts(Asked(takes_kind=True, issued_at=ISSUED, closes_at=at))


def test_an_answer_is_stored_with_the_moment_it_was_made() -> None:
    verdict = judge("A", NOW - DAY, Facts(OPEN), NOW)

    assert (verdict.status, verdict.at, verdict.reason) == (Status.STORED, NOW - DAY, None)


def test_the_same_id_of_the_same_household_is_a_duplicate_whatever_else_is_wrong() -> None:
    wrong = Facts(None, same_id="own", malformed=malformed("value", "bad"))

    assert judge("A", NOW, wrong, NOW).status is Status.DUPLICATE


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (Facts(OPEN, same_id="other"), "answer.id-taken"),
        (Facts(None), "answer.unknown-item"),
        (
            Facts(Asked(takes_kind=True, issued_at=ISSUED, withdrawn_at=NOW - DAY)),
            "answer.item-withdrawn",
        ),
        (Facts(Asked(takes_kind=False, issued_at=ISSUED)), "answer.wrong-kind"),
        (Facts(OPEN, malformed=malformed("value", "bad")), "answer.malformed"),
    ],
)
def test_what_cannot_be_kept_is_rejected_with_a_reason(facts: Facts, code: str) -> None:
    verdict = judge("A", NOW, facts, NOW)

    assert verdict.status is Status.REJECTED
    assert verdict.reason is not None
    assert verdict.reason.code == code


def test_a_malformed_answer_is_rejected_even_when_it_is_late() -> None:
    facts = Facts(
        Asked(takes_kind=True, issued_at=ISSUED, closes_at=NOW - DAY), malformed=malformed("v", "b")
    )

    assert judge("A", NOW, facts, NOW).status is Status.REJECTED


def test_what_was_answered_before_its_withdrawal_is_stored() -> None:
    facts = Facts(Asked(takes_kind=True, issued_at=ISSUED, withdrawn_at=NOW - DAY))

    assert judge("A", NOW - 2 * DAY, facts, NOW).status is Status.STORED


@pytest.mark.parametrize(
    ("made", "closes", "status"),
    [
        (NOW, NOW, Status.STORED),
        (NOW, NOW - timedelta(microseconds=1), Status.LATE),
        (NOW - DAY, NOW - DAY, Status.STORED),
        (NOW - DAY + MINUTE, NOW - DAY, Status.LATE),
        # Delivered long after the deadline it was made before: an outbox is emptied within a while.
        (NOW - DELIVERY_GRACE - DAY, NOW - DELIVERY_GRACE, Status.STORED),
        (NOW - DELIVERY_GRACE - DAY, NOW - DELIVERY_GRACE - MINUTE, Status.LATE),
        # A clock a little ahead does not make an answer late that arrived in time.
        (NOW + 4 * MINUTE, NOW + MINUTE, Status.STORED),
        # One far ahead is set to now, and now is in time.
        (NOW + DAY, NOW + MINUTE, Status.STORED),
    ],
)
def test_late_is_what_was_made_after_the_deadline(
    made: datetime, closes: datetime, status: Status
) -> None:
    assert judge("A", made, closing(closes), NOW).status is status


@pytest.mark.parametrize(
    ("counting", "status"),
    [
        (Mark(NOW - 2 * DAY, "Z"), Status.STORED),
        (Mark(NOW - DAY, "A"), Status.STORED),
        (Mark(NOW - DAY, "Z"), Status.SUPERSEDED),
        (Mark(NOW, "A"), Status.SUPERSEDED),
    ],
)
def test_the_last_made_counts_and_the_id_decides_between_equals(
    counting: Mark, status: Status
) -> None:
    assert judge("B", NOW - DAY, Facts(OPEN, counting=counting), NOW).status is status


def test_a_late_answer_never_supersedes_and_is_never_superseded() -> None:
    facts = Facts(
        Asked(takes_kind=True, issued_at=ISSUED, closes_at=NOW - DAY), counting=Mark(NOW, "Z")
    )

    assert judge("A", NOW - MINUTE, facts, NOW).status is Status.LATE


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        (NOW + CLOCK_TOLERANCE, NOW + CLOCK_TOLERANCE),
        (NOW + CLOCK_TOLERANCE + timedelta(seconds=1), NOW),
        (ISSUED - BEFORE_ISSUE, ISSUED - BEFORE_ISSUE),
        (ISSUED - BEFORE_ISSUE - timedelta(seconds=1), NOW),
    ],
)
def test_a_clock_that_cannot_be_right_is_not_believed(
    claimed: datetime, expected: datetime
) -> None:
    assert believed(claimed, ISSUED, NOW) == expected
