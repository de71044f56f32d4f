"""Who sees an item: the cascade and the audience, as a rule and as the same rule in SQL."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.sql import expression

from plugins.organizations import is_below
from syncd.households import Household
from syncd.store.tables import household_groups, households

# (organization, audience), as in a key identifier: ("minato/hamabe", "members"). "public" is an
# audience too: everyone below may answer what everyone may read.
Scope = tuple[str, str]


def scope_of(key_identifier: str) -> Scope:
    """The scope whose households hold the key of this identifier."""
    organization, _, rest = key_identifier.partition(":")
    return organization, rest.rpartition(":")[0]


def sees(household: Household, scopes: Iterable[Scope]) -> bool:
    """Whether an item of these scopes is shown to the household: one scope suffices."""
    return any(_is_in(household, organization, audience) for organization, audience in scopes)


def _is_in(household: Household, organization: str, audience: str) -> bool:
    kind, _, name = audience.partition(":")
    match kind:
        case "public" | "members":
            return is_below(household.organization, organization)
        case "officers":
            return household.officer and is_below(household.organization, organization)
        case "unit":
            return household.organization == organization and household.unit == name
        case "group":
            return (organization, name) in household.groups
        case _:
            return False


def audience_of(scopes: Iterable[Scope]) -> ColumnElement[bool]:
    """A condition on ``households``: those an item of these scopes is shown to, living here."""
    clauses = [_clause(organization, audience) for organization, audience in scopes]
    return and_(households.c.moved_out_at.is_(None), or_(false(), *clauses))


def _clause(organization: str, audience: str) -> ColumnElement[bool]:
    kind, _, name = audience.partition(":")
    match kind:
        case "public" | "members":
            return below(households.c.organization, organization)
        case "officers":
            return and_(
                households.c.officer.is_(true()), below(households.c.organization, organization)
            )
        case "unit":
            return and_(households.c.organization == organization, households.c.unit == name)
        case "group":
            return households.c.id.in_(
                select(household_groups.c.household).where(
                    household_groups.c.holder == organization, household_groups.c.name == name
                )
            )
        case _:
            return false()


def below(column: expression.ColumnElement[str], organization: str) -> ColumnElement[bool]:
    """Whether a column of paths names the organization or one below it.

    A range rather than LIKE, so that an index serves it on both databases; "0" follows "/".
    """
    return or_(
        column == organization, and_(column > f"{organization}/", column < f"{organization}0")
    )
