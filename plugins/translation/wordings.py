"""Wordings: a circular in one more language, put together from its segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plugins.circulars import MACHINE, MEMORY, Circular, Wording
from plugins.languages import EASY
from plugins.organizations import SOURCE_LANGUAGE
from plugins.translation.lore import JAPANESE, RULE, Lore
from plugins.translation.segments import put_back, segments

FIELDS = ("title", "summary", "place")
IN_JAPANESE = (f'<span lang="{SOURCE_LANGUAGE}">', "</span>")
ENOUGH = 0.5  # of a text's characters; with less in the reader's language it stays Japanese


class _Tally:
    """Whose words a wording is made of, by how many characters of the Japanese they stand for."""

    def __init__(self) -> None:
        self.by: dict[str, int] = {}

    def add(self, segment: str, by: str) -> None:
        if by != RULE:  # dates and numbers alone are no translation
            self.by[by] = self.by.get(by, 0) + len(segment)

    @property
    def is_enough(self) -> bool:
        total = sum(self.by.values())
        return total > self.by.get(JAPANESE, 0) and self.by.get(JAPANESE, 0) <= total * ENOUGH


def with_translations(circular: Circular, lore: Mapping[str, Lore]) -> Circular:
    """The circular with a wording in each language of ``lore`` that it has none in and that enough
    of it can be said in."""
    wordings = dict(circular.wordings)
    form = circular.form
    for code, known in lore.items():
        if code in wordings:
            continue
        tally = _Tally()
        words = _words(circular.wordings[SOURCE_LANGUAGE], known, tally)
        if not tally.is_enough:
            continue
        if form is not None and not form.standard:
            labels = [
                (
                    _put_together(label, known, tally),
                    [_put_together(choice, known, tally) for choice in choices],
                )
                for label, choices in form.written()
            ]
            form = form.with_labels(code, labels)
        wordings[code] = replace(
            words,
            by=MACHINE if MACHINE in tally.by else MEMORY,
            partly=JAPANESE in tally.by,
        )
    if len(wordings) == len(circular.wordings):
        return circular
    return replace(circular, wordings=wordings, form=form)


def _words(source: Wording, lore: Lore, tally: _Tally) -> Wording:
    """The Japanese in the language of the lore, as far as that goes."""
    return Wording(
        title=_put_together(source.title, lore, tally),
        summary=_put_together(source.summary, lore, tally),
        place=_put_together(source.place, lore, tally),
        body=_put_together(source.body, lore, tally, marked=True),
    )


def _put_together(text: str, lore: Lore, tally: _Tally, *, marked: bool = False) -> str:
    """A text in the language; with ``marked`` what stays Japanese is marked as that."""
    found = segments(text)
    readings = [lore.read(segment.text) for segment in found]
    for segment, reading in zip(found, readings, strict=True):
        tally.add(segment.text, reading.by)
    said = [None if reading.by == JAPANESE else reading.text for reading in readings]
    around = IN_JAPANESE if marked and lore.language.code != EASY else ("", "")
    return put_back(text, found, said, spaced=lore.language.spaced, around=around)


def texts_of(circular: Circular) -> Iterator[tuple[str, str]]:
    """What of a circular is translated: the name of the field and its text."""
    source = circular.wordings[SOURCE_LANGUAGE]
    for name in (*FIELDS, "body"):
        yield name, getattr(source, name)
    if circular.form is not None and not circular.form.standard:
        for label, choices in circular.form.written():
            yield "questions", label
            for choice in choices:
                yield "questions", choice
