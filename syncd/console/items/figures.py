"""Figures of items from the store: of one item by line, of many items in total."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import ColumnElement, Connection, Integer, Table, and_, cast, func, select

from syncd.answers.counting import counts
from syncd.console.items.tally import Tally, next_level, tally
from syncd.console.viewer import Viewer, counted
from syncd.items.lookup import Item
from syncd.items.visibility import Scope, audience_of, below
from syncd.store.tables import answers, households, receipts


@dataclass(frozen=True)
class Total:
    """How many of the households asked have read and answered."""

    households: int = 0
    read: int = 0
    answered: int = 0

    @property
    def unanswered(self) -> int:
        return self.households - self.answered


def tally_of(connection: Connection, viewer: Viewer, item: Item, within: str) -> Tally:
    """The tally of an item: by 班 within an association, else by what is right below ``within``."""
    asked = and_(
        counted(viewer), below(households.c.organization, within), audience_of(item.scopes)
    )
    by_unit = viewer.kind == "association"
    key = households.c.unit if by_unit else households.c.organization
    paper = func.sum(cast(households.c.paper, Integer))
    of_item = receipts.c.item == item.id
    read = select(key, func.count()).join_from(receipts, households).where(of_item, asked)
    given = (
        select(key, answers.c.household, answers.c.value)
        .join_from(answers, households)
        .where(answers.c.item == item.id, counts(answers), asked)
    )
    return tally(
        viewer.organization.units if by_unit else (),
        (
            (k, n, p)
            for k, n, p in connection.execute(
                select(key, func.count(), paper).where(asked).group_by(key).order_by(key)
            )
        ),
        ((k, n) for k, n in connection.execute(read.group_by(key))),
        ((k, household, value) for k, household, value in connection.execute(given)),
        str if by_unit else partial(next_level, above=within),
    )


def totals(connection: Connection, viewer: Viewer, items: Iterable[Item]) -> dict[str, Total]:
    """The totals of each item, by id. Items addressed to the same households are counted together."""
    by_scopes: dict[tuple[Scope, ...], list[str]] = defaultdict(list)
    for item in items:
        by_scopes[item.scopes].append(item.id)
    found = {}
    for scopes, identifiers in by_scopes.items():
        asked = and_(counted(viewer), audience_of(scopes))
        number = connection.scalar(select(func.count()).select_from(households).where(asked)) or 0
        read = _households_by_item(connection, receipts, identifiers, asked)
        answered = _households_by_item(
            connection, answers, identifiers, and_(asked, counts(answers))
        )
        for identifier in identifiers:
            found[identifier] = Total(number, read.get(identifier, 0), answered.get(identifier, 0))
    return found


def _households_by_item(
    connection: Connection,
    table: Table,
    identifiers: list[str],
    condition: ColumnElement[bool],
) -> dict[str, int]:
    rows = connection.execute(
        select(table.c.item, func.count(table.c.household.distinct()).label("number"))
        .join_from(table, households, table.c.household == households.c.id)
        .where(table.c.item.in_(identifiers), condition)
        .group_by(table.c.item)
    )
    return {row.item: row.number for row in rows}
