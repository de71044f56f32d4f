"""What an officer filled in from paper: read from the page's fields, shown again when wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from syncd.answers.form import TOO_MANY_PEOPLE
from syncd.answers.judge import Status
from syncd.answers.results import Result
from syncd.console.wording import Said, _
from syncd.problems import Problem

LONGEST_TEXT = 2000
WHOLE = "form"  # where a complaint stands that belongs to no single field


@dataclass
class Filled:
    """The fields as typed, the value they make, and what is wrong with which field."""

    choices: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    headcount: str = ""
    comment: str = ""
    in_time: str = ""
    wrong: dict[str, Said | Problem] = field(default_factory=dict)

    @property
    def value(self) -> dict[str, Any]:
        """As a phone would send it. What was left empty is not in it."""
        value: dict[str, Any] = {
            "choices": {question: chosen for question, chosen in self.choices.items() if chosen},
            "texts": {question: text for question, text in self.texts.items() if text},
        }
        if self.headcount:
            value["headcount"] = int(self.headcount)
        if self.comment:
            value["comment"] = self.comment
        return value


def read_filled(
    form: Mapping[str, Any], fields: MultiDict[str, str], *, after_deadline: bool
) -> Filled:
    filled = Filled()
    for question in form["questions"]:
        name = question["id"]
        if question["choices"]:
            filled.choices[name] = [chosen for chosen in fields.getlist(f"choice.{name}") if chosen]
        else:
            filled.texts[name] = _text(filled, f"text.{name}", fields)
    if form["headcount"] is not None:
        filled.headcount = fields.get("headcount", "").strip()
        if filled.headcount and not filled.headcount.isdecimal():
            filled.wrong["headcount"] = Said(_("Write the number of people in digits, such as 3."))
    if form["comment"]:
        filled.comment = _text(filled, "comment", fields)
    filled.in_time = fields.get("in_time", "")
    if after_deadline and filled.in_time not in {"yes", "no"}:
        filled.wrong["in_time"] = Said(_("Say whether the paper came before the deadline."))
    return filled


def filled_from(value: Mapping[str, Any]) -> Filled:
    """The fields showing an answer given before, for correcting it."""
    headcount = value.get("headcount")
    return Filled(
        {name: list(chosen) for name, chosen in (value.get("choices") or {}).items()},
        dict(value.get("texts") or {}),
        "" if headcount is None else str(headcount),
        value.get("comment") or "",
    )


def complain(filled: Filled, result: Result) -> bool:
    """Put a refusal beside the field it belongs to; False when the answer was kept."""
    if result.status is not Status.REJECTED or result.reason is None:
        return False
    fields = {"headcount", "comment"}
    fields.update(f"choices.{question}" for question in filled.choices)
    fields.update(f"texts.{question}" for question in filled.texts)
    where = str(result.reason.facts.get("where", ""))
    if result.reason.explanation is TOO_MANY_PEOPLE:
        where = "headcount"
    filled.wrong[where if where in fields else WHOLE] = result.reason
    return True


def _text(filled: Filled, name: str, fields: MultiDict[str, str]) -> str:
    # Browsers send CR LF for the line ends of a textarea; phones send LF.
    text = fields.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        key = name.replace("text.", "texts.")
        filled.wrong[key] = Said(
            _("This is longer than %(most)d characters. Shorten it."), {"most": LONGEST_TEXT}
        )
    return text
