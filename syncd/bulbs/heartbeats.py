"""Heartbeats: a bulb saying that it is there, and whether it is lit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from syncd.bulbs import bulbs, gateways
from syncd.bulbs.gateways import Gateway
from syncd.problems import Explanation, Problem
from syncd.store.tables import heartbeats

# A device's clock is believed within these bounds; a gateway may have kept heartbeats that long.
AHEAD = timedelta(minutes=5)
BEHIND = timedelta(days=14)
UNKNOWN_BULB = Explanation(
    "bulb.unknown",
    404,
    "この電球は登録されていません。",
    "This bulb is not known to this gateway.",
    "電球の番号と、中継機の組織を確かめてください。",
    "Check the bulb's id and the organization of the gateway.",
)


class Reception(StrEnum):
    STORED = "stored"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Heartbeat:
    """What a bulb said: when by its own clock, lit or not, and a running number if it has one."""

    bulb: str
    at: datetime
    lit: bool
    seq: int | None = None


@dataclass(frozen=True)
class Received:
    bulb: str
    reception: Reception
    at: datetime | None = None
    reason: Problem | None = None


def is_sane(device_at: datetime, now: datetime) -> bool:
    """Whether a device's clock can be right."""
    return now - BEHIND <= device_at <= now + AHEAD


def receive(
    connection: Connection, gateway: Gateway, batch: Sequence[Heartbeat], now: datetime
) -> list[Received]:
    """Keep a batch; the moment believed is the device's when its clock is sane, else ``now``.

    A heartbeat sent twice is kept once. Without a sane clock only its number can tell that.
    """
    known = bulbs.find(connection, [heartbeat.bulb for heartbeat in batch])
    received = []
    for heartbeat in batch:
        bulb = known.get(heartbeat.bulb)
        if bulb is None or not gateway.speaks_for(bulb):
            reason = Problem(UNKNOWN_BULB)
            received.append(Received(heartbeat.bulb, Reception.REJECTED, None, reason))
            continue
        sane = is_sane(heartbeat.at, now)
        if (sane or heartbeat.seq is not None) and _is_known(connection, heartbeat):
            received.append(Received(heartbeat.bulb, Reception.DUPLICATE))
            continue
        at = heartbeat.at if sane else now
        connection.execute(
            insert(heartbeats).values(
                bulb=heartbeat.bulb,
                lit=heartbeat.lit,
                seq=heartbeat.seq,
                at=at,
                device_at=heartbeat.at,
                received_at=now,
                gateway=gateway.id,
            )
        )
        received.append(Received(heartbeat.bulb, Reception.STORED, at))
    gateways.note_seen(connection, gateway.id, now)
    return received


def _is_known(connection: Connection, heartbeat: Heartbeat) -> bool:
    c = heartbeats.c
    return (
        connection.scalar(
            select(c.id)
            .where(
                c.bulb == heartbeat.bulb,
                c.device_at == heartbeat.at,
                c.lit == heartbeat.lit,
                c.seq.is_(None) if heartbeat.seq is None else c.seq == heartbeat.seq,
            )
            .limit(1)
        )
        is not None
    )
