"""Recording what a household sends: each answer judged by itself, all in one transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from syncd.answers import form_answers, receipts
from syncd.answers.judge import Status
from syncd.answers.results import Result
from syncd.answers.senders import Sender
from syncd.answers.submission import Submission, read_submission
from syncd.households import people_of
from syncd.items import lookup
from syncd.problems import Explanation, Problem
from syncd.safety import reports
from syncd.store.tables import households

UNKNOWN_PERSON = Explanation(
    "answer.unknown-person",
    422,
    "この人は、この世帯の名簿にいません。",
    "This person is not on the household's roster.",
    "アプリを開き直して選び直すか、世帯全体として回答してください。",
    "Open the app anew and choose again, or answer for the whole household.",
)


def record(
    connection: Connection, sender: Sender, raw_answers: list[dict[str, Any]], now: datetime
) -> list[Result]:
    """A result for each answer, in order. What is not rejected is kept once this transaction is.

    One answer that cannot be read is rejected by itself: it must not keep the others of a phone's
    outbox from ever being delivered.
    """
    # Two phones of one household answering together are taken one after the other.
    connection.execute(
        select(households.c.id).where(households.c.id == sender.household.id).with_for_update()
    )
    submissions = [_read(raw) for raw in raw_answers]
    known = lookup.find(connection, [s.item for s in submissions if isinstance(s, Submission)])
    people = {person.id for person in people_of(connection, sender.household.id)}
    results = []
    for submission in submissions:
        if isinstance(submission, Result):
            results.append(submission)
        elif submission.person is not None and submission.person not in people:
            problem = Problem(UNKNOWN_PERSON)
            results.append(Result(submission.id, Status.REJECTED, None, problem))
        elif submission.kind == "receipt":
            results.append(receipts.record(connection, sender, submission, known, now))
        elif submission.kind == "safety":
            results.append(reports.record(connection, sender, submission, now))
        else:
            results.append(form_answers.record(connection, sender, submission, known, now))
    return results


def _read(raw: dict[str, Any]) -> Submission | Result:
    try:
        return read_submission(raw)
    except Problem as problem:
        return Result(str(raw["id"]), Status.REJECTED, None, problem)
