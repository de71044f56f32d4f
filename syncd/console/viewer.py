"""The viewer: the officer who looks, and which households are counted or named for them.

An association's officers see its households by name. Those of a federation or a city see figures
only. Those of a group see figures of everyone it speaks to, and names of its own members.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, select

from plugins.organizations import is_below
from syncd.households import chain
from syncd.items.organizations import Known
from syncd.items.visibility import below
from syncd.store.tables import household_groups, households


@dataclass(frozen=True)
class Viewer:
    officer: str
    name: str
    organization: Known

    @property
    def actor(self) -> str:
        """As the audit log names them."""
        return f"officer:{self.officer}"

    @property
    def path(self) -> str:
        return self.organization.path

    @property
    def kind(self) -> str:
        return self.organization.kind

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.organization.timezone)

    @property
    def reach(self) -> str:
        """The path below which households are counted: a group's is its holder's."""
        if self.kind == "group":
            return PurePosixPath(self.path).parent.as_posix()
        return self.path

    @property
    def keeps_roster(self) -> bool:
        """Whether households are theirs to add, to give cards to and to move out."""
        return self.kind == "association"

    @property
    def sees_names(self) -> bool:
        return self.kind in {"association", "group"}

    @property
    def starts_checks(self) -> bool:
        """Nobody lives below a group, so a check of its own would ask nobody."""
        return self.kind != "group"

    def roster_place(self, unit: str, label: str) -> tuple[int, str, str]:
        """Where a household stands in the roster: by 班 as the association orders them, by name."""
        units = self.organization.units
        return units.index(unit) if unit in units else len(units), unit, label

    def is_asked_by(self, organization: str) -> bool:
        """Whether what an organization asks reaches households this viewer counts."""
        return organization in chain(self.reach)

    def counts_below(self, path: str) -> bool:
        return is_below(path, self.reach)


def counted(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on ``households``: those living here that enter this viewer's figures."""
    if viewer.kind == "association":
        # Nothing is below an association; an equality lets the store begin with its households.
        here = households.c.organization == viewer.path
    else:
        here = below(households.c.organization, viewer.reach)
    return and_(households.c.moved_out_at.is_(None), here)


def named(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on ``households``: those this viewer may see by name."""
    match viewer.kind:
        case "association":
            return counted(viewer)
        case "group":
            path = PurePosixPath(viewer.path)
            members = select(household_groups.c.household).where(
                household_groups.c.holder == path.parent.as_posix(),
                household_groups.c.name == path.name,
            )
            return and_(counted(viewer), households.c.id.in_(members))
        case _:
            return false()
