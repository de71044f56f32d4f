"""Duties: what needs doing today, gathered from the items, the safety checks and the roster."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from syncd.console.households.roster import reach_by_organization
from syncd.console.items.choosing import current_items, is_open
from syncd.console.items.figures import Total, totals
from syncd.console.safety import facts
from syncd.console.safety.choosing import UNASKED_SHOWN_FOR, checks_shown_to
from syncd.console.safety.results import Results, results_of
from syncd.console.viewer import Viewer, counted, named
from syncd.items.lookup import Item


@dataclass(frozen=True)
class Duties:
    """``reach`` counts households by how they are reached; ``unasked`` those that reported unasked."""

    waiting: list[Item]
    figures: Mapping[str, Total]
    checks: list[Results]
    unasked: int
    reach: Counter[str]

    @property
    def unreachable(self) -> int:
        """Households no push reaches: somebody has to go there."""
        return self.reach.total() - self.reach["push"]


def duties_of(connection: Connection, viewer: Viewer, now: datetime) -> Duties:
    waiting = [item for item in current_items(connection, viewer, now) if is_open(item, now)]
    figures = totals(connection, viewer, waiting)
    checks = [
        results_of(connection, viewer, check, viewer.reach)
        for check in checks_shown_to(connection, viewer, now)
        if check.closed_at is None
    ]
    which = facts.without_check(now - UNASKED_SHOWN_FOR)
    reports = facts.reports_of(connection, which, counted(viewer))
    # The same households as on the page this leads to.
    minded = named(viewer) if viewer.sees_names else counted(viewer)
    reach: Counter[str] = Counter()
    for found in reach_by_organization(connection, minded).values():
        reach += found
    return Duties(
        [item for item in waiting if figures[item.id].households],
        figures,
        checks,
        len({report.household for report in reports}),
        reach,
    )
