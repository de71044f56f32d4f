"""Problems: what the daemon refuses, with a stable code, a sentence and a hint in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("ja", "en")


@dataclass(frozen=True)
class Explanation:
    """One kind of problem. ``code`` is ``noun.what`` and never changes; ``status`` is HTTP's.

    The sentences may hold ``{fact}`` places, filled from the problem's facts.
    """

    code: str
    status: int
    ja: str
    en: str
    hint_ja: str
    hint_en: str


class Problem(Exception):
    """Something asked for cannot be done. ``facts`` fill the sentences.

    ``retry_after`` is in whole seconds and set where waiting helps.
    """

    def __init__(
        self, explanation: Explanation, *, retry_after: int | None = None, **facts: object
    ) -> None:
        self.explanation = explanation
        self.retry_after = retry_after
        self.facts = facts
        super().__init__(self.said_in("en")["message"])

    @property
    def code(self) -> str:
        return self.explanation.code

    @property
    def status(self) -> int:
        return self.explanation.status

    def said_in(self, language: str) -> Mapping[str, str]:
        """``code``, ``message`` and ``hint`` in English, or in Japanese for any other language."""
        explanation = self.explanation
        message, hint = (
            (explanation.en, explanation.hint_en)
            if language == "en"
            else (explanation.ja, explanation.hint_ja)
        )
        return {
            "code": explanation.code,
            "message": message.format(**self.facts),
            "hint": hint.format(**self.facts),
        }
