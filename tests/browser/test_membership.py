"""What belongs to members: sealed until the phone has joined, and ending with the device."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.city import SAKURA
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import COMING, DELIVERED, KEPT, ja

AGAIN = ja("This phone must join again with the card. What waits to be sent is kept.")
GUTTER, OBITUARY = f"{SAKURA}/sokko", f"{SAKURA}/fuho"

SEALED_KEPT = """kairan.state.get("kept")
  .then((kept) => Object.keys(kept ?? {}).some((name) => !name.includes("items/")))"""

SEALED_COPIES = """caches.open(`${kairan.name}:seen`).then((cache) => cache.keys())
  .then((kept) => kept.filter(({ url }) => url.includes("/sealed/")).length)"""


def test_an_obituary_is_for_members(phone: Phone, office: Office) -> None:
    card = office.card(SAKURA, "会員の家")
    phone.open()
    expect(phone.page.locator("[data-sealed-note]")).to_be_visible()
    expect(phone.entry(OBITUARY)).to_have_count(0)
    index = phone.page.evaluate("fetch('index.json').then((index) => index.text())")
    assert "訃報" not in index
    [sealed] = [
        item["sealed"]
        for item in phone.page.evaluate("fetch('index.json').then((i) => i.json())")["items"]
        if "sealed" in item
    ]
    phone.open(f"sealed.html#{sealed}")
    expect(phone.page.locator("[data-sealed-why]")).to_have_text(
        ja("This circular is for members. It opens once this phone has joined.")
    )
    assert "逝去" not in phone.page.content()

    phone.join(card)
    phone.keep_newest(1)
    phone.entry(OBITUARY).get_by_role("link").click()
    expect_obituary(phone)

    phone.lose_signal()
    phone.page.reload()
    expect_obituary(phone)


def test_an_obituary_is_kept_before_anybody_opens_it(phone: Phone, office: Office) -> None:
    phone.join(office.card(SAKURA, "備える家"))
    phone.keep_newest(1)
    phone.see_until(SEALED_KEPT)
    phone.lose_signal()

    phone.open()
    phone.entry(OBITUARY).get_by_role("link").click()

    expect_obituary(phone)


def expect_obituary(phone: Phone) -> None:
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("訃報のお知らせ")
    expect(phone.page.locator("[data-slot=prose]")).to_contain_text("逝去されました")
    phone.see_until("document.querySelector('.prose img')?.naturalWidth > 0")


def test_a_revoked_phone_keeps_its_outbox_and_joins_again(phone: Phone, office: Office) -> None:
    card = office.card(SAKURA, "失くした家")
    phone.join(card)
    phone.open_item(GUTTER)
    phone.wait_for_worker()
    phone.lose_signal()
    phone.answer_event(COMING, people=1)
    expect(phone.state).to_have_text(KEPT)
    office.revoke_devices(card.household)

    phone.regain_signal()
    expect(phone.page.locator('[data-notice="revoked"]')).to_contain_text(AGAIN)
    assert [row["kind"] for row in phone.kept("outbox") if row["kind"] != "receipt"] == ["event"]
    assert office.answers(card.household) == []

    phone.join(card)
    phone.open_item(GUTTER)
    expect(phone.state).to_have_text(DELIVERED)
    assert len(office.answers(card.household)) == 1


def test_leaving_takes_everything_of_the_household_along(phone: Phone, office: Office) -> None:
    phone.join(office.card(SAKURA, "引っ越す家"))
    phone.keep_newest(1)
    phone.see_until(SEALED_KEPT)
    phone.open("settings.html")

    phone.page.get_by_role("button", name=ja("Leave with this phone")).click()
    phone.page.get_by_role("button", name=ja("Leave"), exact=True).click()

    expect(phone.page.locator("[data-join-state]")).to_have_text(ja("This phone has left."))
    assert all(phone.kept(store) == [] for store in ("keys", "answers", "outbox"))
    assert phone.page.evaluate(SEALED_COPIES) == 0
    phone.open()
    expect(phone.entry(GUTTER)).to_be_visible()
    expect(phone.entry(OBITUARY)).to_have_count(0)
