"""Delivering: the pushes that are due, sent in batches, settled once the push service answered."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from syncd.push import addresses, claims
from syncd.push.claims import Due, Settlement
from syncd.push.messages import Encryptor, Message, payload, seconds_to_live
from syncd.push.outcome import Outcome, outcome
from syncd.push.sender import Sender
from syncd.push.vapid import Vapid
from syncd.store import Store

log = logging.getLogger(__name__)
# Longer than any batch takes, so that no two workers send the same.
SHORTEST_LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Manner:
    """How a worker delivers: batches of at most so many, each given up after so many seconds."""

    batch: int
    timeout: int
    allow_loopback: bool = False

    @property
    def lease(self) -> timedelta:
        return max(SHORTEST_LEASE, 4 * timedelta(seconds=self.timeout))


class Deliverer:
    """Delivers what is due. One serves one thread and keeps its connections between batches."""

    def __init__(
        self, store: Store, vapid: Vapid, manner: Manner, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._manner = manner
        self._clock = clock
        self._encryptor = Encryptor(vapid)
        self._sender = Sender(timeout=manner.timeout, allow_loopback=manner.allow_loopback)

    def deliver_batch(self) -> int:
        """Send one batch; how many deliveries were due, 0 when there is nothing to do."""
        now = self._clock()
        with self._store.write() as connection:
            due = claims.claim(connection, self._manner.batch, self._manner.lease, now)
        if not due:
            return 0
        prepared = [(d, self._prepared(d, now)) for d in due]
        settled = [Settlement(d, p, "") for d, p in prepared if isinstance(p, Outcome)]
        sendable = [(d, p) for d, p in prepared if isinstance(p, Message)]
        answers = self._sender.send([message for _, message in sendable])
        now = self._clock()
        for (delivery, message), answer in zip(sendable, answers, strict=True):
            result = outcome(answer, delivery.attempts, now, delivery.expires_at)
            if result.state != "sent":
                _log_failure(delivery, message, answer.status, answer.said, result)
            settled.append(
                Settlement(delivery, result, f"{answer.status or ''} {answer.said}".strip())
            )
        with self._store.write() as connection:
            claims.settle(connection, settled, now)
        return len(due)

    def close(self) -> None:
        self._sender.close()

    def _prepared(self, due: Due, now: datetime) -> Message | Outcome:
        """The message to send, or what became of the delivery without sending any."""
        subscription = due.subscription
        if subscription is None:
            return Outcome("gone")
        if due.expires_at <= now:
            return Outcome("given-up")
        if why := addresses.objection(
            subscription.endpoint, allow_loopback=self._manner.allow_loopback
        ):
            log.warning("delivery %d is given up: its endpoint %s", due.id, why)
            return Outcome("given-up")
        try:
            return self._encryptor.message(
                payload(due.push, due.language, due.site_languages),
                subscription,
                urgency=due.push["urgency"],
                topic=due.push["topic"],
                seconds_to_live=seconds_to_live(due.expires_at, now),
            )
        except ValueError as error:
            log.warning("delivery %d cannot be encrypted: %s", due.id, error)
            return Outcome("given-up")


def _log_failure(
    due: Due, message: Message, status: int | None, said: str, result: Outcome
) -> None:
    # The path of an endpoint is a secret that lets anyone push; its host is not.
    host = message.endpoint.split("/")[2]
    log.warning(
        "delivery %d: %s answered %s (%s); %s",
        due.id,
        host,
        status or "nothing",
        said,
        result.state,
    )
