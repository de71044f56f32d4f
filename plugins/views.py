"""Views: an item and an association as the theme shows them in one language, all in words."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
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

    ``lang`` is the language its text really is in; ``asks`` says that an answer is asked for.
    """

    kind: str
    priority: str
    lang: str
    translated: bool
    asks: bool
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


# What a macro of the theme may only put somewhere, never ask anything but whether it is there.
WORDS = tuple(field.name for field in fields(ItemView))[5:]


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
        shape = (view.kind, view.priority, view.lang, view.translated, view.asks, *words)
        return self._edition.once(
            (*name, self._language, self._root, shape),
            lambda: Frame(lambda **marks: str(macro(replace(view, **marks))), *words),
        ).filled(**words)

    def view(self, item: Item) -> ItemView:
        circular, language = item.circular, self._language
        wording, written = circular.wording(language)
        starts, ends, deadline = circular.starts, circular.ends, circular.deadline
        short = self._spelled("span_short", starts, ends) if starts else ""
        if not starts and circular.kind != "page":
            short = self._spelled("day_short", circular.date)
        return ItemView(
            kind=circular.kind,
            priority=circular.priority,
            lang=written,
            translated=written == language,
            asks=circular.form is not None,
            id=circular.id,
            url=circular.url,
            original=self._root + circular.url,
            digest=item.digest,
            title=wording.title,
            place=wording.place or circular.wordings[SOURCE_LANGUAGE].place,
            organization_name=circular.organization.name(language),
            date_iso=_iso(circular.date),
            starts_iso=_iso(starts),
            ends_iso=_iso(ends),
            deadline_iso=_iso(deadline),
            expires_iso=_iso(circular.expires),
            date=interface.day(circular.date, language),
            when=interface.span(starts, ends, language) if starts else "",
            deadline=interface.moment(deadline, language) if deadline else "",
            when_short=short,
            when_dated=self._spelled("span_dated", starts, ends) if starts else "",
            day_number=str(starts.day) if starts else "",
            deadline_short=self._spelled("deadline_short", deadline) if deadline else "",
            html=Markup(item.renderings[written].html.replace(ROOT_MARK, self._root)),  # noqa: S704
            attachments=Markup("").join(map(self._articles.attachment, item.attachments)),
            answer=self._answer(item, wording.title, written),
        )

    def _spelled(self, macro: str, *moments: datetime | None) -> Markup:
        """A moment or span as a list shows it; many items share theirs."""
        spelled: Markup = self._edition.once(
            (macro, self._language, moments), lambda: getattr(self._entries, macro)(*moments)
        )
        return spelled

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


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
