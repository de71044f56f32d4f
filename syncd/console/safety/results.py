"""Results of a safety check: everything a page shows of it, read at one moment."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, true

from syncd.console.items.tally import next_level
from syncd.console.safety import facts, figures
from syncd.console.safety.facts import Home
from syncd.console.safety.figures import Line
from syncd.console.safety.milestones import milestones
from syncd.console.safety.needs import Need, Report
from syncd.console.viewer import Viewer
from syncd.safety.checks import Check


@dataclass(frozen=True)
class Standing:
    """A household by name with what has been reported of it; ``people`` maps ids to labels."""

    home: Home
    need: Need
    reports: tuple[Report, ...]

    def of(self, person: str | None) -> Report | None:
        return next((report for report in self.reports if report.person == person), None)

    @property
    def unheard(self) -> list[str]:
        """The labels of its people nobody has reported, when somebody else was."""
        if not self.reports or self.of(None):
            return []
        return [person.label for person in self.home.people if self.of(person.id) is None]


@dataclass(frozen=True)
class Results:
    check: Check
    lines: list[Line]
    total: Line
    by_need: Mapping[Need, list[Standing]]
    late: list[tuple[Home, Report]]
    milestones: Mapping[int, timedelta | None]


def results_of(connection: Connection, viewer: Viewer, check: Check, within: str) -> Results:
    condition = facts.asked_by(check, viewer)
    asked = [
        one
        for one in facts.households_asked(connection, viewer, check)
        if viewer.kind == "association" or (one.key + "/").startswith(within + "/")
    ]
    reports = facts.reports_of(connection, facts.counting_of(check), condition)
    needs = figures.needs_of(asked, reports)
    by_unit = viewer.kind == "association"
    found, total = figures.lines(
        viewer.organization.units if by_unit else (),
        asked,
        needs,
        str if by_unit else partial(next_level, above=within),
    )
    homes = facts.homes(connection, viewer, condition)
    late = facts.reports_of(connection, facts.late_for(check), condition)
    return Results(
        check,
        found,
        total,
        by_need(homes, needs, reports),
        [(homes[report.household], report) for report in late if report.household in homes],
        milestones(facts.first_reports(connection, check, condition), len(asked), check.started_at),
    )


def unasked(
    connection: Connection, viewer: Viewer, reports: list[Report]
) -> Mapping[Need, list[Standing]]:
    """Reports sent though nobody had asked, of the households the viewer may name."""
    homes = facts.homes(connection, viewer, true())
    needs: dict[str, Need] = {}
    for report in reports:
        needs[report.household] = min(report.need, needs.get(report.household, Need.SAFE))
    return by_need(homes, needs, reports)


def by_need(
    homes: Mapping[str, Home], needs: Mapping[str, Need], reports: list[Report]
) -> Mapping[Need, list[Standing]]:
    """The households by name under each need, those in most need first."""
    by_household: Mapping[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_household[report.household].append(report)
    sorted_by_need: dict[Need, list[Standing]] = {need: [] for need in Need}
    for identifier, home in homes.items():
        if identifier in needs:
            standing = Standing(home, needs[identifier], tuple(by_household.get(identifier, ())))
            sorted_by_need[standing.need].append(standing)
    return {need: found for need, found in sorted_by_need.items() if found}
