"""The roster: households by 班 with their devices, from the store."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Join, case, func, select

from syncd.console.viewer import Viewer, named
from syncd.store.tables import deliveries, devices, households, subscriptions


@dataclass(frozen=True)
class Listed:
    """A household with how it is reached. ``seen_at`` is when any of its devices was last seen."""

    id: str
    organization: str
    unit: str
    label: str
    paper: bool
    devices: int
    seen_at: datetime | None
    pushed: int

    @property
    def reach(self) -> str:
        """``push``, ``phone`` without push, ``paper``, or ``nothing``: not joined, not on paper."""
        if self.pushed:
            return "push"
        if self.devices:
            return "phone"
        return "paper" if self.paper else "nothing"


@dataclass(frozen=True)
class Phone:
    """A device of a household. ``push`` is the state of the last delivery that was settled."""

    id: str
    language: str
    created_at: datetime
    seen_at: datetime
    subscribed: bool
    push: str | None

    @property
    def push_works(self) -> bool:
        """A subscription that the push service refused or left unanswered of late does not."""
        return self.subscribed and self.push in {None, "sent", "replaced"}


def listed(connection: Connection, condition: ColumnElement[bool]) -> list[Listed]:
    """The households a condition holds for, in no order."""
    rows = connection.execute(
        select(
            households,
            func.count(devices.c.id),
            func.max(devices.c.seen_at),
            func.count(subscriptions.c.device),
        )
        .select_from(_with_devices())
        .where(condition)
        .group_by(households.c.id)
    )
    return [
        Listed(row.id, row.organization, row.unit, row.label, row.paper, *row[-3:]) for row in rows
    ]


def by_unit(viewer: Viewer, found: Iterable[Listed]) -> dict[str, list[Listed]]:
    """The households of each 班, in the roster's order."""
    units: dict[str, list[Listed]] = {}
    for one in sorted(found, key=lambda one: viewer.roster_place(one.unit, one.label)):
        units.setdefault(one.unit, []).append(one)
    return units


def reach_by_organization(
    connection: Connection, condition: ColumnElement[bool]
) -> dict[str, Counter[str]]:
    """How many households of each association are reached how, as ``Listed.reach`` says it."""
    one = (
        select(
            households.c.organization,
            case(
                (func.count(subscriptions.c.device) > 0, "push"),
                (func.count(devices.c.id) > 0, "phone"),
                (households.c.paper, "paper"),
                else_="nothing",
            ).label("reach"),
        )
        .select_from(_with_devices())
        .where(condition)
        .group_by(households.c.id)
        .subquery()
    )
    numbers = select(one.c.organization, one.c.reach, func.count().label("number"))
    rows = connection.execute(
        numbers.group_by(one.c.organization, one.c.reach).order_by(one.c.organization)
    )
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row.organization, Counter())[row.reach] = row.number
    return found


def _with_devices() -> Join:
    """Households with the devices signed in now, and their subscriptions."""
    signed_in = (devices.c.household == households.c.id) & devices.c.revoked_at.is_(None)
    return households.outerjoin(devices, signed_in).outerjoin(
        subscriptions, subscriptions.c.device == devices.c.id
    )


def find_listed(connection: Connection, viewer: Viewer, identifier: str) -> Listed | None:
    """The household, if the viewer may see it by name."""
    found = listed(connection, named(viewer) & (households.c.id == identifier))
    return found[0] if found else None


def phones_of(connection: Connection, household: str) -> list[Phone]:
    """The devices signed in now, the one seen last first."""
    last = (
        select(deliveries.c.state)
        .where(deliveries.c.device == devices.c.id, deliveries.c.settled_at.is_not(None))
        .order_by(deliveries.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(devices, subscriptions.c.device.is_not(None).label("subscribed"), last.label("push"))
        .outerjoin(subscriptions, subscriptions.c.device == devices.c.id)
        .where(devices.c.household == household, devices.c.revoked_at.is_(None))
        .order_by(devices.c.seen_at.desc())
    )
    return [
        Phone(row.id, row.language, row.created_at, row.seen_at, row.subscribed, row.push)
        for row in rows
    ]


def is_taken(connection: Connection, organization: str, unit: str, label: str) -> bool:
    """Whether a household living here has this name in this 班 already."""
    return (
        connection.scalar(
            select(households.c.id).where(
                households.c.organization == organization,
                households.c.unit == unit,
                households.c.label == label,
                households.c.moved_out_at.is_(None),
            )
        )
        is not None
    )
