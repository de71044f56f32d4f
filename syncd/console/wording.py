"""Wording: the console's own words in the officer's language, and what is said of wrong input."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path

from werkzeug.datastructures import LanguageAccept

from plugins.interface import translations

CATALOGS = Path(__file__).parent / "locale"
LANGUAGES = ("ja", "en")
DEFAULT_LANGUAGE = "ja"


def _(text: str) -> str:
    """Marks a text for the catalog; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Said:
    """A sentence not yet in any language; ``facts`` fill its ``%(name)s`` places."""

    text: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        text = catalog(language).gettext(self.text)
        return text % self.facts if self.facts else text


def catalog(language: str) -> NullTranslations:
    """The texts of a language; the messages themselves are English."""
    return translations(language, CATALOGS)


def choose_language(
    asked: str | None, kept: str | None, accepted: LanguageAccept | Iterable[tuple[str, float]]
) -> str:
    """The language of a page: the one asked for now, else kept, else accepted, else Japanese."""
    for language in (asked, kept):
        if language in LANGUAGES:
            return language
    return LanguageAccept(accepted).best_match(LANGUAGES) or DEFAULT_LANGUAGE
