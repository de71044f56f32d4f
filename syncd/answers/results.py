"""Results: what a phone is told of each answer it sent."""

from dataclasses import dataclass
from datetime import datetime

from syncd.answers.judge import Status
from syncd.problems import Problem


@dataclass(frozen=True)
class Result:
    """``at`` is the moment the answer was received first, None for what was not kept."""

    id: str
    status: Status
    at: datetime | None = None
    reason: Problem | None = None
