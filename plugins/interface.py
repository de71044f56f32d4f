"""The interface's own words: gettext catalogs, and dates written as each language writes them."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from plugins.languages import EASY
from plugins.languages import language as known_language
from plugins.locales import locale
from plugins.organizations import SOURCE_LANGUAGE

THEME_CATALOGS = Path(__file__).parent.parent / "theme" / "locale"
MESSAGE_LANGUAGE = "en"  # the language the msgids are written in

DAY = {"ja": "y年M月d日（E）", EASY: "y年M月d日（EEEE）", "en": "EEE d MMM y"}
MONTH = {"ja": "y年M月", EASY: "y年M月", "en": "MMMM y"}


@cache
def translations(language: str, folder: Path = THEME_CATALOGS) -> gettext.NullTranslations:
    """The texts of a language, read from its PO file as it is; no compiled file is kept.

    The messages themselves are English, so English needs no file.
    """
    file = folder / f"{language}.po"
    if language == MESSAGE_LANGUAGE and not file.exists():
        return gettext.NullTranslations()
    with file.open("rb") as source:
        catalog = read_po(source, locale=known_language(language).locale)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def available_languages(folder: Path = THEME_CATALOGS) -> set[str]:
    return {MESSAGE_LANGUAGE, *(file.stem for file in folder.glob("*.po"))}


def language_name(language: str) -> str:
    """What a language calls itself."""
    return known_language(language).name


def language_choices(codes: Iterable[str], place: Callable[[str], str]) -> list[dict[str, str]]:
    """The languages a page is in, as templates show them; ``place`` is where each of them is."""
    return [
        {
            "code": code,
            "tag": known_language(code).tag,
            "name": known_language(code).name,
            "url": place(code),
        }
        for code in codes
    ]


def language_tag(code: str) -> str:
    """The BCP 47 tag of a language, for ``lang`` and ``hreflang``."""
    return known_language(code).tag


def day(value: date, language: str) -> str:
    """2026年11月22日（日）, or Sun 22 Nov 2026."""
    return format_date(value, DAY.get(language, "full"), locale=_locale(language))


def month(value: date, language: str) -> str:
    return format_date(value, MONTH.get(language, "MMMM y"), locale=_locale(language))


def clock(value: datetime, language: str) -> str:
    return format_time(value, "H:mm", locale=_locale(language))


def moment(value: datetime, language: str) -> str:
    """Day and time; the day alone when the time is midnight, as it is when none was written."""
    if not (value.hour or value.minute):
        return day(value, language)
    if (value.hour, value.minute, value.second) == (23, 59, 59):
        return day(value, language)
    return f"{day(value, language)} {clock(value, language)}"


def span(start: datetime, end: datetime | None, language: str) -> str:
    """From when to when; the day is not repeated within one day."""
    dash = "〜" if language in (SOURCE_LANGUAGE, EASY) else "–"
    if end is None:
        return moment(start, language)
    if end.date() == start.date():
        return f"{moment(start, language)}{dash}{clock(end, language)}"
    if end - start < timedelta(0):
        return moment(start, language)
    return f"{moment(start, language)} {dash} {moment(end, language)}"


def weekday(number: int, language: str) -> str:
    """The name of a weekday; 0 is Monday."""
    if language == SOURCE_LANGUAGE:
        return str(get_day_names("abbreviated", locale=_locale(language))[number])
    return str(get_day_names("wide", locale=_locale(language))[number])


def filesize(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"


def _locale(language: str) -> Locale:
    return locale(known_language(language).locale)
