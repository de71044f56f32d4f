"""Answers to events, surveys and requests: judged against the item and its form, then kept."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from syncd.answers import counting, form
from syncd.answers.judge import Asked, Facts, Status, judge
from syncd.answers.results import Result
from syncd.answers.senders import Sender
from syncd.answers.submission import Submission, read_form_value
from syncd.clock import from_iso
from syncd.items.lookup import Item
from syncd.items.visibility import sees
from syncd.problems import Problem
from syncd.store.tables import answers


def record(
    connection: Connection,
    sender: Sender,
    submission: Submission,
    known: Mapping[str, Item],
    now: datetime,
) -> Result:
    """Judge and keep one answer. ``known`` holds the items of the batch."""
    item = known.get(submission.item)
    if item is not None and not sees(sender.household, item.scopes):
        item = None
    before = connection.execute(
        select(answers.c.household, answers.c.received_at).where(answers.c.id == submission.id)
    ).one_or_none()
    subject = {
        "household": sender.household.id,
        "item": submission.item,
        "person": submission.person,
    }
    mark = counting.counting_mark(connection, answers, subject)
    facts = Facts(
        asked=asked(item, submission.kind),
        same_id=before and ("own" if before.household == sender.household.id else "other"),
        counting=mark,
        malformed=_malformed(submission, item),
    )
    verdict = judge(submission.id, submission.at, facts, now)
    if verdict.status is Status.DUPLICATE and before:
        return Result(submission.id, verdict.status, before.received_at)
    if verdict.status is Status.REJECTED:
        return Result(submission.id, verdict.status, None, verdict.reason)
    row = {
        **sender.columns(),
        "id": submission.id,
        "kind": submission.kind,
        "value": submission.value,
        "received_at": now,
    }
    counting.keep(connection, answers, verdict, subject, row, mark)
    return Result(submission.id, verdict.status, now)


def asked(item: Item | None, kind: str) -> Asked | None:
    """What the item asks of an answer of this kind."""
    if item is None:
        return None
    return Asked(
        takes_kind=item.kind == kind and item.form is not None,
        issued_at=issued_at(item),
        closes_at=item.deadline,
        withdrawn_at=item.withdrawn_at,
    )


def issued_at(item: Item) -> datetime:
    """The earliest moment anybody can have read the item.

    A site may be read while the daemon is down, so its own date counts where it is earlier.
    """
    return min(item.first_seen_at, from_iso(item.data["date"]) or item.first_seen_at)


def _malformed(submission: Submission, item: Item | None) -> Problem | None:
    if item is None or item.form is None:
        return None
    try:
        return form.objection(read_form_value(submission.value), item.form)
    except Problem as problem:
        return problem
