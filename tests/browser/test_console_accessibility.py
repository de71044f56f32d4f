"""The officers' console: the same care as for residents' pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.accessibility import objections
from tests.browser.city import SAKURA
from tests.browser.conftest import new_profile
from tests.browser.daemon import Daemon
from tests.browser.desk import Desk
from tests.browser.office import Office

GUTTER = f"{SAKURA}/sokko"
PLACES = {
    "home": "",
    "items": "items/",
    "item": f"items/{GUTTER.replace('/', '.')}",
    "safety": "safety/",
    "households": "households/",
    "bulbs": "bulbs/",
    "log": "log/",
}


@pytest.fixture(scope="module")
def desk(chromium: Browser, daemon: Daemon, office: Office) -> Iterator[Desk]:
    desk = Desk(new_profile(chromium), daemon.url)
    desk.sign_in(office.officer_link(SAKURA))
    office.card(SAKURA, "まだの家")
    yield desk
    desk.context.close()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", PLACES)
def test_the_console(desk: Desk, name: str, language: str) -> None:
    response = desk.page.goto(f"{desk.console}{PLACES[name]}?lang={language}")

    assert response is not None
    assert response.status == 200
    assert desk.page.locator("html").get_attribute("lang") == language
    assert objections(desk.page) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_signing_in(chromium: Browser, daemon: Daemon, office: Office, language: str) -> None:
    with new_profile(chromium) as context:
        page = context.new_page()
        page.goto(f"{office.officer_link(SAKURA, name='新しい会長')}?lang={language}")
        assert objections(page) == []
        # The page for whoever comes without a link.
        page.goto(f"{daemon.url}/console/?lang={language}")
        assert objections(page) == []
