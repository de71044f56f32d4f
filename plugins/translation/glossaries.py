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
from io import StringIO
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
    if not file.is_file():
        return Glossary()
    rows = _rows(file, mistakes)
    if rows is None:
        return Glossary()
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    if not _is_header(header, file, mistakes):
        return Glossary()
    found = Glossary()
    lines: dict[str, int] = {}
    for number, row in rows[1:]:
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


def _rows(file: Path, mistakes: Mistakes) -> list[tuple[int, list[str]]] | None:
    """The cells of each row with the line it ends on; None when the file cannot be read."""
    text = _decoded(file, mistakes)
    if text is None:
        return None
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        mistakes.add(
            file,
            reader.line_num,
            "glossary.csv",
            ja=f'CSV として読めません（{error}）。引用符「"」を確かめてください。',
            en=f"This is not CSV ({error}). Check the quotation marks.",
        )
        return None


def _decoded(file: Path, mistakes: Mistakes) -> str | None:
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
    return None


def _is_header(header: list[str], file: Path, mistakes: Mistakes) -> bool:
    is_sound = SOURCE_LANGUAGE in header and len(set(header)) == len(header)
    if is_sound and all(map(_is_language, header)):
        return True
    mistakes.add(
        file,
        1,
        "glossary.header",
        ja="一行目に言語の記号がありません。「ja,en,vi」のように、一つずつ書いてください。",
        en="The first line does not name languages. Write it like 'ja,en,vi', each once.",
    )
    return False


def _is_language(code: str) -> bool:
    try:
        return language(code).code == code and code[:1].islower()
    except ValueError:
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
