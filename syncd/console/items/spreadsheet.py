"""The answers as a file for a spreadsheet: CSV that Excel opens as it is, and that runs nothing."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from syncd.console.items.answer_words import Label, answer_to
from syncd.console.items.replies import Asked, Reply
from syncd.console.wording import _

BYTE_ORDER_MARK = "\ufeff"
# A cell beginning so is a formula to a spreadsheet (OWASP: CSV injection), full width too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Text = Callable[[str], str]
Moment = Callable[[datetime], str]


def harmless(cell: object) -> object:
    """The cell; as text only where a spreadsheet would take it for a formula."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def spreadsheet(
    asked: Iterable[Asked],
    form: Mapping[str, Any] | None,
    *,
    say: Text,
    label: Label,
    moment: Moment,
) -> str:
    """A row for each household, and for each person and late answer of it; in CSV with CR LF."""
    questions = form["questions"] if form else []
    out = io.StringIO()
    writer = csv.writer(out)
    head = [say(text) for text in (_("Unit"), _("Household"), _("Delivery"), _("Read at"))]
    head += [say(text) for text in (_("Answer"), _("Person"))]
    head += [label(question["label"]) for question in questions]
    head += [say(text) for text in (_("People"), _("Comment"), _("Answered at"))]
    head += [say(text) for text in (_("Received at"), _("Source"), _("Entered by"))]
    writer.writerow([harmless(cell) for cell in head])
    for one in asked:
        replies: list[Reply | None] = [*one.counting, *one.late]
        for reply in replies or [None]:
            row = [one.unit, one.label, say(_("Paper") if one.paper else _("Phone"))]
            row += [moment(one.read.at) if one.read else ""]
            row += _reply_cells(reply, questions, say, label, moment)
            writer.writerow([harmless(cell) for cell in row])
    return BYTE_ORDER_MARK + out.getvalue()


def _reply_cells(
    reply: Reply | None,
    questions: list[Mapping[str, Any]],
    say: Text,
    label: Label,
    moment: Moment,
) -> list[Any]:
    if reply is None:
        return [say(_("Not answered")), "", *("" for _question in questions), *[""] * 6]
    value = reply.value
    return [
        say(_("After the deadline") if reply.late else _("Answered")),
        reply.person or "",
        *(answer_to(question, value, label) for question in questions),
        "" if value.get("headcount") is None else value["headcount"],
        value.get("comment") or "",
        moment(reply.at),
        moment(reply.received_at),
        say(_("Phone") if reply.source == "phone" else _("Proxy")),
        reply.officer or "",
    ]
