"""Every page in a real browser: no axe violation, no sideways scrolling, targets a thumb can hit."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page
from werkzeug.serving import make_server

from syncd import officers
from syncd.bulbs import bulbs
from syncd.safety import checks
from tests.console.conftest import KITA, MACHI, UME, Town, entry

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
YES = {"choices": {"attend": ["yes"]}, "headcount": 3, "comment": "七時に行きます"}
# What is touched, measured by the whole area that answers the touch.
SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, textarea')]
  .filter(element => !element.closest('.skip') && element.getClientRects().length)
  .map(element => element.closest('label, .entry') ?? element)
  .filter(element => element.getBoundingClientRect().height < 47.5)
  .map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def url(town: Town) -> Iterator[str]:
    """Where the town's daemon listens."""
    server = make_server("127.0.0.1", 0, town.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Visited:
    """A town in which something of everything has happened, and the paths of its pages."""

    paths: dict[str, list[str]]
    links: dict[str, str]


@pytest.fixture
def visited(town: Town, soon: datetime) -> Visited:
    home = town.household("阮（グエン）さんの家", members=["グエン 花", "グエン 健"], paper=False)
    paper = town.household("佐藤", unit="2班", paper=True)
    town.publish(
        entry("mochi", deadline=soon), entry("rengo", KITA, deadline=soon), entry("bus", MACHI)
    )
    phone = town.phone(home)
    phone.subscribe()
    phone.read(f"{UME}/mochi", town.now)
    phone.answer(f"{UME}/mochi", YES, town.now)
    town.publish(entry("closed", deadline=town.now - timedelta(hours=1)))
    phone.answer(f"{UME}/closed", YES, town.now)
    with town.daemon.store.write() as connection:
        check = checks.start(
            connection,
            organization=UME,
            titles={"ja": "安否確認", "en": "Safety check"},
            drill=True,
            actor="operator",
            now=town.now,
        ).id
        bulbs.create(
            connection,
            organization=UME,
            household=home.id,
            name="廊下",
            actor="operator",
            now=town.now,
        )
        links = {}
        for organization in (UME, KITA, MACHI):
            officer = officers.create(
                connection, organization=organization, name="山田", actor="operator", now=town.now
            )
            links[organization] = officers.invite(
                connection, officer.id, actor="operator", now=town.now
            )
    phone.report(check, "rescue", town.now, note="二階")
    phone.report("safety", "hurt", town.now)
    item, closed = "/console/items/machi.kita.ume.mochi", "/console/items/machi.kita.ume.closed"
    homes, safety = f"/console/households/{home.id}", f"/console/safety/{check}"
    above = ["/console/", "/console/items/", "/console/safety/", "/console/households/"]
    paths = {
        UME: [
            *above,
            "/console/bulbs/",
            "/console/log/",
            item,
            closed,
            f"{item}/households/{home.id}",
            f"{closed}/households/{paper.id}",
            f"{item}/read?unit=2班",
            "/console/safety/start",
            safety,
            f"{safety}/sheet?unit=1班",
            f"{safety}/households/{home.id}",
            f"{safety}/close",
            homes,
            f"{homes}/devices/{phone.id}/revoke",
            f"{homes}/move-out",
            "/console/households/add",
            "/console/nothing-here",
        ],
        KITA: ["/console/households/", "/console/items/machi.kita.rengo"],
        MACHI: ["/console/items/machi.bus", "/console/items/machi.bus?within=machi/kita"],
    }
    return Visited(paths, links)


def sign_in(page: Page, url: str, link: str) -> None:
    page.goto(f"{url}/console/sign-in/{link}")
    page.click("main button")
    page.wait_for_url("**/console/")


def troubles(page: Page) -> list[Any]:
    """What is wrong with the page shown."""
    found: list[Any] = [
        (violation["id"], violation["nodes"][0]["html"])
        for violation in Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("scrolls sideways")
    return found + page.evaluate(SMALL)


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(360, "light", "ja"), (1280, "dark", "en")],
)
def test_every_page(
    url: str, visited: Visited, chromium: Chromium, width: int, scheme: Any, language: str
) -> None:
    for organization, paths in visited.paths.items():
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language
        )
        page = context.new_page()
        page.goto(f"{url}/console/")
        assert troubles(page) == [], "signed out"
        page.goto(f"{url}/console/sign-in/{visited.links[organization]}")
        assert troubles(page) == [], "signing in"
        sign_in(page, url, visited.links[organization])
        for path in paths:
            page.goto(url + path)
            assert page.get_attribute("html", "lang") == language
            assert troubles(page) == [], path
        context.close()


def test_forms_and_what_they_answer(url: str, visited: Visited, chromium: Chromium) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 800}, locale="ja")
    sign_in(page, url, visited.links[UME])
    home = visited.paths[UME][-5]
    page.goto(url + home)
    page.click("text=新しいカードを作る")
    assert page.locator(".join-picture svg").bounding_box()["width"] > 150
    assert troubles(page) == [], "card"
    page.goto(f"{url}/console/households/add")
    page.click("main button")
    assert page.locator(".problem").count() == 2
    assert troubles(page) == [], "wrong input"
    page.goto(f"{url}/console/safety/start")
    page.check("text=本番（災害などが起きた）")
    page.click("main button")
    assert troubles(page) == [], "confirmation"
    page.click("text=本番としていま始める")
    page.wait_for_url("**/console/safety/0*")
    assert "訓練" not in page.inner_text("main")


def test_everything_works_without_javascript(
    town: Town, url: str, visited: Visited, chromium: Chromium
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="ja")
    page = context.new_page()
    page.goto(f"{url}/console/sign-in/{visited.links[UME]}")
    page.click("main button")
    assert page.inner_text("h1") == "きょう、すること"
    page.goto(url + next(path for path in visited.paths[UME] if "closed/households" in path))
    page.check("text=参加する")
    page.fill("#headcount", "2")
    page.check("text=締切までに届いた")
    page.click("main form button")
    assert "回答を入力しました。数に入ります。" in page.inner_text("[role=status]")
    assert page.locator("[data-print]:visible").count() == 0
    context.close()
