"""Residents' pages: nothing in anybody's way, in both languages, light and dark, on a small phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accessibility import objections
from tests.browser.city import SAKURA
from tests.browser.conftest import new_profile
from tests.browser.daemon import Daemon
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import COMING, ja

KEY = SAKURA.replace("/", ".")
GUTTER, OBITUARY = f"{SAKURA}/sokko", f"{SAKURA}/fuho"
PLACES = {
    "index": "index.html",
    "form": f"items/{KEY}.sokko.html",
    "survey": f"items/{KEY}.anketo.html",
    "closed form": "items/aoba.higashi.bosai.html",
    "table": "items/aoba.gomi.html",
    "calendar": "calendar.html",
    "safety": "safety.html",
    "settings": "settings.html",
}


@pytest.fixture(scope="module")
def stranger(chromium: Browser, daemon: Daemon) -> Iterator[Phone]:
    """A phone that has not joined."""
    phone = Phone(new_profile(chromium), daemon.url, SAKURA)
    yield phone
    phone.context.close()


@pytest.fixture(scope="module")
def member(chromium: Browser, daemon: Daemon, office: Office) -> Iterator[Phone]:
    """A phone that has joined, read, answered and reported."""
    phone = Phone(new_profile(chromium), daemon.url, SAKURA)
    phone.join(office.card(SAKURA, "見やすい家", members=2))
    phone.open_item(GUTTER)
    phone.answer_event(COMING, people=2)
    phone.open("safety.html")
    phone.page.get_by_role("button", name=ja("Rescue needed")).first.click()
    expect(phone.page.get_by_role("link", name=ja("Call 119")).first).to_be_visible()
    yield phone
    phone.context.close()


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("name", PLACES)
def test_before_joining(stranger: Phone, name: str, language: str) -> None:
    stranger.open(language + PLACES[name])

    assert objections(stranger.page) == []


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("name", ["index", "form", "survey", "safety", "settings"])
def test_after_joining(member: Phone, name: str, language: str) -> None:
    member.open(language + PLACES[name])
    member.page.wait_for_load_state("networkidle")

    assert objections(member.page) == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_what_is_sealed_shut_and_open(stranger: Phone, member: Phone, language: str) -> None:
    member.open(f"{language}index.html")
    member.entry(OBITUARY).get_by_role("link").click()
    expect(member.page.locator("[data-slot=prose]")).not_to_be_empty()
    assert objections(member.page) == []

    stranger.page.goto(member.page.url)
    expect(stranger.page.locator("[data-sealed-why]")).not_to_be_empty()
    assert objections(stranger.page) == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_page_shown_without_a_signal(stranger: Phone, language: str) -> None:
    stranger.open(f"{language}offline.html")

    assert objections(stranger.page) == []
