"""Translations in a build: whose words a page has, what a change touches, what it does not."""

from __future__ import annotations

import json
import shutil

import pytest

from plugins.cache import digest
from plugins.mistakes import ContentError
from plugins.translation.packages import install
from tests.build.conftest import MakeWorkshop, Workshop
from tests.conftest import ORGANIZATIONS, circular
from tests.translation.models import ARCHIVE

UME, MATSU = "machi/kita/ume", "machi/kita/matsu"
CLEANING = circular("清掃", "側溝をきれいにします。\n\n- 竹ぼうき\n- 10月4日（日）午前8時\n")
ITEM = f"{UME}/en/items/machi.kita.ume.seiso.html"


def memory(*entries: tuple[str, str], fuzzy: bool = False) -> str:
    """A memory's text."""

    def flag(words: str) -> str:
        said = (
            f"# machine: argos ja→en 1.0 4f2a9c1b 2026-11-24\n# sum: {digest(words.encode())[:8]}\n"
        )
        return f"{said}#, fuzzy\n" if fuzzy else ""

    lines = (f'{flag(msgstr)}msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in entries)
    return "\n".join(['msgid ""\nmsgstr "Language: en\\n"\n', *lines])


REVIEWED = memory(
    ("清掃", "Cleaning"),
    ("側溝をきれいにします。", "We clean the gutters."),
    ("竹ぼうき", "bamboo brooms"),
)


@pytest.fixture
def city(workshop: MakeWorkshop) -> Workshop:
    return workshop({f"{UME}/seiso.md": CLEANING, f"{MATSU}/kaigi.md": circular("会議")})


def page(city: Workshop, place: str = ITEM) -> str:
    return (city.output / place).read_text("utf-8")


def entry(city: Workshop) -> dict[str, object]:
    index = json.loads((city.output / UME / "index.json").read_bytes())
    found: dict[str, object] = next(i for i in index["items"] if i["id"].endswith("seiso"))
    return found


def shown(html: str, slot: str) -> bool:
    """Whether a note of the page is there to be seen."""
    begins = html.index(f'data-slot="{slot}"')
    return "hidden" not in html[begins : html.index(">", begins)]


def test_without_a_translation_the_page_is_japanese_and_says_so(city: Workshop) -> None:
    city.build()

    assert "側溝をきれいにします。" in page(city)
    assert shown(page(city), "untranslated")
    assert entry(city)["languages"] == ["ja"]


def test_a_memory_people_reviewed_makes_the_page(city: Workshop) -> None:
    city.write({f"{UME}/translations/en.po": REVIEWED})
    city.build()
    html = page(city)

    assert (
        "<p>We clean the gutters.</p><ul><li>bamboo brooms</li><li>Sunday, October 4, 8:00 AM</li>"
        in html
    )
    assert not any(shown(html, note) for note in ("untranslated", "machine", "partly"))
    assert entry(city)["title"] == {"ja": "清掃", "en": "Cleaning"}


def test_the_machines_words_are_said_to_be_its(city: Workshop) -> None:
    words = memory(("清掃", "Cleaning"), ("側溝をきれいにします。", "We clean."), fuzzy=True)
    city.write({f"{UME}/translations/en.po": words})
    city.build()
    html = page(city)

    assert "<p>We clean.</p>" in html
    assert '<li><span lang="ja">竹ぼうき</span></li>' in html
    assert shown(html, "machine")
    assert shown(html, "partly")
    assert entry(city)["notes"] == {"en": ["machine", "partly"]}


def test_a_page_a_person_translated_whole_is_never_overruled(city: Workshop) -> None:
    city.write(
        {
            f"{UME}/translations/en.po": REVIEWED,
            f"{UME}/seiso.en.md": "---\ntitle: Ditch day\n---\nBring gloves.\n",
        }
    )
    city.build()

    assert "Bring gloves." in page(city)
    assert "We clean the gutters." not in page(city)


def test_a_translation_is_no_correction(city: Workshop) -> None:
    city.build()
    before = entry(city)["digest"]
    city.write({f"{UME}/translations/en.po": REVIEWED})
    city.build()

    assert entry(city)["digest"] == before


def test_a_memory_touches_the_sites_of_its_organization_only(city: Workshop) -> None:
    city.build()
    city.write({f"{UME}/translations/en.po": REVIEWED})

    assert city.build().changed_sites == [UME]
    assert city.build().changed_sites == []
    assert city.digests() == city.from_scratch()


def test_a_glossary_holds_for_all_below(city: Workshop) -> None:
    city.build()
    city.write({"machi/glossary.csv": "ja,en\n清掃,Cleaning\n側溝をきれいにします。,We clean.\n"})
    city.build()

    assert "<p>We clean.</p>" in page(city)
    assert city.digests() == city.from_scratch()


def test_a_term_may_hold_a_number_or_a_name(city: Workshop) -> None:
    city.write(
        {
            "machi/glossary.csv": "ja,en\n第2集会所,Second Hall\n梅町会の公園,Ume Park\n",
            f"{UME}/seiso.md": circular("清掃", "## 第2集会所\n\n- 梅町会の公園\n"),
        }
    )
    city.build()

    assert "<h2>Second Hall</h2>" in page(city)
    assert "<li>Ume Park</li>" in page(city)


def test_another_name_above_is_another_page(city: Workshop) -> None:
    city.write({f"{UME}/seiso.md": circular("清掃", "- 北連合\n- 町市\n")})
    city.build()
    assert "<li>North</li>" in page(city)
    federation = ORGANIZATIONS["machi/kita/organization.toml"]
    city.write({"machi/kita/organization.toml": federation.replace("North", "Northern Federation")})
    city.build()

    assert "<li>Northern Federation</li>" in page(city)
    assert city.digests() == city.from_scratch()


def test_a_memory_that_cannot_be_written_holds_no_build_up(city: Workshop) -> None:
    city.write(
        {
            f"{UME}/seiso.md": circular("側溝清掃のお知らせ", "10月4日に側溝清掃を行います。"),
            f"{UME}/translations": b"in the way of the folder",
        }
    )
    install(ARCHIVE, city.state / "models")

    assert UME in city.build().changed_sites
    assert shown(page(city), "untranslated")


def test_a_mistake_in_a_circular_keeps_what_the_machine_said(city: Workshop) -> None:
    city.write({f"{UME}/seiso.md": circular("側溝清掃のお知らせ", "10月4日に側溝清掃を行います。")})
    install(ARCHIVE, city.state / "models")
    city.build()
    written = (city.content / UME / "translations/en.po").read_bytes()
    city.write({f"{UME}/seiso.md": '---\ntitle: "x\ndate: 2026-11-01\n---\n本文。\n'})

    with pytest.raises(ContentError):
        city.build()

    assert (city.content / UME / "translations/en.po").read_bytes() == written


def test_questions_by_the_machine_are_said_to_be_its(city: Workshop) -> None:
    questions = "\n  - label: いつがよいですか\n    choices: [朝がよい, 夜がよい]"
    city.write(
        {
            f"{UME}/seiso.md": circular("清掃", "本文。", kind="survey", questions=questions),
            f"{UME}/translations/en.po": memory(
                ("本文。", "Text."),
                ("いつがよいですか", "When?"),
                ("朝がよい", "Morning"),
                fuzzy=True,
            ),
        }
    )
    city.build()

    assert "When?" in page(city)
    assert shown(page(city), "machine")
    assert shown(page(city), "partly")


def test_an_unreadable_memory_holds_nothing_up_and_stays_as_it_is(city: Workshop) -> None:
    broken = f"<<<<<<< HEAD\n{REVIEWED}"
    city.write({f"{UME}/translations/en.po": broken})
    city.build()

    assert shown(page(city), "untranslated")
    assert (city.content / UME / "translations/en.po").read_text() == broken


def test_an_easy_version_in_the_circular(city: Workshop) -> None:
    city.write(
        {
            "machi/organization.toml": 'kind = "city"\nlanguages = ["ja", "easy"]\n[name]\nja = "町市"\n',
            f"{UME}/seiso.md": CLEANING.replace(
                "date:", "easy: |\n  みぞを　そうじします。\ndate:"
            ),
        }
    )
    city.build()
    html = page(city, f"{UME}/easy/items/machi.kita.ume.seiso.html")

    assert "みぞを　そうじします。" in html
    assert '<html lang="ja-x-easy"' in html


def test_an_installed_model_translates_once(city: Workshop) -> None:
    city.write({f"{UME}/seiso.md": circular("側溝清掃のお知らせ", "10月4日に側溝清掃を行います。")})
    install(ARCHIVE, city.state / "models")
    city.build()
    html = page(city)
    memory_file = city.content / UME / "translations/en.po"
    written = memory_file.read_bytes()

    assert "We will hold the gutter cleaning on October 4." in html
    assert shown(html, "machine")
    assert b"#, fuzzy" in written
    assert b"machine: argos ja" in written

    shutil.rmtree(city.state / "models")
    city.build()
    assert memory_file.read_bytes() == written
    assert page(city) == html


def test_japanese_pages_have_furigana_by_the_organizations_list(city: Workshop) -> None:
    city.write({"machi/readings.csv": "側溝,みぞ\n"})
    city.build()
    html = page(city, f"{UME}/items/machi.kita.ume.seiso.html")

    assert "<ruby>側溝<rt>みぞ</rt></ruby>をきれいにします。" in html
    assert "<ruby>" not in page(city)
    assert city.digests() == city.from_scratch()
