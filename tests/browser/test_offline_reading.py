"""Reading without a signal: what was seen, and the newest that nobody has opened yet."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.city import CIRCULARS, MOMIJI, NEWEST, SAKURA
from tests.browser.conftest import MakePhone
from tests.browser.words import ja

GUTTER = f"{SAKURA}/sokko"
STANDING_PAGES = 1
SEEN, NEVER_SEEN = f"{MOMIJI}/dayori-05", f"{MOMIJI}/dayori-10"


def test_what_was_seen_and_the_newest_thirty_are_readable(make_phone: MakePhone) -> None:
    phone = make_phone(MOMIJI)
    phone.keep_newest(NEWEST + STANDING_PAGES)
    phone.open_item(SEEN)
    phone.open()
    phone.lose_signal()

    phone.page.reload()
    expect(phone.page.locator("[data-notice=copy]")).to_be_visible()
    items = phone.page.evaluate("fetch('index.json').then((copy) => copy.json())")["items"]
    assert len(items) > CIRCULARS
    for item in items[:NEWEST]:
        phone.open(item["url"])
        expect(phone.page.locator("h1")).to_have_text(item["title"]["ja"])
    phone.open_item(SEEN)
    expect(phone.page.locator("[data-slot=prose]")).to_contain_text("第5号の本文")
    phone.open_item("aoba/hinanjo")
    expect(phone.page.locator("[data-slot=prose]")).to_contain_text("東小学校")


def test_the_page_somebody_came_by_is_kept_too(make_phone: MakePhone) -> None:
    phone = make_phone(MOMIJI)
    phone.open_item(SEEN)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.keep_newest(NEWEST + STANDING_PAGES)
    phone.lose_signal()

    phone.open_item(SEEN)

    expect(phone.page.locator("[data-slot=prose]")).to_contain_text("第5号の本文")


def test_what_was_never_seen_says_so(make_phone: MakePhone) -> None:
    phone = make_phone(MOMIJI)
    phone.keep_newest(NEWEST + STANDING_PAGES)
    phone.lose_signal()

    phone.open_item(NEVER_SEEN)

    expect(phone.page.get_by_role("heading", level=1)).to_have_text(ja("No signal"))
    link = phone.page.get_by_role("link", name=ja("To the circulars"))
    assert link.evaluate("(link) => link.href") == f"{phone.site}index.html"
    phone.regain_signal()
    expect(phone.page.locator("[data-slot=prose]")).to_contain_text("第10号の本文")


def test_the_four_places_and_pictures_are_there(make_phone: MakePhone) -> None:
    phone = make_phone(SAKURA)
    phone.keep_newest(1)
    phone.lose_signal()

    for place, heading in (
        ("calendar.html", "Calendar"),
        ("safety.html", "Are you safe?"),
        ("settings.html", "Settings"),
    ):
        phone.open(place)
        expect(phone.page.get_by_role("heading", level=1)).to_have_text(ja(heading))
    phone.open_item(GUTTER)
    phone.see_until("document.querySelector('.prose img').naturalWidth > 0")
