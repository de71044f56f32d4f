"""The tally: how many households have read and answered, and what, counted by 班 or place."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Given = tuple[str, str, Mapping[str, Any]]  # line, household, value of an answer that counts


@dataclass
class Line:
    """One 班, association or federation. A choice is counted under (question, choice)."""

    name: str
    households: int = 0
    paper: int = 0
    read: int = 0
    answered: int = 0
    people: int = 0
    choices: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def unanswered(self) -> int:
        return self.households - self.answered

    def add(self, other: "Line") -> None:
        self.households += other.households
        self.paper += other.paper
        self.read += other.read
        self.answered += other.answered
        self.people += other.people
        self.choices += other.choices


@dataclass(frozen=True)
class Tally:
    lines: tuple[Line, ...]
    total: Line


def tally(
    order: Iterable[str],
    households: Iterable[tuple[str, int, int]],
    read: Iterable[tuple[str, int]],
    given: Iterable[Given],
    line_of: Callable[[str], str] = str,
) -> Tally:
    """The tally of what the store counts under each key: households and those on paper, marks, answers.

    Lines stand in ``order``, those it does not name after it. A line without households is left
    out. Several people of a household may answer; the household is counted once, its people add up.
    """
    lines = {name: Line(name) for name in order}

    def line(key: str) -> Line:
        return lines.setdefault(line_of(key), Line(line_of(key)))

    for key, number, paper in households:
        line(key).households += number
        line(key).paper += paper
    for key, number in read:
        line(key).read += number
    answering: dict[str, set[str]] = {}
    for key, household, value in given:
        at = line(key)
        answering.setdefault(at.name, set()).add(household)
        at.people += value.get("headcount") or 0
        for question, chosen in (value.get("choices") or {}).items():
            at.choices.update((question, choice) for choice in chosen)
    total = Line("")
    for at in lines.values():
        at.answered = len(answering.get(at.name, ()))
        total.add(at)
    return Tally(tuple(at for at in lines.values() if at.households), total)


def next_level(path: str, above: str) -> str:
    """The organization right below ``above`` on the way to ``path``; ``path`` itself if it is ``above``."""
    if path == above:
        return path
    return f"{above}/{path.removeprefix(above + '/').partition('/')[0]}"
