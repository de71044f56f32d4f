"""Furigana: there in every Japanese page, shown to whoever wants them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.accessibility import objections
from tests.browser.city import MOMIJI, SAKURA
from tests.browser.conftest import MakePhone
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import ja

GUTTER, OBITUARY = f"{SAKURA}/sokko", f"{SAKURA}/fuho"
READINGS = "main rt"
SHOWN = """[...document.querySelectorAll('main rt')].filter((rt) => rt.parentElement.checkVisibility())
  .map((rt) => rt.checkVisibility())"""
# How far the lines of each block stand apart, the readings themselves left out.
LINES = """[...document.querySelectorAll('[data-slot=prose] p')].map((block) => {
  const bottoms = new Set()
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest('rt')) continue
    const range = new Range()
    range.selectNodeContents(texts.currentNode)
    for (const { bottom, width } of range.getClientRects()) if (width > 1) bottoms.add(Math.round(bottom))
  }
  const sorted = [...bottoms].sort((one, other) => one - other)
  return sorted.slice(1).map((bottom, n) => bottom - sorted[n])
})"""
PARAGRAPH = "<p>{}</p>".format(
    "<ruby>側溝<rt>そっこう</rt></ruby>の<ruby>清掃<rt>せいそう</rt></ruby>です。" * 4
    + "おわったら、みんなでおちゃをのんで、ゆっくりしましょう。よろしくおねがいします。" * 2
    + "<ruby>清掃<rt>せいそう</rt></ruby>のあとに<ruby>懇親会<rt>こんしんかい</rt></ruby>があります。"
    * 3
)


def shown(phone: Phone) -> set[bool]:
    """Whether readings can be seen: all of them, none of them, or some."""
    return set(phone.page.evaluate(SHOWN))


def heard_headings(phone: Phone) -> list[str]:
    """The headings as Chromium itself tells them to screen readers."""
    tools = phone.context.new_cdp_session(phone.page)
    nodes = tools.send("Accessibility.getFullAXTree")["nodes"]
    return [
        node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "heading"
    ]


def with_page(phone: Phone, change: Callable[[str], str]) -> None:
    """Have circulars' pages come as ``change`` makes them."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.text()))

    phone.context.route("**/items/*.html", answer)


def in_plain_japanese(html: str) -> str:
    return html.replace('<html lang="ja"', '<html lang="ja-x-easy"', 1)


@pytest.fixture
def fresh_phone(make_phone: MakePhone) -> Phone:
    """A phone whose pages come past the test, not past a worker."""
    return make_phone(service_workers="block")


def test_readings_are_there_but_hidden_until_they_are_wanted(phone: Phone) -> None:
    phone.open_item(GUTTER)

    assert phone.page.locator(READINGS).count() > 0
    assert shown(phone) == {False}
    hidden = phone.page.locator(READINGS).first
    assert hidden.evaluate("(rt) => getComputedStyle(rt).display") == "none"
    assert "側溝清掃のお願い" in heard_headings(phone)


def test_the_switch_of_a_circular_is_remembered(phone: Phone) -> None:
    phone.open_item(GUTTER)
    switch = phone.page.get_by_role("button", name=ja("Furigana"))
    expect(switch).to_have_attribute("aria-pressed", "false")

    switch.click()

    expect(switch).to_have_attribute("aria-pressed", "true")
    assert shown(phone) == {True}
    phone.page.reload()
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert shown(phone) == {True}
    switch.click()
    assert shown(phone) == {False}


def test_the_choice_holds_before_the_first_paint(fresh_phone: Phone) -> None:
    fresh_phone.open_item(GUTTER)
    fresh_phone.page.get_by_role("button", name=ja("Furigana")).click()

    # Without any of the modules, which come later: only what blocks the first paint.
    fresh_phone.context.route("**/js/item.js", lambda route: route.abort())
    fresh_phone.page.reload()

    assert shown(fresh_phone) == {True}


