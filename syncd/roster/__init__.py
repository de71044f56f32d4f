"""The roster: the households of associations, from the CSV file their officers keep."""

from syncd.roster.file import RosterError, Row, Slip, read_roster
from syncd.roster.importing import Difference, Effect, import_roster

__all__ = [
    "Difference",
    "Effect",
    "RosterError",
    "Row",
    "Slip",
    "import_roster",
    "read_roster",
]
