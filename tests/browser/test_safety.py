"""A safety check, from the officer's desk to a phone and back, as a drill."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import objections
from tests.browser.city import MOMIJI
from tests.browser.conftest import MakeDesk, MakePhone
from tests.browser.desk import Desk
from tests.browser.office import Office


@pytest.fixture
def drill(make_desk: MakeDesk) -> Iterator[Desk]:
    """The desk of an officer of 紅葉町会, on the page of a drill just started."""
    desk = make_desk(MOMIJI)
    desk.open("safety/start")
    desk.page.get_by_text("訓練（どこにも【訓練】と出ます）").click()
    desk.page.get_by_role("button", name="次へ").click()
    desk.page.get_by_role("button", name="訓練をいま始める").click()
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("【訓練】")
    check = desk.page.url
    yield desk
    desk.page.goto(f"{check}/close")
    desk.page.get_by_role("button", name="閉じる").click()
    expect(desk.page.locator(".tag", has_text="終了")).to_be_visible()


def test_a_report_made_without_a_signal_reaches_the_officers(
    make_phone: MakePhone, drill: Desk, office: Office
) -> None:
    phone = make_phone(MOMIJI)
    card = office.card(MOMIJI, "揺れた家", members=2)
    phone.join(card)
    phone.keep_newest(1)
    asked = phone.page.locator("[data-notices]")
    expect(asked).to_contain_text("【訓練】")
    phone.lose_signal()
    asked.get_by_role("link", name="安否を報告する").click()

    phone.page.get_by_role("button", name="無事", exact=True).first.click()
    phone.page.get_by_role("button", name="けが", exact=True).nth(1).click()
    states = phone.page.locator(".person [data-slot=state]")
    expect(states).to_have_text(["この携帯にのみ保存（未送信）"] * 2)
    phone.regain_signal()
    expect(states).to_have_text([re.compile("^届きました")] * 2)

    drill.page.reload()
    household = drill.page.locator(".standing", has_text="揺れた家")
    expect(household).to_have_count(1)
    expect(household).to_contain_text("けが")
    expect(household).to_contain_text("無事")
    assert objections(drill.page) == []
    phone.open()
    expect(asked).not_to_contain_text("【訓練】")
