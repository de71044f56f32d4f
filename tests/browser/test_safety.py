"""A safety check, from the officer's desk to a phone and back, as a drill."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import objections
from tests.browser.city import MOMIJI
from tests.browser.conftest import MakeDesk, MakePhone
from tests.browser.desk import Desk
from tests.browser.office import Office
from tests.browser.words import DELIVERED, KEPT, desk, ja


@pytest.fixture
def drill(make_desk: MakeDesk) -> Iterator[Desk]:
    """The desk of an officer of 紅葉町会, on the page of a drill just started."""
    officer = make_desk(MOMIJI)
    officer.open("safety/start")
    officer.page.get_by_text(desk("A drill, marked so everywhere")).click()
    officer.page.get_by_role("button", name=desk("Go on")).click()
    officer.page.get_by_role("button", name=desk("Start the drill now")).click()
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text("【訓練】")
    check = officer.page.url
    yield officer
    officer.page.goto(f"{check}/close")
    officer.page.get_by_role("button", name=desk("Close it")).click()
    expect(officer.page.locator(".tag", has_text=desk("Closed"))).to_be_visible()


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
    asked.get_by_role("link", name=ja("Report your safety")).click()

    phone.page.get_by_role("button", name=ja("Safe"), exact=True).first.click()
    phone.page.get_by_role("button", name=ja("Hurt"), exact=True).nth(1).click()
    states = phone.page.locator(".person [data-slot=state]")
    expect(states).to_have_text([KEPT] * 2)
    phone.regain_signal()
    expect(states).to_have_text([DELIVERED] * 2)

    drill.page.reload()
    household = drill.page.locator(".standing", has_text="揺れた家")
    expect(household).to_have_count(1)
    expect(household).to_contain_text(desk("Hurt"))
    expect(household).to_contain_text(desk("Safe"))
    assert objections(drill.page) == []
    phone.open()
    expect(asked).not_to_contain_text("【訓練】")
