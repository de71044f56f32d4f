"""Headers: nothing from elsewhere, nothing inline, nothing framed, nothing kept."""

import re

import pytest

from tests.console.conftest import Browser, Town, entry


@pytest.fixture
def pages(town: Town) -> list[str]:
    household = town.household("山田")
    town.publish(entry("mochi"))
    return [
        "/console/",
        "/console/items/",
        "/console/items/machi.kita.ume.mochi",
        f"/console/items/machi.kita.ume.mochi/households/{household.id}",
        "/console/safety/",
        "/console/safety/start",
        "/console/households/",
        f"/console/households/{household.id}",
        "/console/bulbs/",
        "/console/log/",
    ]


def test_every_page_has_the_headers(ume: Browser, pages: list[str]) -> None:
    for path in [*pages, "/console/nothing-here"]:
        response = ume.client.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"


def test_no_page_needs_anything_inline(ume: Browser, pages: list[str]) -> None:
    for path in pages:
        page = ume.get(path)
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", page), path


def test_whatever_a_page_links_to_is_served_here(ume: Browser) -> None:
    page = ume.get("/console/")
    links = re.findall(r'<(?:link|script)[^>]*(?:href|src)="([^"]+)"', page)
    assert len(links) > 5
    for link in links:
        with ume.client.get(link) as response:
            assert response.status_code == 200, link
            assert "max-age=31536000" in response.headers["Cache-Control"]


def test_only_the_shared_colours_of_the_theme_are_served(ume: Browser) -> None:
    assert ume.client.get("/console/theme/base.css").status_code == 404
    assert ume.client.get("/console/theme/..%2Fjs%2Fpage.js").status_code == 404
