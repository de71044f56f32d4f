"""After the deadline the form is closed, also when it passes while the page is open."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.city import SAKURA, TODAY
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import COMING, ja

OVER, OPEN = "aoba/higashi/bosai", f"{SAKURA}/sokko"
CLOSED = ja("Closed since {when}.").partition("{when}")[0]
DEADLINE = TODAY + timedelta(days=31, seconds=-1)


def test_a_form_is_closed_after_its_deadline(phone: Phone, office: Office) -> None:
    phone.join(office.card(SAKURA, "遅い家"))

    phone.open_item(OVER)

    expect(phone.state).to_contain_text(CLOSED)
    expect(phone.page.locator("[data-submit]")).to_be_hidden()
    expect(phone.page.get_by_role("radio", name=COMING, exact=True)).to_be_disabled()
    phone.open()
    expect(phone.entry(OVER)).not_to_contain_text(ja("To answer"))


def test_a_form_closes_when_its_deadline_passes(phone: Phone, office: Office) -> None:
    phone.join(office.card(SAKURA, "迷う家"))
    phone.page.clock.install(time=DEADLINE - timedelta(minutes=1))
    phone.open_item(OPEN)
    expect(phone.page.locator("[data-submit]")).to_be_visible()

    phone.page.clock.fast_forward("02:00")

    expect(phone.state).to_contain_text(CLOSED)
    expect(phone.page.locator("[data-submit]")).to_be_hidden()
