"""Reading: unread, then stamped with the day, and the association knows."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.city import SAKURA
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.waiting import until
from tests.browser.words import READ, ja

GUTTER = f"{SAKURA}/sokko"


def test_an_unread_circular_is_stamped_when_it_is_opened(phone: Phone) -> None:
    phone.open()
    expect(phone.entry(GUTTER).locator(".stamp")).to_have_text(ja("Unread"))

    phone.entry(GUTTER).get_by_role("link").click()
    expect(phone.page.locator(".stamp-large")).to_have_text(READ)

    phone.page.go_back()
    expect(phone.entry(GUTTER).locator(".stamp")).to_have_text(READ)
    expect(phone.entry("aoba/gomi").locator(".stamp")).to_have_text(ja("Unread"))


def test_opening_is_not_answering(phone: Phone, office: Office) -> None:
    card = office.card(SAKURA, "読んだだけの家")
    phone.join(card)

    phone.open_item(GUTTER)

    expect(phone.state).to_have_text(ja("Not answered yet"))
    until(lambda: office.receipts(card.household) == {GUTTER}, "the receipt has arrived")
    assert office.answers(card.household) == []
