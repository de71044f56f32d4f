"""Entering what came on paper: an answer by proxy, judged like one from a phone."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from syncd import audit, households
from syncd.answers.judge import Status
from syncd.answers.record import record
from syncd.answers.results import Result
from syncd.answers.senders import Sender
from syncd.api.requests import current_daemon
from syncd.clock import iso
from syncd.console.items.answer_words import answers_in_words
from syncd.console.items.choosing import find_item, is_withdrawn, item_key
from syncd.console.items.filled import Filled, complain, filled_from, read_filled
from syncd.console.items.replies import Asked, Reply, households_asked
from syncd.console.looks import note_look
from syncd.console.pages import show, text_of
from syncd.console.viewer import Viewer
from syncd.console.visit import current_viewer, current_visit
from syncd.identifiers import new_id
from syncd.items.lookup import Item

blueprint = Blueprint("replies", __name__)


@dataclass(frozen=True)
class Paper:
    """One household's paper on one item, as it lies before the officer."""

    item: Item
    asked: Asked
    now: datetime

    @property
    def after_deadline(self) -> bool:
        return self.item.deadline is not None and self.now > self.item.deadline

    def made_at(self, filled: Filled) -> datetime:
        """When the answer was made: paper that came in time counts as made at the deadline."""
        if self.after_deadline and filled.in_time == "yes" and self.item.deadline:
            return self.item.deadline
        return self.now


@blueprint.get("/items/<key>/households/<household>")
def page(key: str, household: str) -> Response:
    paper = _paper(key, household)
    note_look("answer.look", paper.item.id, {"household": household})
    counting = paper.asked.counting
    filled = filled_from(counting[0].value) if counting else Filled()
    kept = next((r for r in paper.asked.replies if r.id == request.args.get("kept")), None)
    return _shown(paper, filled, new_id(paper.now), kept)


@blueprint.post("/items/<key>/households/<household>")
def enter(key: str, household: str) -> AnyResponse:
    viewer = current_viewer()
    paper = _paper(key, household)
    if paper.item.form is None:
        abort(404)
    filled = read_filled(paper.item.form, request.form, after_deadline=paper.after_deadline)
    # The page names the answer, so that a button pressed twice enters it once.
    identifier = request.form.get("id", "")
    if filled.wrong:
        return _shown(paper, filled, identifier, None, 422)
    with current_daemon().store.write() as connection:
        result = enter_answer(
            connection,
            viewer,
            paper.item,
            household,
            {"id": identifier, "value": filled.value, "at": iso(paper.made_at(filled))},
            paper.now,
        )
    if complain(filled, result):
        return _shown(paper, filled, identifier, None, 422)
    return redirect(
        url_for(".page", key=key, household=household, kept=result.id, _anchor="main"), 303
    )


def enter_answer(
    connection: Connection,
    viewer: Viewer,
    item: Item,
    household: str,
    raw: dict[str, Any],
    now: datetime,
) -> Result:
    """Record an answer by proxy. Whoever answered has read: a read mark from paper goes with it."""
    found = households.find(connection, household)
    if found is None:
        abort(404)
    sender = Sender(found, officer=viewer.officer)
    answer = {"item": item.id, "kind": item.kind, **raw}
    mark = {
        "id": new_id(now),
        "item": item.id,
        "kind": "receipt",
        "value": {},
        "at": raw["at"],
    }
    result = record(connection, sender, [answer], now)[0]
    if result.status not in {Status.REJECTED, Status.DUPLICATE}:
        record(connection, sender, [mark], now)
        audit.note(
            connection,
            actor=viewer.actor,
            action="answer.proxy",
            organization=viewer.path,
            subject=item.id,
            details={"household": household, "answer": result.id, "status": result.status.value},
            now=now,
        )
    return result


def _paper(key: str, household: str) -> Paper:
    viewer = current_viewer()
    with current_daemon().store.read() as connection:
        item = find_item(connection, viewer, key)
        asked = households_asked(connection, viewer, item, household)
    if not asked:
        abort(404)
    return Paper(item, asked[0], current_visit().now)


def _shown(
    paper: Paper, filled: Filled, identifier: str, kept: Reply | None, status: int = 200
) -> Response:
    return show(
        "reply.html",
        status,
        item=paper.item,
        key=item_key(paper.item.id),
        asked=paper.asked,
        answered_in_words=partial(answers_in_words, paper.item.form, label=text_of),
        withdrawn=is_withdrawn(paper.item),
        after_deadline=paper.after_deadline,
        filled=filled,
        identifier=identifier,
        kept=kept,
    )
