"""Judging: what becomes of an answer, as a function of facts and a clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from syncd.problems import Explanation, Problem

# A clock may run this far ahead before it is not believed.
CLOCK_TOLERANCE = timedelta(minutes=5)
# Nobody answers what was not yet issued; a day covers timezones and clocks set by hand.
BEFORE_ISSUE = timedelta(days=1)
# An answer made in time waits in a phone's outbox at most so long.
DELIVERY_GRACE = timedelta(days=14)


class Status(StrEnum):
    STORED = "stored"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    LATE = "late"
    REJECTED = "rejected"


UNKNOWN_ITEM = Explanation(
    "answer.unknown-item",
    404,
    "この回答の相手のお知らせが見つかりません。",
    "The item this answers is not known.",
    "お知らせが取り下げられていないか、回覧の一覧を確かめてください。",
    "It may have been withdrawn; look at the list of circulars.",
)
TAKEN_ID = Explanation(
    "answer.id-taken",
    409,
    "この回答の番号はすでに使われています。",
    "The id of this answer is in use already.",
    "もう一度、回答し直してください。",
    "Answer once more; the answer gets a new id.",
)
WRONG_KIND = Explanation(
    "answer.wrong-kind",
    422,
    "このお知らせには、この種類の回答はできません。",
    "This item does not take answers of this kind.",
    "お知らせを開き直してから、回答してください。",
    "Open the item again, then answer.",
)
WITHDRAWN = Explanation(
    "answer.item-withdrawn",
    410,
    "このお知らせは取り下げられました。",
    "This item has been withdrawn.",
    "回答は要りません。",
    "No answer is needed.",
)


@dataclass(frozen=True)
class Asked:
    """What is answered. ``closes_at`` is its deadline, or the end of a safety check."""

    takes_kind: bool
    issued_at: datetime
    closes_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, order=True)
class Mark:
    """An answer that counts now: answers are ordered by (at, id)."""

    at: datetime
    id: str


@dataclass(frozen=True)
class Facts:
    """What the store knows of an answer on arrival.

    ``asked`` is None when the item is unknown or not shown to the household. ``same_id`` says who
    sent this id before, if anyone did. ``counting`` is what counts for the household, item and
    person so far. ``malformed`` is what the item's form has against the value.
    """

    asked: Asked | None
    same_id: str | None = None  # "own" or "other"
    counting: Mark | None = None
    malformed: Problem | None = None


@dataclass(frozen=True)
class Verdict:
    """What becomes of the answer; ``at`` is the moment it is taken to have been made."""

    status: Status
    at: datetime
    reason: Problem | None = None


def judge(identifier: str, claimed_at: datetime, facts: Facts, now: datetime) -> Verdict:
    """The verdict on an answer that arrives at ``now`` and says it was made at ``claimed_at``."""
    if facts.same_id == "own":
        return Verdict(Status.DUPLICATE, claimed_at)
    at = believed(claimed_at, facts.asked.issued_at if facts.asked else claimed_at, now)
    if reason := _refusal(facts, at):
        return Verdict(Status.REJECTED, at, reason)
    if facts.asked and _is_late(at, facts.asked.closes_at, now):
        return Verdict(Status.LATE, at)
    if facts.counting and facts.counting > Mark(at, identifier):
        return Verdict(Status.SUPERSEDED, at)
    return Verdict(Status.STORED, at)


def believed(claimed_at: datetime, issued_at: datetime, now: datetime) -> datetime:
    """The moment claimed, or ``now`` when a clock that says so cannot be right."""
    if claimed_at > now + CLOCK_TOLERANCE or claimed_at < issued_at - BEFORE_ISSUE:
        return now
    return claimed_at


def _refusal(facts: Facts, at: datetime) -> Problem | None:
    if facts.same_id == "other":
        return Problem(TAKEN_ID)
    if facts.asked is None:
        return Problem(UNKNOWN_ITEM)
    if facts.asked.withdrawn_at is not None and at > facts.asked.withdrawn_at:
        return Problem(WITHDRAWN)
    if not facts.asked.takes_kind:
        return Problem(WRONG_KIND)
    return facts.malformed


def _is_late(at: datetime, closes_at: datetime | None, now: datetime) -> bool:
    if closes_at is None or now <= closes_at:
        return False
    return at > closes_at or now - closes_at > DELIVERY_GRACE
