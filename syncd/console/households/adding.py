"""Adding a household: what is to be filled in, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from syncd.console.wording import Said, _

LONGEST_NAME = 60
MOST_PEOPLE = 20
TAKEN = Said(
    _("There is a household of this name in this unit already. Add a first name or a house number.")
)


@dataclass
class New:
    """The fields as typed; ``people`` one a line."""

    label: str = ""
    unit: str = ""
    paper: bool = False
    people: str = ""
    wrong: dict[str, Said] = field(default_factory=dict)

    @property
    def members(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.people.splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


def read_new(fields: MultiDict[str, str], units: Sequence[str]) -> New:
    new = New(
        " ".join(fields.get("label", "").split()),
        fields.get("unit", ""),
        fields.get("delivery") == "paper",
        fields.get("people", ""),
    )
    if not new.label:
        new.wrong["label"] = Said(_("Write the name of the household."))
    elif len(new.label) > LONGEST_NAME:
        new.wrong["label"] = _too_long(LONGEST_NAME)
    if units and new.unit not in units:
        new.wrong["unit"] = Said(_("Choose the unit the household belongs to."))
    if len(new.members) > MOST_PEOPLE:
        new.wrong["people"] = Said(_("Write %(most)d people at most."), {"most": MOST_PEOPLE})
    elif any(len(member) > LONGEST_NAME for member in new.members):
        new.wrong["people"] = _too_long(LONGEST_NAME)
    return new


def _too_long(most: int) -> Said:
    return Said(_("This is longer than %(most)d characters. Shorten it."), {"most": most})
