"""Announcing: a push and its deliveries, written in the transaction of what they tell of."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    insert,
    literal,
    select,
    update,
)

from syncd.households import chain
from syncd.identifiers import new_id
from syncd.items import organizations
from syncd.items.ingest import Changes
from syncd.items.visibility import audience_of
from syncd.push.notices import Notice, check_notice, item_notice
from syncd.push.quiet import due_after
from syncd.safety.checks import Check
from syncd.store.tables import deliveries, devices, households, pushes, subscriptions
from syncd.store.types import Moment


def announce_changes(connection: Connection, changes: Changes, now: datetime) -> int:
    """Push what an ingest found to exactly its audience; the number of deliveries made."""
    drop_pending(connection, changes.withdrawn, now)
    made = 0
    for entries, correction in ((changes.new, False), (changes.changed, True)):
        for entry in entries:
            notice = item_notice(entry.data, now, correction=correction)
            if notice is not None:
                drop_pending(connection, [entry.id], now)
                made += announce(connection, notice, audience_of(entry.scopes), now)
    return made


def announce_check(connection: Connection, check: Check, now: datetime) -> int:
    """Ask everyone below the check's organization, whatever the hour."""
    everyone = audience_of([(check.organization, "public")])
    return announce(connection, check_notice(check, now), everyone, now)


def announce(
    connection: Connection, notice: Notice, audience: ColumnElement[bool], now: datetime
) -> int:
    """A delivery for every subscribed device of the households the condition holds for.

    Each is due now, or when the quiet hours of its association end. Returns how many.
    """
    due = _due_moments(connection, notice, audience, now)
    if not due:
        return 0
    push = new_id(now)
    connection.execute(
        insert(pushes).values(
            id=push,
            kind=notice.kind,
            item=notice.item,
            tag=notice.tag,
            topic=notice.topic,
            urgency=notice.manner.urgency,
            texts={language: dict(text) for language, text in notice.texts.items()},
            url=notice.url,
            correction=notice.correction,
            created_at=now,
            expires_at=notice.expires_at,
        )
    )
    made = 0
    for moment, paths in due.items():
        at_one_moment = (
            audience if len(due) == 1 else audience & households.c.organization.in_(paths)
        )
        chosen = _subscribed(at_one_moment).with_only_columns(
            literal(push, String), devices.c.id, literal(moment, Moment())
        )
        made += connection.execute(
            insert(deliveries).from_select(["push", "device", "due_at"], chosen)
        ).rowcount
    return made


def drop_pending(connection: Connection, items: Iterable[str], now: datetime) -> None:
    """What still waits of these items is not sent: it was withdrawn, or a newer version is."""
    earlier = select(pushes.c.id).where(pushes.c.item.in_(list(items)))
    connection.execute(
        update(deliveries)
        .where(deliveries.c.push.in_(earlier), deliveries.c.state == "pending")
        .values(state="replaced", settled_at=now)
    )


def _due_moments(
    connection: Connection, notice: Notice, audience: ColumnElement[bool], now: datetime
) -> dict[datetime, list[str]]:
    """The associations with anybody to push to, by the moment their deliveries are due."""
    paths = list(
        connection.scalars(
            _subscribed(audience).with_only_columns(households.c.organization).distinct()
        )
    )
    if notice.manner.breaks_quiet:
        return {now: paths} if paths else {}
    known = organizations.every(connection)
    due: dict[datetime, list[str]] = defaultdict(list)
    for path in paths:
        # An association that has just left the tree keeps the hours of what is above it.
        found = next((known[above] for above in chain(path) if above in known), None)
        moment = due_after(now, found.quiet, found.timezone) if found else now
        due[moment].append(path)
    return dict(due)


def _subscribed(audience: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The subscribed devices of the households the condition holds for."""
    joined = households.join(devices, devices.c.household == households.c.id).join(
        subscriptions, subscriptions.c.device == devices.c.id
    )
    return select().select_from(joined).where(audience, devices.c.revoked_at.is_(None))
