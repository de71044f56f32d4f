"""Figures of a safety check: how many households are how, by 班 or by place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from syncd.console.safety.needs import Need, Report, need_of

SILENT = (Need.SILENT_REACHABLE, Need.SILENT)


@dataclass
class Line:
    """One 班, association or federation: its households by need."""

    name: str
    households: int = 0
    needs: Counter[Need] = field(default_factory=Counter)

    @property
    def reported(self) -> int:
        return self.households - self.silent

    @property
    def silent(self) -> int:
        return sum(self.needs[need] for need in SILENT)


@dataclass(frozen=True)
class Asked:
    """A household a check asks: its key (班 or association), its people, whether a push reaches it."""

    id: str
    key: str
    people: tuple[str, ...]
    reachable: bool


def needs_of(asked: Iterable[Asked], reports: Iterable[Report]) -> dict[str, Need]:
    """The need of each household, by id."""
    by_household: Mapping[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_household[report.household].append(report)
    return {
        one.id: need_of(one.people, by_household.get(one.id, ()), reachable=one.reachable)
        for one in asked
    }


def lines(
    order: Iterable[str],
    asked: Iterable[Asked],
    needs: Mapping[str, Need],
    line_of: Callable[[str], str] = str,
) -> tuple[list[Line], Line]:
    """The lines in ``order``, others after it, and their total."""
    by_name = {name: Line(name) for name in order}
    total = Line("")
    for one in asked:
        name = line_of(one.key)
        for line in (by_name.setdefault(name, Line(name)), total):
            line.households += 1
            line.needs[needs[one.id]] += 1
    return [line for line in by_name.values() if line.households], total
