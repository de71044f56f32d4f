"""Safety reports: how somebody, or a whole household, is."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from syncd.answers import counting
from syncd.answers.judge import Asked, Facts, Status, judge
from syncd.answers.results import Result
from syncd.answers.senders import Sender
from syncd.answers.submission import SafetyValue, Submission, read_safety_value
from syncd.problems import Problem
from syncd.safety import checks
from syncd.store.tables import safety_reports

# The item of a report made while no check is open.
NO_CHECK = "safety"
# How old such a report may say it is; an older one comes from a clock that was never set.
OLDEST_REPORT = timedelta(days=30)


def record(connection: Connection, sender: Sender, submission: Submission, now: datetime) -> Result:
    """Judge and keep one report. One made after its check was closed is kept as late."""
    before = connection.execute(
        select(safety_reports.c.household, safety_reports.c.received_at).where(
            safety_reports.c.id == submission.id
        )
    ).one_or_none()
    value, problem = _read(submission)
    subject = {
        "household": sender.household.id,
        "safety_check": None if submission.item == NO_CHECK else submission.item,
        "person": submission.person,
    }
    mark = counting.counting_mark(connection, safety_reports, subject)
    facts = Facts(
        asked=_asked(connection, sender, submission.item, now),
        same_id=before and ("own" if before.household == sender.household.id else "other"),
        counting=mark,
        malformed=problem,
    )
    verdict = judge(submission.id, submission.at, facts, now)
    if verdict.status is Status.DUPLICATE and before:
        return Result(submission.id, verdict.status, before.received_at)
    if verdict.status is Status.REJECTED or value is None:
        return Result(submission.id, Status.REJECTED, None, verdict.reason)
    row = {
        **sender.columns(),
        "id": submission.id,
        "state": value.state,
        "note": value.note,
        "place": value.place and value.place.model_dump(),
        "received_at": now,
    }
    counting.keep(connection, safety_reports, verdict, subject, row, mark)
    return Result(submission.id, verdict.status, now)


def _read(submission: Submission) -> tuple[SafetyValue | None, Problem | None]:
    try:
        return read_safety_value(submission.value), None
    except Problem as problem:
        return None, problem


def _asked(connection: Connection, sender: Sender, item: str, now: datetime) -> Asked | None:
    if item == NO_CHECK:
        return Asked(takes_kind=True, issued_at=now - OLDEST_REPORT)
    check = checks.find(connection, item)
    if check is None or not check.concerns(sender.household):
        return None
    return Asked(takes_kind=True, issued_at=check.started_at, closes_at=check.closed_at)
