"""Notices: what is pushed of an item, and until when it is worth delivering."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from plugins.languages import LANGUAGES
from syncd.clock import iso
from syncd.push.messages import LONGEST_PLAINTEXT, payload
from syncd.push.notice_words import CHECK_BODIES, CHECK_TITLES, MARKS
from syncd.push.notices import (
    LONGEST_BODY,
    LONGEST_TITLE,
    MANNERS,
    Notice,
    check_notice,
    item_notice,
)
from syncd.safety.checks import Check
from tests.daemon.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def entry(**fields: Any) -> dict[str, Any]:
    """An item as the index shows it."""
    return {
        "id": "machi/kita/ume/mizo",
        "organization": "machi/kita/ume",
        "organization_names": {"ja": "梅町会", "en": "Ume"},
        "kind": "circular",
        "priority": "normal",
        "starts": None,
        "ends": None,
        "deadline": None,
        "expires": None,
        "title": {"ja": "側溝清掃"},
        "summary": {"ja": "八時から。"},
        "url": "items/machi.kita.ume.mizo.html",
        "notify": True,
    } | fields


def notice(**fields: Any) -> Notice:
    made = item_notice(entry(**fields), NOW, correction=False)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("fields", "lifetime"),
    [
        ({}, 3 * DAY),
        ({"kind": "event", "starts": iso(NOW + 30 * DAY)}, 7 * DAY),
        ({"kind": "event", "starts": iso(NOW + 2 * HOUR)}, 2 * HOUR),
        ({"kind": "event", "starts": iso(NOW - HOUR), "ends": iso(NOW + HOUR)}, HOUR),
        ({"kind": "survey", "deadline": iso(NOW + DAY)}, DAY),
        ({"kind": "survey", "deadline": iso(NOW - DAY)}, 7 * DAY),
        ({"expires": iso(NOW + HOUR)}, HOUR),
        ({"priority": "emergency"}, 3 * HOUR),
    ],
)
def test_a_notice_is_worth_delivering_while_it_can_be_acted_on(
    fields: dict[str, Any], lifetime: timedelta
) -> None:
    assert notice(**fields).expires_at == NOW + lifetime


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "page"},
        {"notify": False},
        {"expires": iso(NOW)},
        {"kind": "event", "starts": iso(NOW - HOUR)},
        {"kind": "event", "starts": iso(NOW - 2 * HOUR), "ends": iso(NOW)},
    ],
)
def test_what_is_standing_silent_or_over_is_not_pushed(fields: dict[str, Any]) -> None:
    assert item_notice(entry(**fields), NOW, correction=False) is None


def test_marks_come_first_in_each_language() -> None:
    fields = {"priority": "emergency", "title": {"ja": "断水", "en": "No water", "vi": "Mất nước"}}
    made = item_notice(entry(**fields), NOW, correction=True)

    assert made is not None
    assert {language: text["title"] for language, text in made.texts.items()} == {
        "ja": "【訂正】【緊急】断水",
        "en": "[Corrected] [Emergency] No water",
        "vi": "[Đính chính] [Khẩn cấp] Mất nước",
    }


def test_long_texts_are_shortened_so_that_any_fit() -> None:
    made = notice(title={"ja": "😀" * 900}, summary={"ja": "\x01😀" * 900}, url="u" * 300)
    row = {
        "texts": made.texts, "url": made.url, "tag": made.tag, "kind": made.kind, "item": made.item,
    }  # fmt: skip

    assert len(made.texts["ja"]["title"]) == LONGEST_TITLE
    assert len(made.texts["ja"]["body"]) == LONGEST_BODY
    assert made.texts["ja"]["title"].endswith("…")
    assert len(payload(row, "ja", ("ja",))) <= LONGEST_PLAINTEXT


def test_only_what_cannot_wait_breaks_the_quiet() -> None:
    assert {kind for kind, manner in MANNERS.items() if manner.breaks_quiet} == {
        "emergency", "safety", "watch",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "site_languages", "title", "url"),
    [
        ("ja", ("ja", "en"), "側溝清掃", "items/a.html"),
        ("en", ("ja", "en"), "Gutters", "en/items/a.html"),
        # Where the site has a language the text has not, the page says so in that language.
        ("vi", ("ja", "en", "vi"), "側溝清掃", "vi/items/a.html"),
        ("fr", ("ja", "en"), "側溝清掃", "items/a.html"),
        ("en", (), "Gutters", "items/a.html"),
    ],
)
def test_a_push_is_in_the_phones_language_where_there_is_one(
    language: str, site_languages: tuple[str, ...], title: str, url: str
) -> None:
    texts = {"ja": {"title": "側溝清掃", "body": ""}, "en": {"title": "Gutters", "body": ""}}
    row = {"texts": texts, "url": "items/a.html", "tag": "t", "kind": "circular", "item": "i"}

    told = payload(row, language, site_languages).decode()

    assert f'"title":"{title}"' in told
    assert f'"url":"{url}"' in told


@pytest.mark.parametrize("words", [*MARKS.values(), CHECK_TITLES, CHECK_BODIES])
def test_notices_speak_every_language_of_the_interface(words: dict[str, str]) -> None:
    assert words.keys() == LANGUAGES.keys()
    assert all(text.strip() for text in words.values())


def test_a_safety_check_is_told_in_the_readers_language() -> None:
    check = Check("c1", "machi", {"ja": "地震の安否確認", "en": "Earthquake"}, True, NOW)
    texts = check_notice(check, NOW).texts

    assert texts["ja"]["title"] == "【訓練】地震の安否確認"
    assert texts["vi"]["title"] == "[Diễn tập] Xác nhận an toàn"
    assert texts["vi"]["body"].startswith("Bạn có an toàn không?")
