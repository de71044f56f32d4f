"""Outcomes: what a push service's answer means for a delivery and its subscription."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
# The subscription is no more (RFC 8030, section 7.3).
GONE = frozenset({404, 410})
TOO_LARGE = 413


@dataclass(frozen=True)
class Answer:
    """A push service's answer, or why there was none. ``retry_after`` is in seconds.

    ``refused``: we would not connect, because the address is not a public one.
    """

    status: int | None
    retry_after: int | None = None
    said: str = ""
    refused: bool = False


@dataclass(frozen=True)
class Outcome:
    """The delivery's state from now on; ``due_at`` of the next attempt while it is pending."""

    state: str
    due_at: datetime | None = None

    @property
    def ends_subscription(self) -> bool:
        return self.state == "gone"


def outcome(answer: Answer, attempts: int, now: datetime, expires_at: datetime) -> Outcome:
    """What becomes of a delivery after its ``attempts``-th attempt (counted from 1).

    Only 404 and 410 end a subscription. Everything else that is no success is tried again after
    Retry-After, or after a pause that doubles, and given up when the notice would be too old: a
    wrong VAPID key (403) or a push service in trouble is mended by people, not by forgetting. A
    Retry-After of nought says nothing: obeyed, it would be a busy loop.
    """
    if answer.status is not None and 200 <= answer.status < 300:
        return Outcome("sent")
    if answer.status in GONE:
        return Outcome("gone")
    if answer.status == TOO_LARGE or answer.refused:
        return Outcome("given-up")
    pause = min(FIRST_PAUSE * 2 ** (min(attempts, 12) - 1), LONGEST_PAUSE)
    if answer.retry_after:
        pause = timedelta(seconds=answer.retry_after)
    due_at = now + pause
    return Outcome("pending", due_at) if due_at < expires_at else Outcome("given-up")
