"""Delivery of the outbox: once, whoever delivers it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.city import SAKURA
from tests.browser.conftest import MakePhone
from tests.browser.office import Card, Office
from tests.browser.phone import Phone
from tests.browser.waiting import until
from tests.browser.words import COMING, DELIVERED, KEPT, ja

GUTTER = f"{SAKURA}/sokko"
WITHOUT_BACKGROUND_SYNC = """
delete globalThis.SyncManager
delete globalThis.ServiceWorkerRegistration.prototype.sync
"""


@pytest.fixture
def card(office: Office, request: pytest.FixtureRequest) -> Card:
    return office.card(SAKURA, request.node.name)


def answer_without_signal(phone: Phone, card: Card) -> None:
    phone.join(card)
    phone.open_item(GUTTER)
    phone.wait_for_worker()
    phone.lose_signal()
    phone.answer_event(COMING, people=2)
    expect(phone.state).to_have_text(KEPT)


def sent_answers(phone: Phone) -> list[str]:
    """The identifiers of the event's answers that reached the network, receipts left out."""
    return [a["id"] for batch in phone.posted for a in batch if a["kind"] == "event"]


def test_two_tabs_deliver_once(phone: Phone, office: Office, card: Card) -> None:
    answer_without_signal(phone, card)
    other = phone.context.new_page()
    other.goto(phone.page.url)
    expect(other.locator("[data-answer-state]")).to_have_text(KEPT)
    phone.posted.clear()

    phone.regain_signal()

    for tab in (phone.page, other):
        expect(tab.locator("[data-answer-state]")).to_have_text(DELIVERED)
    [answer] = office.answers(card.household)
    assert sent_answers(phone) == [answer.id]


def test_it_is_delivered_without_background_sync(
    make_phone: MakePhone, office: Office, card: Card
) -> None:
    phone = make_phone()
    phone.context.add_init_script(WITHOUT_BACKGROUND_SYNC)
    answer_without_signal(phone, card)
    assert phone.page.evaluate("!('sync' in ServiceWorkerRegistration.prototype)")

    phone.regain_signal()

    expect(phone.state).to_have_text(DELIVERED)
    assert len(office.answers(card.household)) == 1


def test_the_worker_delivers_when_the_board_is_closed(
    phone: Phone, office: Office, card: Card
) -> None:
    answer_without_signal(phone, card)
    developer = phone.context.new_page()
    phone.page.close()
    phone.regain_signal()
    developer.goto(f"{phone.daemon_url}/healthz")

    registrations: list[str] = []
    tools = phone.context.new_cdp_session(developer)
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: registrations.extend(r["registrationId"] for r in said["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    until(lambda: developer.title() is None or registrations, "the worker is found")
    sync = {"origin": phone.daemon_url, "registrationId": registrations[0], "tag": "outbox"}
    tools.send("ServiceWorker.dispatchSyncEvent", {**sync, "lastChance": False})

    until(lambda: office.answers(card.household), "the answer has arrived")
    assert len(office.answers(card.household)) == 1


def test_a_changed_answer_replaces_the_first(phone: Phone, office: Office, card: Card) -> None:
    answer_without_signal(phone, card)
    phone.answer_event(ja("Do not attend"))
    phone.regain_signal()
    expect(phone.state).to_have_text(DELIVERED)

    until(lambda: len(phone.kept("outbox")) == 0, "nothing waits any more")
    counting = [a for a in office.answers(card.household) if a.superseded_by is None]
    assert [answer.value["choices"] for answer in counting] == [{"attend": ["no"]}]
