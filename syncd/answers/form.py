"""Checking what was filled in against the form of its item."""

from collections.abc import Mapping
from typing import Any

from syncd.answers.submission import FormValue, malformed
from syncd.problems import Explanation, Problem

NOTHING_ANSWERED = Explanation(
    "answer.empty",
    422,
    "何も選ばれていません。",
    "Nothing was answered.",
    "ひとつ以上選ぶか書いてから、送ってください。",
    "Choose or write at least one thing, then send.",
)
TOO_MANY_PEOPLE = Explanation(
    "answer.headcount",
    422,
    "人数は一世帯{most}人までです。",
    "A household may register {most} people at most.",
    "人数を直してから、もう一度送ってください。",
    "Correct the number, then send again.",
)


def objection(value: FormValue, form: Mapping[str, Any]) -> Problem | None:
    """What the form has against the value; None when it fits."""
    questions = {question["id"]: question for question in form["questions"]}
    for identifier, chosen in value.choices.items():
        if problem := _choice_objection(questions.get(identifier), identifier, chosen):
            return problem
    for identifier in value.texts:
        question = questions.get(identifier)
        if question is None or question["choices"]:
            return malformed(f"texts.{identifier}", "no such question in free text")
    if value.comment and not form["comment"]:
        return malformed("comment", "not asked for")
    if value.headcount is not None:
        if form["headcount"] is None:
            return malformed("headcount", "not asked for")
        if value.headcount > form["headcount"]:
            return Problem(TOO_MANY_PEOPLE, most=form["headcount"])
    filled = any(value.choices.values()) or any(value.texts.values())
    return None if filled or value.comment or value.headcount else Problem(NOTHING_ANSWERED)


def _choice_objection(
    question: Mapping[str, Any] | None, identifier: str, chosen: list[str]
) -> Problem | None:
    where = f"choices.{identifier}"
    if question is None or not question["choices"]:
        return malformed(where, "no such question with choices")
    if not set(chosen) <= {choice["id"] for choice in question["choices"]}:
        return malformed(where, "no such choice")
    if len(chosen) > 1 and not question["multiple"]:
        return malformed(where, "one choice only")
    if len(set(chosen)) != len(chosen):
        return malformed(where, "a choice twice")
    return None
