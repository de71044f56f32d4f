"""Two associations on one origin share nothing in the browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.city import MOMIJI, SAKURA
from tests.browser.conftest import MakePhone
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import READ, ja

CITY_WIDE = "aoba/gomi"


def other_site(phone: Phone) -> Phone:
    """The same browser profile on the other association's board."""
    return Phone(phone.context, phone.daemon_url, MOMIJI)


def names(page: Page) -> tuple[set[str], set[str]]:
    """The names of databases and caches of the origin."""
    databases = page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    return set(databases), set(page.evaluate("caches.keys()"))


def test_membership_marks_and_looks_stay_with_their_association(
    make_phone: MakePhone, office: Office
) -> None:
    phone = make_phone(SAKURA)
    phone.join(office.card(SAKURA, "こちらの家"))
    phone.page.get_by_text(ja("Dark"), exact=True).click()
    phone.keep_newest(5)
    phone.open_item(CITY_WIDE)
    expect(phone.page.locator(".stamp-large")).to_have_text(READ)

    other = other_site(phone)
    other.keep_newest(30)
    expect(other.entry(CITY_WIDE).locator(".stamp")).to_have_text(ja("Unread"))
    other.open("settings.html")
    expect(other.page.locator('[data-variant="asking"]')).to_be_visible()
    assert not other.page.get_by_label(ja("Dark")).is_checked()
    for store in ("keys", "answers", "outbox"):
        assert other.kept(store) == []

    databases, caches = names(other.page)
    assert databases == {f"kairan:/{place}/" for place in (SAKURA, MOMIJI)}
    assert all(name.startswith((f"kairan:/{SAKURA}/:", f"kairan:/{MOMIJI}/:")) for name in caches)


def test_each_board_has_a_worker_and_copies_of_its_own(make_phone: MakePhone) -> None:
    phone = make_phone(SAKURA)
    phone.keep_newest(5)
    other = other_site(phone)
    other.keep_newest(30)
    scopes = other.page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope))"
    )
    assert set(scopes) == {phone.site, other.site}

    for own, foreign in ((SAKURA, MOMIJI), (MOMIJI, SAKURA)):
        kept = other.page.evaluate(
            """async (name) => {
                const caches_ = (await caches.keys()).filter((key) => key.startsWith(name))
                const copies = await Promise.all(caches_.map(async (key) => (await caches.open(key)).keys()))
                return copies.flat().map(({ url }) => new URL(url).pathname)
            }""",
            f"kairan:/{own}/:",
        )
        assert kept
        assert not [place for place in kept if place.startswith(f"/{foreign}/")]


def test_leaving_one_leaves_the_other_alone(make_phone: MakePhone, office: Office) -> None:
    phone = make_phone(SAKURA)
    phone.join(office.card(SAKURA, "残る家"))
    other = other_site(phone)
    other.join(office.card(MOMIJI, "去る家"))

    other.page.get_by_role("button", name=ja("Leave with this phone")).click()
    other.page.get_by_role("button", name=ja("Leave"), exact=True).click()
    expect(other.page.locator("[data-join-state]")).to_have_text(ja("This phone has left."))

    phone.open("settings.html")
    expect(phone.page.locator('[data-variant="joined"]')).to_contain_text("残る家")
    assert phone.kept("keys") != []
