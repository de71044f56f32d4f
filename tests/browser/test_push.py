"""Push, end to end: a file is saved, and a real browser shows what it says.

Build, ingest, encryption, VAPID, the push service's protocol, decryption and the service worker are
all the real ones; only the push service stands on this machine instead of at Mozilla's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from syncd.clock import read_clock
from tests.browser.city import SAKURA, circular, day
from tests.browser.daemon import Daemon
from tests.browser.firefox import Firefox
from tests.browser.office import Card, Office
from tests.browser.push_messages import Reply
from tests.browser.push_service import PushService
from tests.browser.waiting import until

SHOWN = """navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
  .then((all) => all.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, url: data.url })))"""
CLEARED = """navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
  .then((all) => all.forEach((one) => one.close()))"""


@dataclass
class Subscriber:
    """A household's Firefox with notifications switched on."""

    firefox: Firefox
    card: Card
    daemon: Daemon

    def publish(self, name: str, title: str, body: str) -> str:
        """Save a circular for the association; its id."""
        text = circular(body, title=title, date=day(0))
        (self.daemon.content / SAKURA / f"{name}.md").write_text(text, "utf-8")
        return f"{SAKURA}/{name}"

    def shown(self, title: str) -> list[dict[str, Any]]:
        """Every notification there is, once one has that title."""

        def look() -> list[dict[str, Any]] | None:
            seen: list[dict[str, Any]] = self.firefox.see(SHOWN)
            return seen if any(one["title"] == title for one in seen) else None

        return until(look, f"a notification {title!r}", 30)

    def switch(self, on: bool) -> None:
        """Switch notifications on or off by a click."""
        self.firefox.click("[data-enable]" if on else "[data-disable]")
        variant = "on" if on else "off"
        selector = f"[data-notifications] [data-variant={variant}]"
        self.firefox.wait_for(f"document.querySelector('{selector}').checkVisibility()")


@pytest.fixture(scope="module")
def joined(firefox: Firefox, daemon: Daemon, office: Office) -> Subscriber:
    card = office.card(SAKURA, "通知を受ける家")
    firefox.open(f"{daemon.url}/{SAKURA}/settings.html")
    firefox.write("#code", card.code)
    firefox.click("[data-join-form] button")
    firefox.click("[data-confirm]")
    firefox.wait_for("document.querySelector('[data-variant=joined]').checkVisibility()")
    return Subscriber(firefox, card, daemon)


@pytest.fixture
def subscriber(joined: Subscriber, office: Office) -> Subscriber:
    """Freshly subscribed, nothing shown."""
    if joined.firefox.see("document.querySelector('[data-disable]').checkVisibility()"):
        joined.switch(on=False)
    joined.switch(on=True)
    joined.firefox.see(CLEARED)
    assert len(office.subscriptions(joined.card.household)) == 1
    return joined


def test_a_click_subscribes(
    subscriber: Subscriber, office: Office, push_service: PushService
) -> None:
    [subscription] = office.subscriptions(subscriber.card.household)

    assert subscription.endpoint.startswith(f"{push_service.origin}/wpush/")


def test_a_saved_circular_is_shown_and_a_correction_replaces_it(
    subscriber: Subscriber, push_service: PushService
) -> None:
    item = subscriber.publish("dansui", "断水のお知らせ", "25日の午前9時から11時まで断水します。")
    [notification] = subscriber.shown("断水のお知らせ")
    assert notification == {
        "title": "断水のお知らせ",
        "body": "桜町会\n25日の午前9時から11時まで断水します。",
        "tag": item,
        "lang": "ja",
        "url": f"items/{item.replace('/', '.')}.html",
    }

    subscriber.publish("dansui", "断水のお知らせ", "断水は26日に変わりました。")
    [corrected] = subscriber.shown("【訂正】断水のお知らせ")
    assert corrected["tag"] == item
    assert corrected["body"] == "桜町会\n断水は26日に変わりました。"
    first, second = push_service.pushed[-2:]
    assert (first.reply.status, second.reply.status) == (201, 201)
    assert first.headers["topic"] == second.headers["topic"]
    assert first.headers["urgency"] == "normal"


def test_a_subscription_that_is_gone_is_removed(
    subscriber: Subscriber, office: Office, push_service: PushService
) -> None:
    push_service.answer_next(Reply(410))

    subscriber.publish("kuma", "熊が出ました", "山に近づかないでください。")

    household = subscriber.card.household
    until(lambda: office.subscriptions(household) == [], "the subscription is removed", 30)
    assert office.deliveries(household)[-1].state == "gone"


def tried(office: Office, household: str) -> Any:
    """The last delivery once it holds what the push service answered."""
    return next((d for d in office.deliveries(household)[-1:] if d.answer), None)


def test_a_busy_push_service_is_asked_again_when_it_said(
    subscriber: Subscriber, office: Office, push_service: PushService
) -> None:
    household = subscriber.card.household
    before = len(push_service.pushed)
    push_service.answer_next(Reply(429, {"Retry-After": "2"}))

    subscriber.publish("yuki", "雪かきのお願い", "歩道の雪かきをお願いします。")
    push_service.wait_for(before + 1, 30)
    delivery = until(lambda: tried(office, household), "the delivery is settled for now")
    assert delivery.state == "pending"
    assert len(office.subscriptions(household)) == 1

    office.sweep()  # as a worker does each minute; too early, so nothing is sent
    until(lambda: read_clock() >= delivery.due_at, "the time the push service asked for")
    office.sweep()

    assert [n["title"] for n in subscriber.shown("雪かきのお願い")] == ["雪かきのお願い"]
    refused, taken = push_service.pushed[before:]
    assert (refused.reply.status, taken.reply.status) == (429, 201)
    assert taken.at - refused.at >= 2
    until(lambda: office.deliveries(household)[-1].state == "sent", "the delivery is sent")


def test_switching_off_ends_the_subscription(
    subscriber: Subscriber, office: Office, push_service: PushService
) -> None:
    household = subscriber.card.household
    subscriber.switch(on=False)
    assert office.subscriptions(household) == []
    pushes, deliveries = len(push_service.pushed), len(office.deliveries(household))

    item = subscriber.publish("ame", "大雨に備えて", "側溝を見てください。")

    # What is taken in and what is pushed of it are written in one transaction.
    until(lambda: office.knows(item), "the circular is taken in", 30)
    assert len(office.deliveries(household)) == deliveries
    assert len(push_service.pushed) == pushes
