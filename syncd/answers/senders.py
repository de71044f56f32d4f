"""Senders: who sends an answer, a household's own phone or an officer on its behalf."""

from dataclasses import dataclass
from typing import Any

from syncd.households import Household


@dataclass(frozen=True)
class Sender:
    """The household answered for, and the device or the officer that sends it."""

    household: Household
    device: str | None = None
    officer: str | None = None

    @property
    def source(self) -> str:
        return "phone" if self.device else "proxy"

    def columns(self) -> dict[str, Any]:
        """The columns that tell of the sender, beside the household."""
        return {
            "source": self.source,
            "device": self.device,
            "officer": self.officer,
        }
