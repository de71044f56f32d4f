"""Outcomes: what a push service's answer means for a delivery."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syncd.push.outcome import FIRST_PAUSE, LONGEST_PAUSE, Answer, Outcome, outcome
from syncd.push.sender import seconds_of
from tests.daemon.conftest import NOW

LATER = NOW + timedelta(days=3)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_success_is_sent(status: int) -> None:
    assert outcome(Answer(status), 1, NOW, LATER) == Outcome("sent")


@pytest.mark.parametrize("status", [404, 410])
def test_only_a_subscription_that_is_gone_is_ended(status: int) -> None:
    result = outcome(Answer(status), 1, NOW, LATER)

    assert result == Outcome("gone")
    assert result.ends_subscription


@pytest.mark.parametrize("status", [None, 301, 307, 400, 401, 403, 408, 429, 500, 502, 503, 504])
def test_everything_else_is_tried_again_and_ends_no_subscription(status: int | None) -> None:
    result = outcome(Answer(status), 1, NOW, LATER)

    assert result == Outcome("pending", NOW + FIRST_PAUSE)
    assert not result.ends_subscription


@pytest.mark.parametrize("answer", [Answer(413), Answer(None, refused=True)])
def test_what_no_second_attempt_can_mend_is_given_up(answer: Answer) -> None:
    assert outcome(answer, 1, NOW, LATER) == Outcome("given-up")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_retry_after_is_kept_to_the_second(status: int) -> None:
    assert outcome(Answer(status, 100), 5, NOW, LATER).due_at == NOW + timedelta(seconds=100)


def test_retry_after_nought_does_not_make_a_busy_loop() -> None:
    assert outcome(Answer(429, 0), 1, NOW, LATER).due_at == NOW + FIRST_PAUSE


def test_pauses_double_up_to_a_bound() -> None:
    due = [outcome(Answer(500), attempt, NOW, LATER).due_at for attempt in (1, 2, 3, 8, 9999)]

    pauses = [moment - NOW for moment in due if moment]
    assert pauses == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]


def test_what_would_come_too_late_is_given_up() -> None:
    soon = NOW + FIRST_PAUSE

    assert outcome(Answer(500), 1, NOW, soon) == Outcome("given-up")
    assert outcome(Answer(500), 1, NOW, soon + timedelta(seconds=1)).state == "pending"
    assert outcome(Answer(429, 999_999_999), 1, NOW, LATER) == Outcome("given-up")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Thu, 05 Nov 2026 03:02:00 GMT", 120),
        ("Thu, 05 Nov 2026 02:00:00 GMT", 0),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_both_forms_of_retry_after_are_read(header: str, seconds: int | None) -> None:
    assert seconds_of(header, NOW) == seconds
