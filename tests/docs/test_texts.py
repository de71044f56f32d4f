"""No text of the interface lacks any of its languages, and none is kept that nothing says."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from plugins.languages import LANGUAGES, language

ROOT = Path(__file__).parent.parent.parent
WAYS = {"encoding": "utf-8"}
HALVES = {
    "theme": (
        ROOT / "theme/locale/ja.po",
        [
            (ROOT / "theme/templates", [("**.html", "jinja2"), ("**.jinja", "jinja2")], None),
            (ROOT / "theme/static", [("**.js", "javascript")], {"t": None, "tn": (1, 2)}),
            (ROOT / "plugins", [("forms.py", "python")], {"_": None}),
        ],
    ),
}


def said(half: str) -> Catalog:
    """The messages that templates, scripts and modules really say."""
    found = Catalog()
    for folder, methods, keywords in HALVES[half][1]:
        options = {pattern: WAYS for pattern, _ in methods}
        keywords = keywords or {"_": None, "gettext": None, "ngettext": (1, 2)}
        for _, _, message, _, context in extract_from_dir(folder, methods, options, keywords):
            if message:
                found.add(message, context=context)
    return found


def kept(half: str, code: str = "ja") -> Catalog:
    with HALVES[half][0].with_name(f"{code}.po").open("rb") as file:
        return read_po(file, locale=language(code).locale)


@pytest.mark.parametrize("code", sorted(LANGUAGES.keys() - {"en"}))
def test_every_text_has_its_translation(code: str) -> None:
    assert lacking("theme", code) == []
    assert foreign("theme", code) == []


@pytest.mark.parametrize("half", HALVES)
def test_every_text_has_its_japanese(half: str) -> None:
    assert lacking(half, "ja") == []


def foreign(half: str, code: str) -> list[object]:
    """The texts whose translation has other variables than they have."""
    return [
        message.id
        for message in kept(half, code)
        if message.id and any(message.check(kept(half, code)))
    ]


def lacking(half: str, code: str) -> list[object]:
    """The texts that a catalog has no sure translation of, in every form."""
    catalog = kept(half, code)
    lacking: list[object] = []
    for message in said(half):
        if not message.id:
            continue
        known = catalog.get(message.id, message.context)
        if known is None or known.fuzzy or not known.string or not all(known.string):
            lacking.append(message.id)
    return lacking


@pytest.mark.parametrize("half", HALVES)
def test_no_text_is_kept_that_nothing_says(half: str) -> None:
    catalog = said(half)

    assert [m.id for m in kept(half) if m.id and catalog.get(m.id, m.context) is None] == []
