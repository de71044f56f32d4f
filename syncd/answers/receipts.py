"""Receipts: the read mark of a household on an item, first opened when and by whom."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from syncd.answers.form_answers import issued_at
from syncd.answers.judge import Asked, Facts, Status, judge
from syncd.answers.results import Result
from syncd.answers.senders import Sender
from syncd.answers.submission import Submission
from syncd.items.lookup import Item
from syncd.items.visibility import sees
from syncd.store.tables import receipts


def record(
    connection: Connection,
    sender: Sender,
    submission: Submission,
    known: Mapping[str, Item],
    now: datetime,
) -> Result:
    """Keep the mark; of several the earliest opening stays, the others are duplicates."""
    item = known.get(submission.item)
    shown = item is not None and sees(sender.household, item.scopes)
    facts = Facts(Asked(takes_kind=True, issued_at=issued_at(item)) if item and shown else None)
    verdict = judge(submission.id, submission.at, facts, now)
    if verdict.status is Status.REJECTED:
        return Result(submission.id, verdict.status, None, verdict.reason)
    key = (
        receipts.c.household == sender.household.id,
        receipts.c.item == submission.item,
    )
    before = connection.execute(
        select(receipts.c.at, receipts.c.received_at).where(*key)
    ).one_or_none()
    row = {
        **sender.columns(),
        "id": submission.id,
        "at": verdict.at,
        "received_at": now,
    }
    if before is None:
        connection.execute(
            insert(receipts).values(household=sender.household.id, item=submission.item, **row)
        )
    elif verdict.at < before.at:
        connection.execute(update(receipts).where(*key).values(**row))
    else:
        return Result(submission.id, Status.DUPLICATE, before.received_at)
    return Result(submission.id, Status.STORED, now)
