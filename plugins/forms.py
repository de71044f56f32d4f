"""Forms: what an event, a survey or a request asks a household."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

Texts = Mapping[str, str]  # language -> text; Japanese always there


@dataclass(frozen=True)
class Choice:
    id: str
    labels: Texts


@dataclass(frozen=True)
class Question:
    """A question; without choices it is answered in free text."""

    id: str
    labels: Texts
    choices: tuple[Choice, ...] = ()
    multiple: bool = False


@dataclass(frozen=True)
class Form:
    """Questions, the most people a household may register (None: not asked), and a free line.

    ``standard`` says that the officer wrote no questions and the kind's own are asked.
    """

    questions: tuple[Question, ...]
    headcount: int | None = None
    comment: bool = True
    standard: bool = False

    def as_json(self, languages: Collection[str] | None = None) -> dict[str, Any]:
        """The form with its labels in all languages, or in just these."""

        def labels(texts: Texts) -> dict[str, str]:
            return {
                code: text for code, text in texts.items() if not languages or code in languages
            }

        return {
            "questions": [
                {
                    "id": question.id,
                    "label": labels(question.labels),
                    "choices": [{"id": c.id, "label": labels(c.labels)} for c in question.choices],
                    "multiple": question.multiple,
                }
                for question in self.questions
            ],
            "headcount": self.headcount,
            "comment": self.comment,
        }

    def in_language(self, language: str) -> dict[str, Any]:
        """The form as a template shows it: every label in one language."""

        def label(texts: Texts) -> str:
            return texts.get(language) or texts["ja"]

        shown = self.as_json()
        for question in shown["questions"]:
            question["label"] = label(question["label"])
            for choice in question["choices"]:
                choice["label"] = label(choice["label"])
        return shown

    def written(self) -> list[tuple[str, list[str]]]:
        """Its questions and their choices as the officer wrote them."""
        return [
            (question.labels["ja"], [choice.labels["ja"] for choice in question.choices])
            for question in self.questions
        ]

    def with_labels(self, language: str, labels: list[tuple[str, list[str]]]) -> Form:
        """The form with a translation's labels, question by question, in order."""
        questions = []
        for question, (text, choices) in zip(self.questions, labels, strict=True):
            questions.append(
                replace(
                    question,
                    labels={**question.labels, language: text},
                    choices=tuple(
                        replace(choice, labels={**choice.labels, language: translated})
                        for choice, translated in zip(question.choices, choices, strict=True)
                    ),
                )
            )
        return replace(self, questions=tuple(questions))


def _(text: str) -> str:
    """Marks a text for the catalogs; it is translated when the form is made."""
    return text


DEFAULT_QUESTIONS = {
    "event": ("attend", _("Will you take part?"), {"yes": _("Attend"), "no": _("Do not attend")}),
    "request": ("submit", _("Submission"), {"done": _("Submitted"), "later": _("Not yet")}),
}


def default_question(kind: str, translated: Callable[[str], Texts]) -> Question | None:
    """The question asked by an item of this kind that names none; None when the kind has none."""
    if kind not in DEFAULT_QUESTIONS:
        return None
    identifier, text, choices = DEFAULT_QUESTIONS[kind]
    return Question(
        identifier,
        translated(text),
        tuple(Choice(key, translated(label)) for key, label in choices.items()),
    )
