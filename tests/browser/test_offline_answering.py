"""Answering without a signal: kept, shown as kept, delivered once, counted once."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

from playwright.sync_api import expect

from tests.browser.city import SAKURA
from tests.browser.conftest import MakeDesk
from tests.browser.daemon import Daemon
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import COMING, DELIVERED, KEPT, ja

GUTTER = f"{SAKURA}/sokko"


def test_an_answer_waits_for_the_signal_and_counts_once(
    phone: Phone, office: Office, make_desk: MakeDesk
) -> None:
    card = office.card(SAKURA, "電波のない家")
    phone.join(card)
    phone.keep_newest(1)
    phone.lose_signal()
    phone.open_item(GUTTER)

    phone.answer_event(COMING, people=3)
    expect(phone.state).to_have_text(KEPT)
    phone.page.reload()
    expect(phone.state).to_have_text(KEPT)
    expect(phone.page.get_by_role("radio", name=COMING, exact=True)).to_be_checked()
    phone.open()
    expect(phone.entry(GUTTER)).to_contain_text(ja("Not sent yet"))
    phone.open("settings.html")
    expect(phone.page.locator("[data-queue]")).to_contain_text("側溝清掃のお願い")
    assert office.answers(card.household) == []

    phone.open_item(GUTTER)
    phone.regain_signal()
    expect(phone.state).to_have_text(DELIVERED)
    [answer] = office.answers(card.household)
    assert answer.value["headcount"] == 3
    assert answer.value["choices"] == {"attend": ["yes"]}
    assert all(row["kind"] == "receipt" for row in phone.kept("outbox"))

    sent = next(batch for batch in phone.posted if any(a["id"] == answer.id for a in batch))
    again = _post(f"{phone.daemon_url}/v1/answers", phone.token(), {"answers": sent})
    assert {result["status"] for result in again["results"]} == {"duplicate"}
    assert len(office.answers(card.household)) == 1

    desk = make_desk(SAKURA)
    desk.open_item(GUTTER)
    expect(desk.replies_of("電波のない家")).to_have_count(1)
    expect(desk.replies_of("電波のない家")).to_contain_text(COMING)


def test_an_answer_outlives_the_daemon(phone: Phone, office: Office, daemon: Daemon) -> None:
    card = office.card(SAKURA, "停電の家")
    phone.join(card)
    phone.keep_newest(1)

    daemon.stop()
    try:
        phone.open()
        expect(phone.page.locator("[data-notice=copy]")).to_be_visible()
        phone.entry(GUTTER).get_by_role("link").click()
        phone.answer_event(ja("Do not attend"))
        expect(phone.state).to_have_text(KEPT)
    finally:
        daemon.start()

    # Nobody touches the phone: it tries again by itself.
    expect(phone.state).to_have_text(DELIVERED, timeout=60_000)
    assert [answer.value["choices"] for answer in office.answers(card.household)] == [
        {"attend": ["no"]}
    ]


def _post(url: str, token: str, body: dict[str, object]) -> dict[str, list[dict[str, str]]]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with urlopen(Request(url, json.dumps(body).encode(), headers), timeout=10) as response:
        said: dict[str, list[dict[str, str]]] = json.load(response)
        return said
