"""Other languages: pages that say which they are in, and a choice that is remembered."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.city import SAKURA
from tests.browser.phone import Phone
from tests.browser.words import ja

GUTTER, SURVEY = f"{SAKURA}/sokko", f"{SAKURA}/anketo"


def test_a_translated_circular_is_english_throughout(phone: Phone) -> None:
    phone.open_item(GUTTER, "en/")

    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    heading = phone.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Please help to clean the gutters")
    assert heading.get_attribute("lang") is None
    expect(phone.state).to_have_text("Not answered yet")
    expect(phone.page.locator("[data-slot=untranslated]")).to_be_hidden()


def test_an_untranslated_circular_says_it_is_japanese(phone: Phone) -> None:
    phone.open_item(SURVEY, "en/")

    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    expect(phone.page.locator("[data-slot=untranslated]")).to_be_visible()
    expect(phone.page.locator("[data-slot=prose]")).to_have_attribute("lang", "ja")


def test_the_language_chosen_is_remembered(phone: Phone) -> None:
    phone.open()
    phone.page.get_by_role("navigation", name=ja("Other languages")).get_by_role("link").click()
    phone.page.wait_for_url("**/en/index.html")

    phone.page.goto("about:blank")
    phone.open()

    phone.page.wait_for_url("**/en/index.html")
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
