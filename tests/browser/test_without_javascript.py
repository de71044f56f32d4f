"""Without JavaScript whatever is public is read all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.city import SAKURA
from tests.browser.conftest import MakePhone
from tests.browser.phone import Phone
from tests.browser.words import ja

NO_SCRIPT = (
    "Answering here needs JavaScript, which is switched off."
    " Please tell your group leader your answer, or hand in the printed slip."
)


@pytest.fixture
def plain_phone(make_phone: MakePhone) -> Phone:
    return make_phone(java_script_enabled=False)


def test_the_board_and_a_circular_are_readable(plain_phone: Phone) -> None:
    plain_phone.open()
    expect(plain_phone.page.get_by_role("heading", level=1)).to_have_text("桜町会")

    plain_phone.page.get_by_role("link", name="側溝清掃のお願い").click()

    expect(plain_phone.page.get_by_role("heading", level=1)).to_have_text("側溝清掃のお願い")
    expect(plain_phone.page.locator("[data-slot=prose]")).to_contain_text("スコップ")
    expect(plain_phone.page.get_by_role("img", name="集合場所は栄公園の入口です。")).to_be_visible()
    # Chromium's emulation shows no <noscript>; a browser that really has no JavaScript does.
    assert ja(NO_SCRIPT) in (plain_phone.page.locator("noscript").text_content() or "")
    expect(plain_phone.page.locator("[data-submit]")).to_be_hidden()


def test_a_table_is_readable(plain_phone: Phone) -> None:
    plain_phone.open_item("aoba/gomi")

    expect(plain_phone.page.get_by_role("cell", name="第1・第3土")).to_be_visible()


def test_the_calendar_is_readable(plain_phone: Phone) -> None:
    plain_phone.open("calendar.html")

    expect(plain_phone.page.get_by_role("link", name="側溝清掃のお願い")).to_be_visible()
    expect(plain_phone.page.locator(".garbage-rules")).to_contain_text("燃やすごみ")


def test_what_needs_javascript_says_so(plain_phone: Phone) -> None:
    survey = f"items/{SAKURA.replace('/', '.')}.anketo.html"
    for place in ("safety.html", "settings.html", "sealed.html", survey):
        plain_phone.open(place)
        assert "JavaScript" in (plain_phone.page.locator("noscript").first.text_content() or "")
        assert plain_phone.page.locator("[data-script]:visible").count() == 0
