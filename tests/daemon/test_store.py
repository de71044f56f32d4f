"""The store: the same promises on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from syncd import attempts, audit, households, workers
from syncd.bulbs import bulbs, gateways
from syncd.bulbs.heartbeats import Heartbeat, Reception, receive
from syncd.daemon import Daemon
from syncd.push import subscriptions
from syncd.push.subscriptions import Subscription
from syncd.store.engine import Store
from syncd.store.tables import answers
from syncd.store.tables import attempts as attempts_table
from syncd.store.tables import audit as audit_table
from syncd.store.tables import heartbeats as heartbeats_table
from syncd.store.tables import households as households_table
from syncd.store.tables import subscriptions as subscriptions_table
from syncd.store.tables import workers as workers_table
from tests.daemon.conftest import (
    KITA,
    NOW,
    TOKYO,
    UME,
    Village,
    answer,
    read_mark,
    report,
)

pytestmark = pytest.mark.parametrize("daemon", ["sqlite", "postgresql"], indirect=True)
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(daemon: Daemon) -> Store:
    return daemon.store


def test_what_a_failed_transaction_wrote_is_gone(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            workers.beat(connection, "here", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as connection:
        assert workers.last_pulse(connection) is None


def test_reading_sees_one_state_of_the_store(store: Store) -> None:
    with store.write() as connection:
        workers.beat(connection, "here", NOW)
    with store.read() as reading:
        before = workers.last_pulse(reading)
        with store.write() as writing:
            workers.beat(writing, "here", NOW + SECOND)
        after = workers.last_pulse(reading)
    with store.read() as reading:
        anew = workers.last_pulse(reading)

    assert (before, after, anew) == (NOW, NOW, NOW + SECOND)


def test_what_is_written_while_reading_is_not_kept(store: Store) -> None:
    with store.read() as connection:
        workers.beat(connection, "here", NOW)

    with store.read() as connection:
        assert workers.last_pulse(connection) is None


def test_moments_come_back_as_they_were_whatever_their_timezone(store: Store) -> None:
    moment = datetime(2026, 11, 5, 12, 0, 0, 123456, tzinfo=TOKYO)
    with store.write() as connection:
        workers.beat(connection, "here", moment)

    with store.read() as connection:
        kept = workers.last_pulse(connection)
        assert kept == moment
        assert kept is not None
        assert kept.tzinfo is UTC
        found = connection.scalar(
            select(workers_table.c.name).where(workers_table.c.pulse_at >= moment)
        )
        assert found == "here"


def test_a_moment_without_a_timezone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="without a timezone"), store.write() as connection:
        workers.beat(connection, "here", datetime(2026, 11, 5))


def test_the_audit_log_cannot_be_changed(store: Store) -> None:
    with store.write() as connection:
        audit.note(
            connection,
            actor="officer:1",
            action="household.view",
            organization=UME,
            subject="H1",
            details={"なぜ": "安否確認"},
            now=NOW,
        )
    for statement in (update(audit_table).values(actor="nobody"), delete(audit_table)):
        with pytest.raises(DBAPIError, match="append-only"), store.write() as connection:
            connection.execute(statement)

    with store.read() as connection:
        (row,) = connection.execute(select(audit_table))
    assert (row.at, row.actor, row.details) == (NOW, "officer:1", {"なぜ": "安否確認"})


def test_a_note_goes_with_the_transaction_it_tells_of(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            audit.note(connection, actor="a", action="b.c", subject="d", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(audit_table)) == 0


def test_no_two_answers_of_a_household_count_even_if_the_program_erred(
    board: Village, store: Store
) -> None:
    phone = board.phone()
    phone.deliver(answer("mochi"))
    with store.read() as connection:
        (row,) = connection.execute(select(answers))

    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(insert(answers).values(**{**row._asdict(), "id": "another"}))


def test_what_refers_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as connection:
        subscriptions.keep(connection, "nobody", Subscription("https://a.example/", "k", "a"), NOW)


def test_a_label_is_free_again_when_its_household_has_moved_out(
    village: Village, store: Store
) -> None:
    first = village.household("山田")
    with pytest.raises(IntegrityError):
        village.household("山田")
    with store.write() as connection:
        households.move_out(connection, first.id, actor="operator", now=NOW)

    second = village.household("山田")

    with store.read() as connection:
        assert households.find(connection, first.id) is None
        assert households.find(connection, second.id) == second


def test_groups_and_people_come_back_as_they_went_in(village: Village, store: Store) -> None:
    groups = [(KITA, "kodomo"), (KITA, "shobo")]
    household = village.household("山田", members=["花子", "太郎"], groups=groups, paper=True)

    with store.read() as connection:
        assert households.find(connection, household.id) == household
        people = households.people_of(connection, household.id)
    assert [person.label for person in people] == ["花子", "太郎"]
    assert household.groups == frozenset(groups)


def test_a_whole_outbox_is_kept_and_told_again(board: Village, store: Store) -> None:
    phone = board.phone(board.household("鈴木", members=["花子"]))
    hanako = phone.me()["people"][0]["id"]
    place = {"lat": 36.5, "lon": 136.6, "accuracy": 5.0}
    made = answer("mochi", {"choices": {"attend": ["yes"]}, "comment": "😀 長い『話』"})
    outbox = [
        made,
        answer("closed"),
        read_mark("kairan"),
        report("safety", "hurt", person=hanako, note="足", place=place),
        answer("nowhere"),
    ]

    first = [result["status"] for result in phone.deliver(*outbox)]
    again = [result["status"] for result in phone.deliver(*outbox)]

    assert first == ["stored", "late", "stored", "stored", "rejected"]
    assert again == ["duplicate"] * 4 + ["rejected"]
    standing = phone.standing()
    assert standing[made["item"], None]["value"] == made["value"]
    assert standing["safety", hanako]["value"]["place"] == place
    assert standing[f"{UME}/closed", None]["status"] == "late"


def test_subscriptions_are_renewed_in_place(village: Village, store: Store) -> None:
    phone = village.phone()
    for later, key in enumerate(("k1", "k2")):
        with store.write() as connection:
            kept = Subscription("https://push.example.net/a", key, "a")
            subscriptions.keep(connection, phone.id, kept, NOW + later * SECOND)

    (row,) = village.rows(subscriptions_table)
    assert (row.p256dh, row.created_at, row.renewed_at) == ("k2", NOW, NOW + SECOND)


def test_attempts_made_side_by_side_are_all_counted(village: Village, store: Store) -> None:
    waits: list[int | None] = []

    def attempt() -> None:
        for _ in range(5):
            with store.write() as connection:
                waits.append(attempts.take(connection, {"bucket": 12}, 600, NOW))

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(wait is None for wait in waits) == 12
    assert [row.count for row in village.rows(attempts_table)] == [20]


def test_a_right_attempt_is_given_back(village: Village, store: Store) -> None:
    with store.write() as connection:
        attempts.take(connection, {"a": 3, "b": 3}, 600, NOW)
        attempts.take(connection, {"a": 3}, 600, NOW)
        attempts.give_back(connection, {"a": 3, "b": 3}, 600, NOW)

    assert {row.bucket: row.count for row in village.rows(attempts_table)} == {"a": 1, "b": 0}


def test_heartbeats_are_kept_once(village: Village, store: Store) -> None:
    with store.write() as connection:
        gateway, _ = gateways.create(
            connection,
            village.daemon.credentials,
            organization=KITA,
            name="中継機",
            actor="operator",
            now=NOW,
        )
        bulb = bulbs.create(
            connection, organization=UME, household=None, name="廊下", actor="operator", now=NOW
        )
    batch = [Heartbeat(bulb.id, NOW - n * SECOND, True, n) for n in range(3)]
    with store.write() as connection:
        first = receive(connection, gateway, batch, NOW)
        again = receive(connection, gateway, [*batch, Heartbeat(bulb.id, NOW, False)], NOW)

    assert [r.reception for r in first] == [Reception.STORED] * 3
    assert [r.reception for r in again] == [Reception.DUPLICATE] * 3 + [Reception.STORED]
    assert [row.lit for row in village.rows(heartbeats_table)] == [True, True, True, False]


def test_writers_take_turns(store: Store) -> None:
    """A read before a write in one transaction must not lose what another wrote in between."""
    with store.write() as connection:
        connection.execute(
            insert(households_table).values(
                id="H", organization=UME, unit="", label="0", paper=False, officer=False,
                created_at=NOW,
            )
        )  # fmt: skip

    def count_up() -> None:
        for _ in range(10):
            with store.write() as connection:
                label = connection.scalar(
                    select(households_table.c.label)
                    .where(households_table.c.id == "H")
                    .with_for_update()
                )
                connection.execute(update(households_table).values(label=str(int(label or 0) + 1)))

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.read() as connection:
        assert connection.scalar(select(households_table.c.label)) == "40"


def test_the_settings_of_the_database_are_those_durability_needs(store: Store) -> None:
    with store.read() as connection:
        if connection.dialect.name == "sqlite":
            told = [
                connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
            assert told == ["wal", 2, 1]
        else:
            assert connection.scalar(text("SHOW synchronous_commit")) == "on"
