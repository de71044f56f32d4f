"""Needs: how a household is, decided from what has been reported of it and its people.

The order is the one of 安否確認: rescue, hurt, not heard from though reachable, not heard from and
not reachable, not known, safe.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Need(IntEnum):
    """The lower, the sooner somebody must go."""

    RESCUE = 0
    HURT = 1
    SILENT_REACHABLE = 2
    SILENT = 3
    UNKNOWN = 4
    SAFE = 5


BY_STATE: Mapping[str, Need] = {
    "rescue": Need.RESCUE,
    "hurt": Need.HURT,
    "unknown": Need.UNKNOWN,
    "safe": Need.SAFE,
}


@dataclass(frozen=True)
class Report:
    """What was said of a person, or of the whole household where ``person`` is None.

    ``label`` is the person's, ``officer`` the name of who entered it by proxy.
    """

    household: str
    person: str | None
    state: str
    note: str
    place: Mapping[str, float] | None
    at: datetime
    received_at: datetime
    source: str
    label: str | None = None
    officer: str | None = None

    @property
    def need(self) -> Need:
        return BY_STATE[self.state]


def need_of(people: Iterable[str], reports: Iterable[Report], *, reachable: bool) -> Need:
    """How a household is: as its person in most need is."""
    silent = Need.SILENT_REACHABLE if reachable else Need.SILENT
    by_person = {report.person: report for report in reports}
    whole = by_person.pop(None, None)
    if whole is None and not by_person:
        return silent
    # Who has left the roster since still counts: somebody reported them.
    known = {*people, *(person for person in by_person if person)}
    needs = [need_of_person(by_person.get(person), whole, silent) for person in known]
    return min(needs) if needs else whole.need if whole else silent


def need_of_person(own: Report | None, whole: Report | None, silent: Need) -> Need:
    """How one person is, from the report on them and the one on the whole household.

    A report on the person made after the household's replaces it. A later one on the household
    cannot make an earlier one on the person harmless, so the graver of the two stands.
    """
    if own is None:
        return whole.need if whole else silent
    if whole is None or own.at > whole.at:
        return own.need
    return min(own.need, whole.need)
