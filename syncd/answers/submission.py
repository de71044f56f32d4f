"""Submissions: an answer as a phone sends it, before anything is decided about it."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, ValidationError

from syncd.fields import Moment, Name, Text, Ulid, whole
from syncd.problems import Explanation, Problem

Model = TypeVar("Model", bound=BaseModel)
FORM_KINDS = ("event", "survey", "request")
MALFORMED = Explanation(
    "answer.malformed",
    422,
    "この回答は形式が正しくありません（{where}）。",
    "This answer is malformed ({where}: {what}).",
    "アプリを開き直してから、もう一度回答してください。",
    "Open the app anew, then answer again.",
)


class FormValue(BaseModel):
    """What a household fills into a form: all parts optional, all checked against the form."""

    model_config = ConfigDict(extra="forbid", strict=True)

    choices: dict[str, list[Name]] = Field(default_factory=dict)
    texts: dict[str, Text] = Field(default_factory=dict)
    headcount: Annotated[int, Field(ge=0, le=1000), BeforeValidator(whole)] | None = None
    comment: Text | None = None


class Place(BaseModel):
    """Where somebody is, given by consent only; accuracy in metres."""

    model_config = ConfigDict(extra="forbid", strict=True)

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    accuracy: Annotated[float, Field(ge=0, le=1e7, allow_inf_nan=False)]


class SafetyValue(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    state: Literal["safe", "hurt", "rescue", "unknown"]
    note: Text = ""
    place: Place | None = None


class Submission(BaseModel):
    """One answer. ``value`` is a FormValue, a SafetyValue, or {} for a receipt."""

    model_config = ConfigDict(strict=True)

    id: Ulid
    item: Name
    kind: Literal["event", "survey", "request", "receipt", "safety"]
    value: dict[str, JsonValue]
    at: Moment
    person: Name | None = None


def read_submission(raw: dict[str, Any]) -> Submission:
    """The submission of an object a phone sent. Raises Problem, naming the first wrong place."""
    return _checked(Submission, raw)


def read_form_value(raw: dict[str, Any]) -> FormValue:
    return _checked(FormValue, raw)


def read_safety_value(raw: dict[str, Any]) -> SafetyValue:
    return _checked(SafetyValue, raw)


def malformed(where: str, what: str) -> Problem:
    return Problem(MALFORMED, where=where[:80], what=what)


def _checked(model: type[Model], raw: dict[str, Any]) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise malformed(".".join(str(part) for part in first["loc"]), first["msg"]) from error
