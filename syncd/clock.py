"""Moments: reading the clock once per decision, and writing moments as ISO 8601."""

from datetime import UTC, datetime


def read_clock() -> datetime:
    """The present moment in UTC. Decisions take it as ``now`` and never read it themselves."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """A moment in UTC, as ``2026-11-01T00:00:00Z`` with microseconds only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def maybe_iso(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def from_iso(text: str | None) -> datetime | None:
    """The moment an ISO text names, in UTC; None for none. A text without an offset is UTC."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
