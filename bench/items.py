"""Items: what the organizations of a generated city issue, before it is written for any generator.

The issuers' habits are those of real boards: mostly short circulars, every sixth an event, a survey
or a request now and then, a standing page, and long notices from the city.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.prose import PICTURES, body, phrase, picture_name
from bench.words import DAYS_OF_ISSUE, day_of, words

KINDS = ("circular", "event", "survey", "request", "page")
WEIGHTS = (58, 16, 8, 12, 6)
ANSWERED = {"event", "survey", "request"}
PICTURE = re.compile(r"\((photo-\d+\.jpg)\)")
LONG = 0.08  # of the city's notices
SECTIONS = {
    "city": (2, 3, 4, 5, 6),
    "federation": (1, 2, 3, 4, 5),
    "association": (1, 1, 2, 2, 3, 4),
}
SEEDS = 2**32


@dataclass(frozen=True)
class Question:
    """Without choices it is answered in words."""

    label: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """An item in one language; ``summary`` and ``place`` may be empty."""

    title: str
    summary: str
    place: str
    questions: tuple[Question, ...]
    body: str


@dataclass(frozen=True)
class Item:
    """One item of one organization. Moments are text as front matter has it; "" is none.

    ``office`` says that it is typed as offices do, with ■ for headings and ・ for lists.
    """

    organization: str
    slug: str
    kind: str
    date: date
    starts: str
    ends: str
    deadline: str
    expires: str
    priority: str
    headcount: int
    public: bool
    office: bool
    attachments: tuple[str, ...]
    wordings: dict[str, Wording]

    @property
    def id(self) -> str:
        """Its name in addresses: unique in the city."""
        return f"{self.organization.replace('/', '.')}.{self.slug}"

    def pictures(self) -> set[str]:
        """The files it needs beside it."""
        linked = (
            name for wording in self.wordings.values() for name in PICTURE.findall(wording.body)
        )
        return {*linked, *self.attachments}


def items_of(
    organization: str, kind: str, count: int, sealed: int, languages: tuple[str, ...], seed: int
) -> Iterator[Item]:
    """The items of one organization, ``count`` public ones and then ``sealed`` for members only.

    They depend on the seed and the organization's path alone, not on the size of the city.
    """
    chance = Random(f"{seed}/{organization}")  # noqa: S311  (repeatable, not secret)
    for number in range(1, count + sealed + 1):
        yield _item(organization, kind, number, number <= count, languages, chance)


def _item(
    organization: str,
    issuer: str,
    number: int,
    public: bool,
    languages: tuple[str, ...],
    chance: Random,
) -> Item:
    kind = chance.choices(KINDS, WEIGHTS)[0]
    day = int(chance.random() * DAYS_OF_ISSUE)
    issued = day_of(day)
    event_day = issued + timedelta(days=10 + int(chance.random() * 40))
    hour = 8 + int(chance.random() * 10)
    answered = kind in ANSWERED and (kind == "event" or chance.random() < 0.9)
    is_event = kind == "event"
    wording_seed = int(chance.random() * SEEDS)
    layout = (_sections(issuer, chance), kind, day, wording_seed, chance.random() < 0.5)
    return Item(
        organization=organization,
        slug=f"item-{number:03}",
        kind=kind,
        date=issued,
        starts=f"{event_day} {hour:02}:00" if is_event else "",
        ends=f"{event_day} {hour + 2:02}:30" if is_event and chance.random() < 0.7 else "",
        deadline=str(event_day - timedelta(days=4)) if answered else "",
        expires=str(event_day) if is_event or chance.random() < 0.2 else "",
        priority=chance.choices(("normal", "important", "emergency"), (90, 9, 1))[0],
        headcount=5 if is_event and chance.random() < 0.6 else 0,
        public=public,
        office=chance.random() < 0.1,
        attachments=(picture_name(number % PICTURES),) if chance.random() < 0.08 else (),
        wordings={language: _wording(language, number, *layout) for language in languages},
    )


def _sections(issuer: str, chance: Random) -> int:
    if issuer == "city" and chance.random() < LONG:
        return chance.randint(14, 20)
    return chance.choice(SECTIONS[issuer])


def _wording(
    language: str, number: int, sections: int, kind: str, day: int, seed: int, summarized: bool
) -> Wording:
    spoken = words(language)
    titles = spoken.titles[kind]
    title = phrase(spoken, titles[number % len(titles)], seed, day)
    return Wording(
        title=title[0].upper() + title[1:],
        summary=phrase(spoken, spoken.summary, seed, day) if summarized else "",
        place=spoken.places[seed % len(spoken.places)] if kind == "event" else "",
        questions=_questions(spoken.asks, number) if kind == "survey" else (),
        body=body(spoken, seed + 1, day, sections),
    )


def _questions(asks: list[list[str]], number: int) -> tuple[Question, ...]:
    """Two to four questions, the last of them in words now and then."""
    chosen = [asks[(number + n) % len(asks)] for n in range(2 + number % 3)]
    return tuple(Question(label, tuple(choices)) for label, *choices in chosen)
