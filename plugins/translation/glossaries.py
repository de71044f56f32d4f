"""Glossaries: what an organization calls its own things, places and people in other languages.

``glossary.csv`` in the organization's folder, as any spreadsheet saves it: the first line names the
languages, ``ja,en,vi``, each further line is a term. A term stands for a whole heading, cell or
item; one that begins with @ is a name and is kept out of the hands of the machine anywhere. A cell
``=町会`` says the same as that term does. The file holds for all organizations below, where a nearer
one says nothing else.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.languages import language
from plugins.mistakes import Mistakes
from plugins.organizations import GLOSSARY_FILE, READINGS_FILE, SOURCE_LANGUAGE, Organization
from plugins.reading.readings import names_of
from plugins.reading.romaji import romaji

NAME_MARK, SAME_MARK = "@", "="
ENCODINGS = ("utf-8-sig", "cp932")

Terms = dict[str, dict[str, str]]  # Japanese -> language -> words


@dataclass
class Glossary:
    """``terms`` stand for whole segments, ``names`` are masked within them too."""

    terms: Terms = field(default_factory=dict)
    names: Terms = field(default_factory=dict)

    def under(self, above: Glossary) -> Glossary:
        """This one with what only the one above says."""
        return Glossary(_laid(above.terms, self.terms), _laid(above.names, self.names))


def _laid(below: Mapping[str, Mapping[str, str]], over: Mapping[str, Mapping[str, str]]) -> Terms:
    return {term: {**below.get(term, {}), **over.get(term, {})} for term in {**below, **over}}


def glossary_of(chain: Iterable[Organization], content: Path, mistakes: Mistakes) -> Glossary:
    """The glossary that holds in an organization; ``chain`` is ``tree.chain(path)``.

    The names of organizations are names of it, and so are those of places and people in reading
    lists, which are written in Latin letters where kanji are not read.
    """
    found = Glossary()
    for organization in chain:
        file = content / organization.path / GLOSSARY_FILE
        own = read_glossary(file, mistakes) if organization.words else Glossary()
        if organization.words:
            for name, kana in names_of(file.with_name(READINGS_FILE)).items():
                own.names.setdefault(name, {}).setdefault("en", romaji(kana))
        names = dict(organization.names)
        own.names.setdefault(names.pop(SOURCE_LANGUAGE), names)
        found = found.under(own)
    return found


def read_glossary(file: Path, mistakes: Mistakes) -> Glossary:
    """One file's terms; empty when there is none. Every mistake is told at its line."""
    try:
        rows = list(csv.reader(_decoded(file, mistakes).splitlines()))
    except FileNotFoundError:
        return Glossary()
    header = [cell.strip() for cell in rows[0]] if rows else []
    if not _is_header(header, file, mistakes):
        return Glossary()
    found = Glossary()
    lines: dict[str, int] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        said = dict(zip(header, cells, strict=False))
        term = said.pop(SOURCE_LANGUAGE, "")
        kept = found.names if term.startswith(NAME_MARK) else found.terms
        term = term.removeprefix(NAME_MARK)
        if not term or term in lines:
            _tell_term(file, number, term, lines, mistakes)
            continue
        lines[term] = number
        kept[term] = {code: words for code, words in said.items() if words}
    for terms in (found.terms, found.names):
        _follow(terms, {**found.terms, **found.names}, lines, file, mistakes)
    return found


def _decoded(file: Path, mistakes: Mistakes) -> str:
    raw = file.read_bytes()
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    mistakes.add(
        file,
        0,
        "glossary.encoding",
        ja="文字コードが分かりません。UTF-8 か Shift_JIS の CSV で保存し直してください。",
        en="The encoding is unknown. Save it again as CSV in UTF-8 or Shift_JIS.",
    )
    return ""


def _is_header(header: list[str], file: Path, mistakes: Mistakes) -> bool:
    for code in header:
        try:
            language(code)
        except ValueError:
            header = []
            break
    if SOURCE_LANGUAGE in header:
        return True
    if not any(mistake.code == "glossary.encoding" for mistake in mistakes.found):
        mistakes.add(
            file,
            1,
            "glossary.header",
            ja="一行目に言語の記号がありません。「ja,en,vi」のように書いてください。",
            en="The first line does not name languages. Write it like 'ja,en,vi'.",
        )
    return False


def _tell_term(
    file: Path, number: int, term: str, lines: Mapping[str, int], mistakes: Mistakes
) -> None:
    if term:
        mistakes.add(
            file,
            number,
            "glossary.twice",
            ja=f"「{term}」は {lines[term]} 行目にもあります。ひとつにしてください。",
            en=f"{term!r} is also on line {lines[term]}. Keep one.",
        )
    else:
        mistakes.add(
            file,
            number,
            "glossary.term",
            ja="日本語のことばがありません。ja の列に書いてください。",
            en="There is no Japanese term. Write it in the column ja.",
        )


def _follow(
    terms: Terms, every: Terms, lines: Mapping[str, int], file: Path, mistakes: Mistakes
) -> None:
    """Put in the place of each ``=term`` what that term says. A loop is told, and says nothing."""
    for term, said in terms.items():
        for code, words in list(said.items()):
            passed = [term]
            while words.startswith(SAME_MARK):
                at = words.removeprefix(SAME_MARK).strip()
                words = every.get(at, {}).get(code, "")
                if at in passed or not words:
                    _tell_reference(file, lines[term], [*passed, at], bool(words), mistakes)
                    words = ""
                passed.append(at)
            if words:
                said[code] = words
            else:
                del said[code]


def _tell_reference(
    file: Path, line: int, passed: list[str], loops: bool, mistakes: Mistakes
) -> None:
    way = " → ".join(passed)
    if loops:
        mistakes.add(
            file,
            line,
            "glossary.loop",
            ja=f"{way} と、たがいに指し合っています。どれかひとつに訳を書いてください。",
            en=f"{way} refer to each other. Write a translation at one of them.",
        )
    else:
        mistakes.add(
            file,
            line,
            "glossary.reference",
            ja=f"{way} の訳がありません。その行に訳を書いてください。",
            en=f"{way} has no translation. Write one on that line.",
        )
