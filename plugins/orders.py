"""Orders and reports: what a build is asked to do, and what it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from plugins.mistakes import Mistake

# Told the stage, how many of its steps are done, and how many there are.
Progress = Callable[[str, int, int], None]


def no_progress(stage: str, done: int, steps: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Order:
    """What to build.

    ``below`` limits it to the sites at or below an organization. ``touched`` are the only places
    below the content folder that may have changed since the last build; None: nobody knows. With
    ``tolerant`` a mistake holds up no one but the organization it is in.
    """

    below: str | None = None
    touched: frozenset[str] | None = None
    tolerant: bool = False
    progress: Progress = no_progress


@dataclass(frozen=True)
class Report:
    """What a build did, as ``kairan build --json`` prints it."""

    organizations: int
    sites: int
    items: int
    written: int
    removed: int
    changed_sites: list[str]
    mistakes: tuple[Mistake, ...] = ()

    def as_json(self) -> dict[str, Any]:
        facts = asdict(self)
        del facts["mistakes"]
        return facts
