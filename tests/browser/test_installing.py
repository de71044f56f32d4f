"""Installing: what Chromium asks of a site before it offers to put it on the home screen."""

from __future__ import annotations

import struct
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from tests.browser.city import SAKURA
from tests.browser.phone import Phone

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("language", ["", "en/"])
def test_chromium_finds_nothing_that_hinders_installing(phone: Phone, language: str) -> None:
    phone.open(f"{language}index.html")
    phone.wait_for_worker()
    tools = phone.context.new_cdp_session(phone.page)

    manifest = tools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{phone.site}{language}manifest.webmanifest"
    found = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A browser profile that is thrown away installs nothing, whatever the site is.
    assert [error for error in found if error["errorId"] != "in-incognito"] == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_manifest_is_whole(phone: Phone, language: str) -> None:
    url = f"{phone.site}{language}manifest.webmanifest"
    manifest = phone.context.request.get(url).json()

    assert manifest["display"] == "standalone"
    assert manifest["name"]
    assert manifest["short_name"]
    assert manifest["lang"] == (language.rstrip("/") or "ja")
    scope = urljoin(url, manifest["scope"])
    assert scope == phone.site
    assert urljoin(url, manifest["start_url"]).startswith(scope)
    assert urljoin(url, manifest["id"]).startswith(phone.daemon_url)
    sizes = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    for icon in manifest["icons"]:
        assert png_size(urljoin(url, icon["src"])) == icon["sizes"]


def test_icons_of_the_home_screen_are_there(phone: Phone) -> None:
    phone.open()

    href = phone.page.locator('link[rel="apple-touch-icon"]').get_attribute("href")

    assert png_size(urljoin(phone.page.url, href or "")) == "180x180"


def test_the_worker_answers_the_start_without_a_signal(phone: Phone) -> None:
    phone.keep_newest(1)
    manifest = phone.context.request.get(f"{phone.site}manifest.webmanifest").json()
    start = urljoin(f"{phone.site}manifest.webmanifest", manifest["start_url"])
    phone.lose_signal()

    response = phone.page.goto(start)

    assert response is not None
    assert response.status == 200
    assert response.from_service_worker
    assert phone.page.locator("html").get_attribute("data-site") == SAKURA


def png_size(url: str) -> str:
    """Width and height of a picture as a manifest writes them."""
    with urlopen(url, timeout=10) as response:
        data = response.read()
    assert data.startswith(PNG)
    width, height = struct.unpack(">II", data[16:24])
    return f"{width}x{height}"
