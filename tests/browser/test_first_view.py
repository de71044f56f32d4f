"""The first view: light, from one origin, and within the policy the page sets itself."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.browser.city import CIRCULARS, MOMIJI
from tests.browser.conftest import MakePhone
from tests.browser.phone import Phone
from tests.browser.waiting import until

ALL_BYTES, SCRIPT_BYTES = 60_000, 15_000
PAGES = (
    "index.html",
    "calendar.html",
    "safety.html",
    "settings.html",
    "sealed.html",
    "offline.html",
)


class Traffic:
    """What a page fetches over the network, in bytes as they travelled (compressed).

    ``bodies`` leaves headers out: a real host sends them compressed too (HTTP/2), ours does not.
    """

    def __init__(self, tools: CDPSession) -> None:
        self.urls: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.bodies: dict[str, int] = {}
        self.open: set[str] = set()
        tools.on("Network.requestWillBeSent", self._sent)
        tools.on("Network.dataReceived", self._received)
        tools.on("Network.loadingFinished", self._finished)
        tools.on("Network.loadingFailed", self._failed)
        tools.send("Network.enable")

    def scripts(self) -> int:
        """Bytes of JavaScript."""
        return sum(size for n, size in self.bodies.items() if self.kinds[n] == "Script")

    def _sent(self, said: dict[str, Any]) -> None:
        self.urls[said["requestId"]] = said["request"]["url"]
        self.kinds[said["requestId"]] = said["type"]
        self.bodies[said["requestId"]] = 0
        self.open.add(said["requestId"])

    def _received(self, said: dict[str, Any]) -> None:
        self.bodies[said["requestId"]] += said["encodedDataLength"]

    def _finished(self, said: dict[str, Any]) -> None:
        self.sizes[said["requestId"]] = int(said["encodedDataLength"])
        self.open.discard(said["requestId"])

    def _failed(self, said: dict[str, Any]) -> None:
        self.open.discard(said["requestId"])


def first_view(phone: Phone) -> Traffic:
    traffic = Traffic(phone.context.new_cdp_session(phone.page))
    phone.open()
    phone.page.wait_for_load_state("networkidle")
    until(lambda: phone.page.evaluate("true") and not traffic.open, "all has been fetched")
    return traffic


def test_the_first_view_of_a_full_board_is_light(make_phone: MakePhone) -> None:
    phone = make_phone(MOMIJI)

    traffic = first_view(phone)

    assert phone.page.locator("[data-entry]").count() >= CIRCULARS
    told = {url: (traffic.sizes[n], traffic.bodies[n]) for n, url in traffic.urls.items()}
    print(sum(traffic.sizes.values()), sum(traffic.bodies.values()), traffic.scripts())
    assert sum(traffic.sizes.values()) <= ALL_BYTES, told
    assert 0 < traffic.scripts() <= SCRIPT_BYTES, told


def test_nothing_comes_from_elsewhere(make_phone: MakePhone) -> None:
    phone = make_phone(MOMIJI)

    traffic = first_view(phone)

    assert {url.split("/aoba/")[0] for url in traffic.urls.values()} == {phone.daemon_url}


@pytest.mark.parametrize("place", PAGES)
def test_pages_hold_no_inline_script_or_style(make_phone: MakePhone, place: str) -> None:
    phone = make_phone(MOMIJI)
    phone.open(place)
    phone.open(f"en/{place}")

    # A broken policy is a fault of the phone, told when the test ends.
    assert phone.page.locator("script:not([src]), style, [style]").count() == 0
    assert (
        phone.page.evaluate(
            "[...document.querySelectorAll('*')].flatMap((node) => node.getAttributeNames())"
            ".filter((name) => name.startsWith('on'))"
        )
        == []
    )
    policy = phone.page.locator('meta[http-equiv="Content-Security-Policy"]')
    assert "unsafe" not in (policy.get_attribute("content") or "unsafe")
