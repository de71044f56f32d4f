"""Households, officers and bulbs for the sample city, made once; a join code each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from plugins.organizations import Tree
from syncd import officers
from syncd.bulbs import bulbs, gateways, heartbeats
from syncd.bulbs.heartbeats import Heartbeat
from syncd.daemon import Daemon
from syncd.joining import issue_code
from syncd.roster import import_roster, read_roster
from syncd.store.tables import households

ROSTER = Path(__file__).with_name("roster.csv")
ACTOR = "operator"
FIRST = "minato/hamabe/sakae"
SECOND = "minato/teramachi/kamimachi"
OFFICER = "会長（見本）"
JOINING = ("4班", "辰巳")
# Two homes of the second association have a bulb; one was last lit this morning, one yesterday.
BULBS = (("石段", "玄関", timedelta(hours=2)), ("坂上", "廊下", timedelta(hours=26)))


class NotTheSample(Exception):
    """The content is not the sample city; the message says what to use instead."""


@dataclass(frozen=True)
class Invitation:
    """What a newcomer needs to try everything: two sites, a code, and the officer's link."""

    associations: tuple[str, str]
    code: str
    household: str
    sign_in: str


def invite(daemon: Daemon, tree: Tree, now: datetime) -> Invitation:
    """Make the sample's people unless they are there, and an invitation."""
    if FIRST not in tree or SECOND not in tree:
        raise NotTheSample(
            "'kairan up' shows the sample city, and this content is another."
            " Use 'kairan serve' with your own."
        )
    rows = read_roster(ROSTER.read_bytes(), tree)
    with daemon.store.write() as connection:
        import_roster(connection, rows, actor=ACTOR, now=now)
        _bulbs(connection, daemon, now)
        officer = officers.find(connection, FIRST, OFFICER) or officers.create(
            connection, organization=FIRST, name=OFFICER, actor=ACTOR, now=now
        )
        token = officers.make_link(connection, officer, actor=ACTOR, now=now)
        unit, label = JOINING
        household = _household(connection, FIRST, label)
        code = issue_code(
            connection, daemon.credentials, household, actor=ACTOR, now=now, keep_others=True
        )
    return Invitation((FIRST, SECOND), code, f"{unit} {label}", f"console/sign-in/{token}")


def _bulbs(connection: Connection, daemon: Daemon, now: datetime) -> None:
    names = [f"sample-{number}" for number in range(len(BULBS))]
    if bulbs.find(connection, names):
        return
    gateway, _ = gateways.create(
        connection, daemon.credentials, organization=SECOND, name="見本", actor=ACTOR, now=now
    )
    for name, (label, place, ago) in zip(names, BULBS, strict=True):
        bulbs.create(
            connection,
            organization=SECOND,
            household=_household(connection, SECOND, label),
            name=place,
            identifier=name,
            actor=ACTOR,
            now=now,
        )
        said = [Heartbeat(name, now - ago, True), Heartbeat(name, now - ago / 2, False)]
        heartbeats.receive(connection, gateway, said, now)


def _household(connection: Connection, association: str, label: str) -> str:
    found = connection.scalar(
        select(households.c.id).where(
            households.c.organization == association, households.c.label == label
        )
    )
    assert found is not None, f"the sample roster has no {label}"  # noqa: S101
    return str(found)
