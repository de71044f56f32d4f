"""Views: an item and an association as the theme shows them in one language, all in words."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

from plugins import interface
from plugins.edition import Edition
from plugins.frames import Frame
from plugins.items import Item
from plugins.organizations import SOURCE_LANGUAGE, Organization, Tree
from plugins.rendering import ROOT_MARK


@dataclass(frozen=True)
class ItemView:
    """An item in one language. What there is none of is "".

    ``lang`` is the language its text really is in; ``asks`` says that an answer is asked for;
    ``notes`` are those of its translation.
    """

    kind: str
    priority: str
    lang: str
    translated: bool
    asks: bool
    notes: tuple[str, ...]
    id: str
    url: str
    original: str
    digest: str
    title: str
    place: str
    organization_name: str
    date_iso: str
    starts_iso: str
    ends_iso: str
    deadline_iso: str
    expires_iso: str
    date: str
    when: str
    deadline: str
    when_short: str
    when_dated: str
    day_number: str
    deadline_short: str
    html: str
    attachments: str
    answer: str


MOMENTS_AT_HAND = 4096
# What a macro of the theme may only put somewhere, never ask anything but whether it is there.
WORDS = tuple(field.name for field in fields(ItemView))[6:]


@dataclass(frozen=True)
class Spelled:
    """A moment or span in words: in full, as short as a list wants it, below its own date."""

    full: str = ""
    short: str = ""
    dated: str = ""
    day: str = ""


class ItemViews:
    """Shows items in one language, on pages ``root`` away from the site's root."""

    def __init__(self, edition: Edition, language: str, root: str) -> None:
        self._edition = edition
        self._language = language
        self._root = root
        self._entries = edition.theme.macros("_entry.html", language, page="index")
        pages = partial(edition.theme.macros, language=language, page="item", root=root)
        self._articles = pages("_item.html", home="../")
        self._answers = pages("_answer.html", home="../")

    def entry(self, view: ItemView, *, dated: bool = False) -> str:
        """An item's line in a list, or ``dated`` in the calendar."""
        return self._filled(partial(self._entries.entry, dated=dated), view, "entry", str(dated))

    def article(self, view: ItemView) -> str:
        """An item as its page shows it."""
        return self._filled(self._articles.article, view, "article")

    def _filled(self, macro: Any, view: ItemView, *name: str) -> str:
        """What a macro makes of a view: of all views of one shape it is rendered once."""
        words = {word: text for word in WORDS if (text := getattr(view, word))}
        shape = (
            view.kind,
            view.priority,
            view.lang,
            view.translated,
            view.asks,
            view.notes,
            *words,
        )
        return self._edition.once(
            (*name, self._language, self._root, shape),
            lambda: Frame(lambda **marks: str(macro(replace(view, **marks))), *words),
        ).filled(**words)

    def view(self, item: Item) -> ItemView:
        circular, language = item.circular, self._language
        wording, written = circular.wording(language)
        moments = {name: moment or "" for name, moment in item.moments.items()}
        when = self._when(moments["starts"], moments["ends"])
        deadline = self._until(moments["deadline"])
        date = self._dated(moments["date"])
        short = "" if circular.kind == "page" else date.short
        return ItemView(
            kind=circular.kind,
            priority=circular.priority,
            lang=written,
            translated=written == language,
            notes=wording.notes,
            asks=circular.form is not None,
            id=circular.id,
            url=circular.url,
            original=self._root + circular.url,
            digest=item.digest,
            title=wording.title,
            place=wording.place or circular.wordings[SOURCE_LANGUAGE].place,
            organization_name=circular.organization.name(language),
            date_iso=moments["date"],
            starts_iso=moments["starts"],
            ends_iso=moments["ends"],
            deadline_iso=moments["deadline"],
            expires_iso=moments["expires"],
            date=date.full,
            when=when.full,
            deadline=deadline.full,
            when_short=when.short or short,
            when_dated=when.dated,
            day_number=when.day,
            deadline_short=deadline.short,
            html=Markup(item.renderings[written].html.replace(ROOT_MARK, self._root)),  # noqa: S704
            attachments=Markup("").join(map(self._articles.attachment, item.attachments)),
            answer=self._answer(item, wording.title, written),
        )

    # A city's items share their days, and writing one out takes longer than all the rest of a view.

    @lru_cache(MOMENTS_AT_HAND)  # noqa: B019  (there are as many views as languages)
    def _dated(self, date: str) -> Spelled:
        moment = datetime.fromisoformat(date)
        return Spelled(interface.day(moment, self._language), self._entries.day_short(moment))

    @lru_cache(MOMENTS_AT_HAND)  # noqa: B019
    def _when(self, starts: str, ends: str) -> Spelled:
        if not starts:
            return Spelled()
        start = datetime.fromisoformat(starts)
        end = datetime.fromisoformat(ends) if ends else None
        return Spelled(
            interface.span(start, end, self._language),
            self._entries.span_short(start, end),
            self._entries.span_dated(start, end),
            str(start.day),
        )

    @lru_cache(MOMENTS_AT_HAND)  # noqa: B019
    def _until(self, deadline: str) -> Spelled:
        if not deadline:
            return Spelled()
        moment = datetime.fromisoformat(deadline)
        return Spelled(
            interface.moment(moment, self._language), self._entries.deadline_short(moment)
        )

    def _answer(self, item: Item, title: str, lang: str) -> str:
        """The form that asks for an answer; the kinds' own forms are alike."""
        if item.circular.form is None:
            return ""
        form = item.circular.form.in_language(self._language)

        def render(title: str) -> str:
            return str(self._answers.answer({"form": form, "title": title, "lang": lang}))

        if not item.circular.form.standard:
            return Markup(render(title))  # noqa: S704
        frame = self._edition.once(
            ("answer", self._language, self._root, lang, json.dumps(form)),
            lambda: Frame(render, "title"),
        )
        return Markup(frame.filled(title=title))  # noqa: S704


def site_facts(association: Organization, tree: Tree, language: str) -> dict[str, str]:
    """What a page says of the association it belongs to; "" where there is nothing to say."""
    above = [organization.name(language) for organization in tree.chain(association.path)[1:]]
    return {
        "path": association.path,
        "name": association.name(language),
        "above": "　".join(reversed(above)),
        "contact": association.contact,
        "timezone": association.timezone,
    }


def calendar_views(association: Organization, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": calendar.names.get(language) or calendar.names["ja"],
            "weekdays": [interface.weekday(day, language) for day in calendar.weekdays],
            "weeks": list(calendar.weeks),
        }
        for calendar in association.calendars
    ]
