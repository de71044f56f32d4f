"""Prose: the text of a circular, from a source of chance and the words of a language.

Told the same chance, every language gets the same structure: the same sections, list by list and
row by row. So each language must draw as often as any other, however many phrases it has.
"""

from __future__ import annotations

from random import Random
from typing import TypeVar

from bench.words import DAYS_AFTER, Words

PICTURES = 6

Facts = dict[str, str | int]
T = TypeVar("T")


def body(words: Words, seed: int, day: int, sections: int) -> str:
    """The Markdown of a circular issued on ``day``: an opening, sections, whom to ask."""
    writer = _Writer(words, Random(seed), day)  # noqa: S311  (repeatable, not secret)
    parts = [writer.paragraph()]
    for _ in range(sections):
        parts += writer.section()
    if writer.chance() < 0.7:
        parts.append(writer.filled(words.contact))
    return "\n\n".join(parts + writer.notes) + "\n"


def phrase(words: Words, template: str, seed: int, day: int) -> str:
    """One phrase with its gaps filled, such as a title."""
    return _Writer(words, Random(seed), day).filled(template)  # noqa: S311


class _Writer:
    def __init__(self, words: Words, source: Random, day: int) -> None:
        self.words = words
        self.chance = source.random
        self.day = day
        self.notes: list[str] = []
        self.facts = self._facts()

    def filled(self, template: str) -> str:
        return template.format_map(self.facts)

    def section(self) -> list[str]:
        """A heading and what stands below it, sometimes two things."""
        self.facts = self._facts()
        parts = [f"## {self._one(self.words.headings)}", self._block(self.chance())]
        if self.chance() < 0.4:
            parts.append(self._block(self.chance()))
        return parts

    def paragraph(self) -> str:
        """Two to five sentences, no two alike."""
        sentences = self.words.sentences
        at = int(self.chance() * len(sentences))
        step = 1 + int(self.chance() * (len(sentences) // 6))
        chosen = [sentences[(at + n * step) % len(sentences)] for n in range(self._count(2, 5))]
        text = self.filled(self.words.separator.join(chosen))
        if self.chance() < 0.06:
            number = len(self.notes) + 1
            self.notes.append(f"[^{number}]: {self.filled(self._one(self.words.footnotes))}")
            return f"{text}[^{number}]"
        return text

    def _block(self, kind: float) -> str:
        if kind < 0.42:
            return self.paragraph()
        if kind < 0.58:
            return self._list()
        if kind < 0.66:
            return self._nested_list()
        if kind < 0.72:
            return self._steps()
        if kind < 0.84:
            return self._table()
        if kind < 0.91:
            return self.filled(self._one(self.words.links))
        if kind < 0.95:
            return self._definitions()
        number = int(self.chance() * PICTURES)
        return f"![{self._one(self.words.captions)}]({picture_name(number)})"

    def _list(self) -> str:
        return "\n".join(f"- {thing}" for thing in self._several(self.words.bring, 3, 6))

    def _nested_list(self) -> str:
        lines = []
        for _ in range(self._count(2, 3)):
            lines.append(f"- {self._sentence()}")
            lines += [f"    - {thing}" for thing in self._several(self.words.bring, 2, 3)]
        return "\n".join(lines)

    def _steps(self) -> str:
        return "\n".join(f"{n}. {self._sentence()}" for n in range(1, self._count(3, 5) + 1))

    def _table(self) -> str:
        words = self.words
        if self.chance() < 0.7:
            head = words.duty
            rows = [
                (
                    words.unit.format(n=n),
                    self._one(words.places),
                    words.hour.format(n=self._count(7, 17)),
                )
                for n in range(1, self._count(3, 10) + 1)
            ]
        else:
            head = words.cost
            rows = [
                (
                    item,
                    f"{self._count(1, 400)},000",
                    f"{self._count(1, 400)},{self._count(100, 999)}",
                )
                for item in self._several(words.costs, 4, 8)
            ]
        lines = (f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
        return "\n".join(lines)

    def _definitions(self) -> str:
        chosen = self._several(self.words.terms, 2, 3)
        return "\n\n".join(f"{term}\n:   {self.filled(meaning)}" for term, meaning in chosen)

    def _sentence(self) -> str:
        return self.filled(self._one(self.words.sentences))

    def _one(self, phrases: list[str]) -> str:
        return phrases[int(self.chance() * len(phrases))]

    def _several(self, things: list[T], least: int, most: int) -> list[T]:
        """Neighbours in a list; they repeat only where the list is shorter."""
        at = int(self.chance() * len(things))
        return [things[(at + n) % len(things)] for n in range(self._count(least, most))]

    def _count(self, least: int, most: int) -> int:
        return least + int(self.chance() * (most - least + 1))

    def _facts(self) -> Facts:
        words, chance = self.words, self.chance
        return {
            "day": words.days[self.day + 1 + int(chance() * (DAYS_AFTER - 1))],
            "hour": 7 + int(chance() * 12),
            "place": words.places[int(chance() * len(words.places))],
            "thing": words.things[int(chance() * len(words.things))],
            "who": words.who[int(chance() * len(words.who))],
            "count": 3 + int(chance() * 90),
            "phone": f"{int(chance() * 10_000):04}",
            "number": 1 + int(chance() * 99),
        }


def picture_name(number: int) -> str:
    return f"photo-{number}.jpg"
