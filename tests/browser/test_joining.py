"""Joining with the card, typed or by its QR code."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.city import MOMIJI, SAKURA
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import ja


def test_the_code_is_typed(phone: Phone, office: Office) -> None:
    card = office.card(SAKURA, "打ち込む家")

    phone.join(card)

    phone.page.reload()
    expect(phone.page.locator('[data-variant="joined"] [data-household]')).to_contain_text(
        "打ち込む家"
    )


def test_the_code_is_taken_however_it_is_typed(phone: Phone, office: Office) -> None:
    card = office.card(SAKURA, "小文字の家")
    phone.open("settings.html")

    phone.page.get_by_label(ja("Code on the card")).fill(card.code.lower().replace("-", " "))
    phone.page.get_by_label(ja("Code on the card")).press("Enter")

    phone.confirm_joining(card)


def test_the_link_on_the_card_asks_before_it_joins(phone: Phone, office: Office) -> None:
    card = office.card(SAKURA, "二次元の家")

    phone.open(f"settings.html#join={card.code}")

    phone.confirm_joining(card)
    assert card.code not in phone.page.url


def test_a_wrong_code_says_what_to_do(phone: Phone) -> None:
    phone.open("settings.html")

    phone.page.get_by_label(ja("Code on the card")).fill("ABCD-EFGH-JKM")
    phone.page.get_by_role("button", name=ja("Join"), exact=True).click()

    expect(phone.page.get_by_role("alert").first).to_contain_text("班長に知らせてください")


def test_a_card_of_another_association_does_not_join(phone: Phone, office: Office) -> None:
    card = office.card(MOMIJI, "となりの家")

    phone.open(f"settings.html#join={card.code}")

    expect(phone.page.locator("[data-join-problem]")).not_to_be_empty()
    assert phone.page.evaluate("kairan.state.get('device')") is None
