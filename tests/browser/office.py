"""The association's office: cards for households, links for officers, and what came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from syncd import households
from syncd.clock import read_clock
from syncd.daemon import open_daemon
from syncd.joining import issue_code
from syncd.queue import Queue
from syncd.store.tables import (
    answers,
    deliveries,
    devices,
    items,
    receipts,
    subscriptions,
)
from tests.browser.daemon import Daemon


@dataclass(frozen=True)
class Card:
    """What is printed for a household."""

    household: str
    label: str
    code: str


class Office:
    """Works on the running daemon's store, as the command line does."""

    def __init__(self, running: Daemon) -> None:
        self._running = running
        self._daemon = open_daemon(running.settings)
        self._queue = Queue(self._daemon)

    def close(self) -> None:
        self._queue.close()
        self._daemon.store.close()

    def card(self, organization: str, label: str, unit: str = "1班", members: int = 0) -> Card:
        """A new household's card."""
        now = read_clock()
        people = [f"{label}{number}" for number in range(1, members + 1)]
        with self._daemon.store.write() as connection:
            made = households.create(
                connection,
                organization=organization,
                unit=unit,
                label=label,
                members=people,
                actor="operator",
                now=now,
            )
            code = issue_code(
                connection, self._daemon.credentials, made.id, actor="operator", now=now
            )
        return Card(made.id, label, code)

    def officer_link(self, organization: str, name: str = "会長") -> str:
        """A link that signs an officer in once."""
        return self._running.kairan("officer", "invite", organization, name).strip()

    def revoke_devices(self, household: str) -> None:
        """Somebody lost a phone."""
        with self._daemon.store.write() as connection:
            connection.execute(
                update(devices)
                .where(devices.c.household == household)
                .values(revoked_at=read_clock())
            )

    def sweep(self) -> None:
        """Have a worker look for pushes that are due, as it does each minute."""
        self._queue.sweep()

    def answers(self, household: str) -> list[Any]:
        """Every answer of a household that was kept, with its item, whether it counts or not."""
        return self._rows(select(answers).where(answers.c.household == household))

    def receipts(self, household: str) -> set[str]:
        """The items the household has opened."""
        rows = self._rows(select(receipts.c.item).where(receipts.c.household == household))
        return {row.item for row in rows}

    def subscriptions(self, household: str) -> list[Any]:
        """The push subscriptions of a household's phones."""
        joined = subscriptions.join(devices, devices.c.id == subscriptions.c.device)
        return self._rows(
            select(subscriptions).select_from(joined).where(devices.c.household == household)
        )

    def deliveries(self, household: str) -> list[Any]:
        """Deliveries to a household's phones, the oldest first."""
        joined = deliveries.join(devices, devices.c.id == deliveries.c.device)
        return self._rows(
            select(deliveries)
            .select_from(joined)
            .where(devices.c.household == household)
            .order_by(deliveries.c.id)
        )

    def knows(self, item: str) -> bool:
        """Whether the daemon has taken in an item."""
        return bool(self._rows(select(items.c.id).where(items.c.id == item)))

    def _rows(self, query: Any) -> list[Any]:
        with self._daemon.store.read() as connection:
            return list(connection.execute(query))
