"""An answer in words: the labels chosen and the texts written, question by question."""

from collections.abc import Callable, Mapping
from typing import Any

Label = Callable[[Mapping[str, str]], str]


def answer_to(question: Mapping[str, Any], value: Mapping[str, Any], label: Label) -> str:
    """What was answered to a question: the text, or the labels of the choices."""
    if not question["choices"]:
        return str((value.get("texts") or {}).get(question["id"], ""))
    labels = {choice["id"]: label(choice["label"]) for choice in question["choices"]}
    chosen = (value.get("choices") or {}).get(question["id"], ())
    # A choice that was taken out of the form since is shown by its name.
    return "、".join(labels.get(choice, choice) for choice in chosen)


def answers_in_words(
    form: Mapping[str, Any] | None, value: Mapping[str, Any], label: Label
) -> list[tuple[str, str]]:
    """The questions answered, each with what was answered to it; none when the form was taken away."""
    questions = form["questions"] if form else []
    answered = [(label(q["label"]), answer_to(q, value, label)) for q in questions]
    return [(question, answer) for question, answer in answered if answer]
