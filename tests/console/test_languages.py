"""The console speaks Japanese and English, and no text is missing in either."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from syncd import console
from syncd.console.wording import CATALOGS, Said, choose_language
from tests.console.conftest import Browser, Town, entry, words

FOLDER = Path(console.__file__).parent
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def messages() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(
        FOLDER,
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    return {message for _, _, message, _, _ in found}


def test_every_text_has_its_japanese() -> None:
    with (CATALOGS / "ja.po").open("rb") as file:
        catalog = read_po(file, locale="ja")
    found = messages()
    assert len(found) > 200
    for message in found:
        singular = message[0] if isinstance(message, tuple) else message
        translated = catalog.get(singular)
        assert translated is not None, f"missing in ja.po: {singular!r}"
        assert translated.string, f"empty in ja.po: {singular!r}"
        assert not translated.fuzzy, f"fuzzy in ja.po: {singular!r}"
        places = set(re.findall(r"%\((\w+)\)", singular))
        text = translated.string if isinstance(translated.string, str) else translated.string[0]
        assert set(re.findall(r"%\((\w+)\)", text)) == places, singular


def test_the_catalog_holds_nothing_that_is_no_longer_said() -> None:
    with (CATALOGS / "ja.po").open("rb") as file:
        kept = {message.id for message in read_po(file, locale="ja") if message.id}
    said = {message[0] if isinstance(message, tuple) else message for message in messages()}
    assert {text if isinstance(text, str) else text[0] for text in kept} == said


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "chosen"),
    [
        ("en", "ja", [("ja", 1)], "en"),
        (None, "en", [("ja", 1)], "en"),
        (None, None, [("en", 1)], "en"),
        (None, None, [("fr", 1)], "ja"),
        ("xx", None, [], "ja"),
    ],
)
def test_language_asked_then_kept_then_accepted_then_japanese(
    asked: str | None, kept: str | None, accepted: list[tuple[str, float]], chosen: str
) -> None:
    assert choose_language(asked, kept, accepted) == chosen


def test_the_language_asked_for_is_kept_in_the_session(ume: Browser) -> None:
    assert '<html lang="ja">' in ume.get("/console/")
    assert '<html lang="en">' in ume.get("/console/?lang=en")
    assert '<html lang="en">' in ume.get("/console/safety/")


def test_the_english_console_holds_no_japanese_of_its_own(town: Town) -> None:
    browser = town.browser(name="Yamada", language="en")
    for path in ("/console/", "/console/safety/start", "/console/log/", "/console/bulbs/"):
        text = words(browser.get(path)).replace("日本語", "")
        assert not JAPANESE.search(text), text


def test_links_to_the_other_language_keep_the_place(town: Town, ume: Browser) -> None:
    town.household("山田")
    town.publish(entry("mochi"))
    page = ume.get("/console/items/machi.kita.ume.mochi?within=machi/kita/ume")
    assert 'href="/console/items/machi.kita.ume.mochi?within=machi/kita/ume&amp;lang=en"' in page


def test_facts_are_filled_in_after_translation() -> None:
    said = Said("Write %(most)d people at most.", {"most": 20})
    assert said.in_language("ja") == "20人までにしてください。"
    assert said.in_language("en") == "Write 20 people at most."
