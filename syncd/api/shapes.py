"""Shapes several endpoints give: a household, its people, its keys."""

from base64 import urlsafe_b64encode

from pydantic import BaseModel

from syncd import households
from syncd.households import Household, Person


class HouseholdShape(BaseModel):
    """``unit`` is empty where the association has none; ``paper``: it is served on paper."""

    id: str
    label: str
    unit: str
    paper: bool


class PersonShape(BaseModel):
    id: str
    label: str


def household_shape(household: Household) -> HouseholdShape:
    return HouseholdShape(
        id=household.id, label=household.label, unit=household.unit, paper=household.paper
    )


def people_shapes(people: list[Person]) -> list[PersonShape]:
    return [PersonShape(id=person.id, label=person.label) for person in people]


def key_texts(household: Household, master: bytes) -> dict[str, str]:
    """The household's audience keys, base64url without padding."""
    keys = households.audience_keys(household, master)
    return {name: urlsafe_b64encode(key).rstrip(b"=").decode() for name, key in keys.items()}
