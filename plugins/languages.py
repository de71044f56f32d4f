"""Languages: what each is called in folders and settings, on the web, by Babel and by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import UnknownLocaleError

from plugins.locales import locale

EASY = "easy"  # やさしい日本語, a language of its own to readers, Japanese to machines


@dataclass(frozen=True)
class Language:
    """A language of readers.

    ``code`` names it in folders, file names and settings; ``tag`` is its BCP 47 tag, for ``lang``
    and ``hreflang``; ``locale`` is what Babel knows it by; ``name`` is what it calls itself.
    ``spaced`` says whether it puts spaces between words and sentences.
    """

    code: str
    tag: str
    locale: str
    name: str
    spaced: bool = True


# Those whose phrase book and interface a person wrote.
LANGUAGES = {
    language.code: language
    for language in (
        Language("ja", "ja", "ja", "日本語", spaced=False),
        Language(EASY, "ja-x-easy", "ja", "やさしい日本語", spaced=False),
        Language("en", "en", "en", "English"),
        Language("zh-Hans", "zh-Hans", "zh_Hans", "简体中文", spaced=False),
        Language("zh-Hant", "zh-Hant", "zh_Hant", "繁體中文", spaced=False),
        Language("ko", "ko", "ko", "한국어"),
        Language("vi", "vi", "vi", "Tiếng Việt"),
        Language("pt-BR", "pt-BR", "pt_BR", "Português (Brasil)"),
        Language("tl", "tl", "fil", "Tagalog"),
        Language("ne", "ne", "ne", "नेपाली"),
        Language("id", "id", "id", "Bahasa Indonesia"),
    )
}

# What browsers say of languages that are known here by another code.
_SAID = {
    "fil": "tl", "pt": "pt-BR", "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant",
}  # fmt: skip


def code_of(tag: str) -> str:
    """The code of the language a browser asks for by a BCP 47 tag: ``zh-TW`` is zh-Hant.

    Of a language not known here its primary tag; "" for what is no tag.
    """
    said = tag.lower()
    known = {name.lower(): code for code, each in LANGUAGES.items() for name in (code, each.tag)}
    primary = said.partition("-")[0]
    for name in (said, "-".join(said.split("-")[:2]), primary):
        if found := known.get(name) or _SAID.get(name):
            return found
    is_tag = primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3
    return primary if is_tag else ""


@cache
def language(code: str) -> Language:
    """The language of a code; of one not in LANGUAGES what Babel knows of it.

    Raises ValueError for what is no language.
    """
    if code in LANGUAGES:
        locale(LANGUAGES[code].locale)
        return LANGUAGES[code]
    try:
        known = locale(code.replace("-", "_"))
    except UnknownLocaleError as error:
        raise ValueError(f"{code!r} is no language known here") from error
    return Language(code, code, str(known), known.get_display_name() or code)
