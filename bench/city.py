"""A city of any size, as real ones are: the same seed gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path

from PIL import Image, ImageDraw

from bench.items import Item, Wording, items_of
from bench.prose import PICTURES, picture_name
from bench.words import LANGUAGES

# Kanazawa, 2021: 1,345 associations in 62 federations.
ASSOCIATIONS_A_FEDERATION = 1345 / 62
CITY_ITEMS, FEDERATION_ITEMS = 50, 25
ROOT = "shi"

HEADS = (
    ("栄", "Sakae"), ("浜", "Hama"), ("松", "Matsu"), ("寺", "Tera"), ("泉", "Izumi"),
    ("旭", "Asahi"), ("緑", "Midori"), ("桜", "Sakura"), ("竹", "Take"), ("梅", "Ume"),
    ("米", "Yone"), ("野", "No"), ("石", "Ishi"), ("鳴", "Naru"), ("粟", "Awa"),
    ("鞍", "Kura"), ("窪", "Kubo"), ("額", "Nuka"), ("森", "Mori"), ("湊", "Minato"),
)  # fmt: skip
TAILS = (
    ("町", "machi"), ("が丘", "gaoka"), ("台", "dai"), ("野", "no"), ("川", "gawa"),
    ("本町", "honmachi"), ("新町", "shinmachi"), ("上", "kami"), ("下", "shimo"), ("西", "nishi"),
)  # fmt: skip


@dataclass(frozen=True)
class Organization:
    """``path`` is its folder below the content folder."""

    path: str
    kind: str
    ja: str
    en: str

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[2]

    def name(self, language: str) -> str:
        """What it is called in a language; in English where it has no name of its own."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True)
class City:
    """How large a city is; all its content follows from it.

    Every item is worded in every language. ``sealed`` items of each association are for members
    only, come on top of its ``own``, and have no page.
    """

    associations: int
    own: int = 24
    languages: int = 2
    seed: int = 1
    sealed: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """Language tags, Japanese first."""
        return LANGUAGES[: self.languages]

    @property
    def items_shown(self) -> int:
        """Public items in one association's site."""
        return self.own + FEDERATION_ITEMS + CITY_ITEMS

    @property
    def item_pages(self) -> int:
        """Item pages of all sites in all languages: what a generator has to write."""
        return self.items_shown * len(self.codes) * self.associations

    def organizations(self) -> list[Organization]:
        return [self.whole(), *self.federations(), *self.sites()]

    def whole(self) -> Organization:
        return Organization(ROOT, "city", "みなと市", "Minato City")

    def federations(self) -> list[Organization]:
        count = max(1, round(self.associations / ASSOCIATIONS_A_FEDERATION))
        return [
            Organization(f"{ROOT}/f{number:03}", "federation", *_name(number, "連合会"))
            for number in range(count)
        ]

    def sites(self) -> list[Organization]:
        """The associations, in turn below the federations."""
        above = [federation.path for federation in self.federations()]
        return [
            Organization(
                f"{above[number % len(above)]}/a{number:04}", "association", *_name(number, "町会")
            )
            for number in range(self.associations)
        ]

    def items(self, organization: Organization) -> Iterator[Item]:
        """What the organization itself issues."""
        count = {"city": CITY_ITEMS, "federation": FEDERATION_ITEMS}.get(
            organization.kind, self.own
        )
        sealed = self.sealed if organization.kind == "association" else 0
        return items_of(organization.path, organization.kind, count, sealed, self.codes, self.seed)


def write_city(folder: Path, city: City) -> None:
    """Write the city's content below a folder, which may not yet hold it."""
    for organization in city.organizations():
        below = folder / organization.path
        below.mkdir(parents=True)
        (below / "organization.toml").write_text(_organization(organization, city), "utf-8")
        used: set[str] = set()
        for item in city.items(organization):
            used |= item.pictures()
            for language, wording in item.wordings.items():
                suffix = "" if language == "ja" else f".{language}"
                text = _text(item, wording, original=not suffix)
                Path(below, f"{item.slug}{suffix}.md").write_bytes(text.encode())
        for name in used:
            (below / name).write_bytes(pictures()[name])


@cache
def pictures() -> dict[str, bytes]:
    """The pictures of the city by name: each drawn once, issued by many."""
    return {picture_name(number): _picture(number) for number in range(PICTURES)}


def _name(number: int, kind: str) -> tuple[str, str]:
    head, head_en = HEADS[number % len(HEADS)]
    number //= len(HEADS)
    tail, tail_en = TAILS[number % len(TAILS)]
    block = number // len(TAILS) + 1
    what = "Federation" if kind == "連合会" else "Neighbourhood Association"
    return f"{head}{tail}{block}丁目{kind}", f"{head_en}{tail_en} {block} {what}"


def _organization(organization: Organization, city: City) -> str:
    lines = [f'kind = "{organization.kind}"']
    if organization.kind == "city":
        lines.append(f"languages = {json.dumps(city.codes)}")
    if organization.kind == "association":
        lines.append('units = ["1班", "2班", "3班", "4班"]')
    lines += ["[name]", f'ja = "{organization.ja}"', f'en = "{organization.en}"', ""]
    return "\n".join(lines)


def _text(item: Item, wording: Wording, *, original: bool) -> str:
    head = {"title": wording.title}
    if original:
        head |= {
            "date": str(item.date),
            "kind": item.kind if item.kind != "circular" else "",
            "audience": "" if item.public else "members",
            "priority": item.priority if item.priority != "normal" else "",
        }
    head |= {"summary": wording.summary, "place": wording.place}
    if original:
        head |= {
            "starts": item.starts,
            "ends": item.ends,
            "deadline": item.deadline,
            "expires": item.expires,
            "headcount": str(item.headcount or ""),
            "attachments": f"[{', '.join(item.attachments)}]" if item.attachments else "",
        }
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    if wording.questions:
        lines.append("questions:")
    for question in wording.questions:
        lines.append(f"  - label: {question.label}")
        if question.choices:
            lines.append(f"    choices: [{', '.join(question.choices)}]")
    text = wording.body
    if item.office and original:
        text = text.replace("\n## ", "\n■ ").replace("\n- ", "\n・")
    return "\n".join(chain(["---"], lines, ["---", text]))


def _picture(number: int) -> bytes:
    image = Image.new("RGB", (640, 400), (240, 232, 214))
    draw = ImageDraw.Draw(image)
    for step in range(8):
        at = 40 + step * 70
        draw.ellipse(
            (at, 60 + number * 30, at + 90, 150 + number * 30), fill=(30 * number, 90, 120)
        )
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
