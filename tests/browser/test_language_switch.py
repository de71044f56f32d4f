"""The language switch: chosen once, met again wherever one comes in, with or without a signal."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.city import MOMIJI, SAKURA
from tests.browser.conftest import MakePhone
from tests.browser.phone import Phone

GUTTER, UNTRANSLATED = f"{SAKURA}/sokko", f"{SAKURA}/anketo"
ITEM = f"items/{GUTTER.replace('/', '.')}.html"


def switch(phone: Phone, name: str) -> Locator:
    """The way to a language in the head of the page."""
    return phone.page.locator("header").get_by_role("link", name=name)


def choose_english(phone: Phone, place: str = "index.html") -> None:
    phone.open(place)
    switch(phone, "English").click()
    phone.page.wait_for_url(f"**/en/{place}")


def come_from_elsewhere(phone: Phone, place: str) -> None:
    """As from the home screen, a card or a message: nothing leads here from within the site."""
    phone.page.goto("about:blank")
    phone.page.goto(phone.site + place)


def test_the_start_and_a_link_lead_to_the_language_chosen(phone: Phone) -> None:
    choose_english(phone)

    for place in ("index.html", "", ITEM, "settings.html#join"):
        come_from_elsewhere(phone, place)
        phone.page.wait_for_url(f"{phone.site}en/{place or 'index.html'}")
        expect(phone.page.locator("html")).to_have_attribute("lang", "en")


def test_choosing_keeps_the_circular_and_leads_back(phone: Phone) -> None:
    choose_english(phone, ITEM)
    switch(phone, "日本語").click()
    phone.page.wait_for_url(phone.site + ITEM)

    come_from_elsewhere(phone, f"en/{ITEM}")

    phone.page.wait_for_url(phone.site + ITEM)
    expect(phone.page.locator("html")).to_have_attribute("lang", "ja")


def test_nobody_is_led_round_in_circles(phone: Phone) -> None:
    choose_english(phone)
    visited: list[str] = []
    phone.page.on("framenavigated", lambda frame: visited.append(frame.url))

    come_from_elsewhere(phone, ITEM)
    phone.page.wait_for_url(f"**/en/{ITEM}")
    phone.page.wait_for_load_state("networkidle")
    phone.page.reload()
    phone.page.wait_for_load_state("networkidle")

    assert visited.count(f"{phone.site}en/{ITEM}") == 2
    assert len(visited) <= 4, visited


def test_a_look_at_the_original_chooses_nothing(phone: Phone) -> None:
    choose_english(phone, ITEM)
    phone.page.locator("a.original").click()
    phone.page.wait_for_url(phone.site + ITEM)

    come_from_elsewhere(phone, "index.html")

    phone.page.wait_for_url("**/en/index.html")


def test_the_choice_is_of_one_association(phone: Phone) -> None:
    choose_english(phone)
    other = Phone(phone.context, phone.daemon_url, MOMIJI)

    other.open()

    expect(other.page.locator("html")).to_have_attribute("lang", "ja")
    assert other.page.url == f"{other.site}index.html"


def test_the_settings_say_which_language_is_chosen(phone: Phone) -> None:
    phone.open("settings.html")
    languages = phone.page.locator("main [data-language]")
    expect(phone.page.locator("main [data-language][aria-current]")).to_have_attribute("lang", "ja")

    languages.filter(has_text="English").click()

    phone.page.wait_for_url("**/en/settings.html")
    come_from_elsewhere(phone, "index.html")
    phone.page.wait_for_url("**/en/index.html")


def test_the_language_chosen_is_there_without_a_signal(phone: Phone) -> None:
    phone.keep_newest(5)
    choose_english(phone, "settings.html")
    phone.see_until(f"caches.match('{phone.site}en/{ITEM}', {{ ignoreVary: true }}).then(Boolean)")
    phone.lose_signal()

    come_from_elsewhere(phone, "index.html")
    phone.page.wait_for_url("**/en/index.html")
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    come_from_elsewhere(phone, ITEM)
    phone.page.wait_for_url(f"**/en/{ITEM}")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(
        "Please help to clean the gutters"
    )


def test_what_was_never_kept_excuses_itself_in_the_language_chosen(phone: Phone) -> None:
    phone.keep_newest(5)
    choose_english(phone)
    phone.see_until(f"caches.match('{phone.site}en/offline.html').then(Boolean)")
    phone.lose_signal()

    come_from_elsewhere(phone, "items/never.heard.of.html")

    expect(phone.page.get_by_role("heading", level=1)).to_have_text("No signal")
    assert phone.page.url == f"{phone.site}items/never.heard.of.html"
    link = phone.page.get_by_role("link", name="To the circulars")
    assert link.evaluate("(link) => link.href") == f"{phone.site}en/index.html"
    assert phone.page.evaluate("kairan.root.href") == phone.site


def test_every_page_names_itself_in_every_language(make_phone: MakePhone) -> None:
    phone = make_phone(java_script_enabled=False)
    for place in ("index.html", ITEM, "calendar.html", "settings.html", "sealed.html"):
        for folder in ("", "en/"):
            phone.open(folder + place)
            links = phone.page.locator("link[rel=alternate][hreflang]").all()
            named = {
                str(link.get_attribute("hreflang")): str(link.evaluate("(link) => link.href"))
                for link in links
            }
            assert named == {
                "ja": phone.site + place,
                "en": f"{phone.site}en/{place}",
                "x-default": phone.site + place,
            }


def test_each_language_has_fonts_and_lines_of_its_own(phone: Phone) -> None:
    phone.open_item(UNTRANSLATED, "en/")
    looks = phone.page.evaluate(
        """["ja", "ja-x-easy", "zh-Hans", "zh-Hant", "ko", "ne", "vi", "en"].map((lang) => {
          const words = Object.assign(document.createElement("p"), { lang })
          document.querySelector("main").append(words)
          const { fontFamily, fontSize, lineHeight } = getComputedStyle(words)
          return [lang, fontFamily.split(",")[0].replaceAll('"', ""), parseFloat(lineHeight) / parseFloat(fontSize)]
        })"""
    )
    fonts = {lang: font for lang, font, _ in looks}
    heights = {lang: height for lang, _, height in looks}

    assert fonts["ja"] == fonts["ja-x-easy"] == "BIZ UDPGothic"
    assert fonts["zh-Hans"] == "PingFang SC"
    assert fonts["zh-Hant"] == "PingFang TC"
    assert fonts["ko"] == "Apple SD Gothic Neo"
    assert fonts["ne"] == "Kohinoor Devanagari"
    assert fonts["vi"] == fonts["en"] == "system-ui"
    assert heights["ne"] >= 1.8
    assert heights["vi"] >= 1.7