def test_the_settings_show_and_change_the_choice_of_this_association(phone: Phone) -> None:
    phone.open("settings.html")
    wanted = phone.page.locator('[name="furigana"][value="shown"]')
    unwanted = phone.page.locator('[name="furigana"][value="hidden"]')
    expect(unwanted).to_be_checked()

    wanted.check()

    assert shown(phone) == {True}
    phone.open_item(GUTTER)
    assert shown(phone) == {True}
    phone.open("settings.html")
    expect(wanted).to_be_checked()
    other = Phone(phone.context, phone.daemon_url, MOMIJI)
    other.open("settings.html")
    expect(other.page.locator('[name="furigana"][value="hidden"]')).to_be_checked()


def test_plain_japanese_shows_them_until_they_are_not_wanted(fresh_phone: Phone) -> None:
    with_page(fresh_phone, in_plain_japanese)
    fresh_phone.open_item(GUTTER)
    switch = fresh_phone.page.get_by_role("button", name=ja("Furigana"))

    expect(switch).to_have_attribute("aria-pressed", "true")
    assert shown(fresh_phone) == {True}
    switch.click()
    fresh_phone.page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert shown(fresh_phone) == {False}


def test_without_javascript_only_plain_japanese_shows_them(make_phone: MakePhone) -> None:
    phone = make_phone(java_script_enabled=False)
    phone.open_item(GUTTER)
    assert phone.page.locator(READINGS).count() > 0
    assert phone.page.locator(f"{READINGS}:visible").count() == 0
    expect(phone.page.locator("[data-furigana-switch]")).to_be_hidden()

    with_page(phone, in_plain_japanese)
    phone.open_item(GUTTER)
    assert phone.page.locator(f"{READINGS}:visible").count() > 0


def test_a_page_without_readings_has_no_switch(phone: Phone) -> None:
    phone.open_item(GUTTER, "en/")

    expect(phone.page.locator("[data-slot=toggle]")).to_be_visible()
    expect(phone.page.locator("[data-furigana-switch]")).to_be_hidden()


def test_a_sealed_circular_has_its_switch(phone: Phone, office: Office) -> None:
    phone.page.goto(phone.site + "index.html")
    phone.open("settings.html")
    phone.page.locator("#code").fill(office.card(SAKURA, "よみがなの家").code)
    phone.page.locator("[data-join-form] button").click()
    phone.page.locator("[data-confirm]").click()
    expect(phone.page.locator('[data-variant="joined"]')).to_be_visible()
    phone.open()
    phone.entry(OBITUARY).get_by_role("link").click()
    prose = phone.page.locator("[data-slot=prose]")
    expect(prose).not_to_be_empty()

    # The words that the association sealed, as the build gives them their readings.
    prose.evaluate(f"(node) => {{ node.innerHTML = `{PARAGRAPH}` }}")
    phone.page.locator("[data-furigana-switch]").click()

    assert prose.locator("rt").first.is_visible()


def test_readings_leave_the_lines_evenly_apart(fresh_phone: Phone) -> None:
    fresh_phone.open_item(GUTTER)
    prose = fresh_phone.page.locator("[data-slot=prose]")
    prose.evaluate(f"(node) => {{ node.innerHTML = `{PARAGRAPH}` }}")
    (before,) = fresh_phone.page.evaluate(LINES)

    fresh_phone.page.get_by_role("button", name=ja("Furigana")).click()

    (after,) = fresh_phone.page.evaluate(LINES)
    assert len(after) > 5
    assert max(after) - min(after) <= 1, after
    assert abs(sum(after) / len(after) - sum(before) / len(before)) < 1
    selectable = prose.locator("rt").first.evaluate("(rt) => getComputedStyle(rt).userSelect")
    assert selectable == "none"


@pytest.mark.parametrize("place", ["index.html", "settings.html", "items/{}.html"])
def test_shown_readings_are_in_nobodys_way(phone: Phone, place: str) -> None:
    phone.open_item(GUTTER)
    phone.page.get_by_role("button", name=ja("Furigana")).click()

    phone.open(place.format(GUTTER.replace("/", ".")))

    assert objections(phone.page) == []
