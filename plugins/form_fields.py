"""The form fields of a front matter: questions, choices, head count, free line."""

from __future__ import annotations

import re
from typing import Protocol

from plugins.forms import Choice, Form, Question, default_question
from plugins.frontmatter import Document, Value
from plugins.interface import available_languages, translations
from plugins.organizations import SOURCE_LANGUAGE

MOST_PEOPLE = 500
QUESTION_KEYS = {"id", "label", "choices", "multiple"}
QUESTION_ID = re.compile(r"[a-z][a-z0-9-]*")
FLAGS = {"true": True, "yes": True, "false": False, "no": False}


class FormFields(Protocol):
    """What reading a form needs of the fields of a document."""

    document: Document

    def wrong(self, key: str, code: str, *, ja: str, en: str) -> None: ...
    def text(self, key: str) -> str: ...
    def flag(self, key: str, *, default: bool) -> bool: ...


def read_form(fields: FormFields, kind: str) -> Form | None:
    """The form of an item of this kind; None for a kind that asks nothing."""
    if kind not in {"event", "survey", "request"}:
        for key in ("questions", "headcount", "deadline", "comment"):
            if key in fields.document.values:
                fields.wrong(
                    key,
                    "key.kind",
                    ja=f"{key} は kind: event / survey / request のときだけ書けます。",
                    en=f"{key} goes with kind: event, survey or request only.",
                )
        return None
    questions = _questions(fields)
    default = default_question(kind, _in_all_languages)
    standard = not questions and default is not None
    if standard and default:
        questions = (default,)
    if not questions:
        fields.wrong(
            "questions",
            "questions.missing",
            ja="アンケート（survey）には questions が要ります。",
            en="A survey needs questions.",
        )
    comment = fields.flag("comment", default=True)
    return Form(questions, _headcount(fields), comment, standard)


def _headcount(fields: FormFields) -> int | None:
    value = fields.text("headcount")
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:4]) <= MOST_PEOPLE:
        fields.wrong(
            "headcount",
            "headcount.number",
            ja=f"headcount が「{value}」です。1世帯の上限人数を 1 から 500 の数字で書いてください。",
            en=f"headcount is {value!r}. Write the most people a household may bring, 1 to 500.",
        )
        return None
    return int(value)


def _questions(fields: FormFields) -> tuple[Question, ...]:
    given = fields.document.values.get("questions", [])
    questions: list[Question] = []
    for number, value in enumerate(given if isinstance(given, list) else [given], 1):
        question = _question(value, number)
        if question is None or question.id in {q.id for q in questions}:
            fields.wrong(
                "questions",
                "questions.form",
                ja=f"{number} 番目の質問を確かめてください。label（質問文）が要り、choices は"
                " [A, B] の形、id は重ならない英数字です。",
                en=f"Check question {number}. It needs a label, choices like [A, B]"
                " (or none for free text), and an id that occurs once.",
            )
            continue
        questions.append(question)
    return tuple(questions)


def _question(value: Value, number: int) -> Question | None:
    if not isinstance(value, dict) or value.keys() - QUESTION_KEYS:
        return None
    identifier = value.get("id", f"q{number}")
    label, choices = value.get("label"), value.get("choices", [])
    multiple = value.get("multiple", "false")
    if (
        not (isinstance(identifier, str) and QUESTION_ID.fullmatch(identifier))
        or not (isinstance(label, str) and label.strip())
        or not isinstance(choices, list)
        or not all(isinstance(choice, str) and choice.strip() for choice in choices)
        or len(choices) == 1
        or multiple not in FLAGS
    ):
        return None
    return Question(
        identifier,
        {SOURCE_LANGUAGE: label},
        tuple(Choice(f"c{n}", {SOURCE_LANGUAGE: str(text)}) for n, text in enumerate(choices, 1)),
        FLAGS[str(multiple)],
    )


def _in_all_languages(text: str) -> dict[str, str]:
    return {language: translations(language).gettext(text) for language in available_languages()}
