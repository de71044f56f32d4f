"""The fields of a circular's front matter, each checked, each mistake told with its remedy."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins.circulars import KINDS, PRIORITIES, PUBLIC, Circular, Wording, group_holder
from plugins.form_fields import FLAGS, read_form
from plugins.frontmatter import Document
from plugins.languages import EASY
from plugins.mistakes import Mistakes
from plugins.organizations import SOURCE_LANGUAGE, Organization, Tree

KEYS = {
    "title", "date", "kind", "audience", "priority", "summary", "starts", "ends", "place",
    "deadline", "expires", "headcount", "comment", "questions", "attachments", "notify", "draft",
    "slug", "easy",
}  # fmt: skip
MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?")
DAY_END = time(23, 59, 59)


class Fields:
    """What one document says, read field by field."""

    def __init__(
        self, document: Document, organization: Organization, tree: Tree | None, mistakes: Mistakes
    ) -> None:
        self.document = document
        self.organization = organization
        self.tree = tree
        self.mistakes = mistakes
        self.draft = False

    def wrong(self, key: str, code: str, *, ja: str, en: str) -> None:
        line = self.document.lines.get(key, 1)
        self.mistakes.add(self.document.path, line, code, ja=ja, en=en)

    def only(self, keys: set[str]) -> None:
        for key in sorted(self.document.values.keys() - keys):
            self.wrong(
                key,
                "key.unknown",
                ja=f"「{key}」という項目はありません。使えるのは {', '.join(sorted(keys))} です。",
                en=f"There is no key {key!r}. Known keys: {', '.join(sorted(keys))}.",
            )

    def text(self, key: str) -> str:
        value = self.document.values.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.wrong(
            key,
            "value.text",
            ja=f"{key} は一行の文章で書いてください。「: 」を含むときは引用符で囲みます。",
            en=f"Write {key} as one line of text; put it in quotation marks if it holds ': '.",
        )
        return ""

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value:
            self.wrong(
                key,
                "key.missing",
                ja=f"{key} がありません。「{key}: …」と書いてください。",
                en=f"{key} is missing. Write '{key}: …'.",
            )
        return value

    def circular(self, slug: str) -> Circular:
        """The circular. What is wrong with it is told, and stands in it as best it can, so that
        the rest can be checked in the same run."""
        self.only(KEYS)
        kind = self._one_of("kind", KINDS)
        wording = Wording(
            title=self.required("title"),
            body=self.document.body,
            summary=self.text("summary"),
            place=self.text("place"),
        )
        self.draft = self.flag("draft", default=False)
        moments = {
            "date": self._moment("date", required=True),
            "starts": self._moment("starts", required=kind == "event"),
            "ends": self._moment("ends", end_of_day=True),
            "deadline": self._moment("deadline", end_of_day=True),
            "expires": self._moment("expires", end_of_day=True),
        }
        self._check_order(moments)
        issued = moments.pop("date")
        audience = self._audience()
        priority = self._one_of("priority", PRIORITIES)
        form = read_form(self, kind)
        notify = self.flag("notify", default=True)
        attachments = self._attachments()
        return Circular(
            id=f"{self.organization.path}/{slug}",
            organization=self.organization,
            path=self.document.path,
            kind=kind,
            date=issued or datetime(1970, 1, 1, tzinfo=ZoneInfo(self.organization.timezone)),
            audience=audience,
            wordings={SOURCE_LANGUAGE: wording, **self._easy(wording)},
            priority=priority,
            form=form,
            notify=notify,
            attachments=attachments,
            sources=(self.document.source,),
            **moments,
        )

    def _easy(self, wording: Wording) -> dict[str, Wording]:
        """The easy version a circular gives in itself; its title is that of the circular."""
        body = self.text("easy")
        return {EASY: replace(wording, body=body, summary="")} if body else {}

    def _one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key) or allowed[0]
        if value not in allowed:
            self.wrong(
                key,
                f"{key}.unknown",
                ja=f"{key} が「{value}」です。{' / '.join(allowed)} のどれかを書いてください。",
                en=f"{key} is {value!r}. Write one of {', '.join(allowed)}.",
            )
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.text(key).lower()
        if not value:
            return default
        if value not in FLAGS:
            self.wrong(
                key,
                "value.flag",
                ja=f"{key} は true か false で書いてください。",
                en=f"Write {key} as true or false.",
            )
        return FLAGS.get(value, default)

    def _moment(
        self, key: str, *, required: bool = False, end_of_day: bool = False
    ) -> datetime | None:
        value = self.required(key) if required else self.text(key)
        if not value:
            return None
        match = MOMENT.fullmatch(value)
        try:
            if not match:
                raise ValueError(value)
            year, month, day, hour, minute = (int(part or 0) for part in match.groups())
            found = datetime(year, month, day, hour, minute)
        except ValueError:
            self.wrong(
                key,
                "value.date",
                ja=f"{key} の「{value}」は日付として読めません。"
                "2026-11-22 または 2026-11-22 08:00 の形で書いてください。",
                en=f"{key} {value!r} is no date. Write it like 2026-11-22 or 2026-11-22 08:00.",
            )
            return None
        if end_of_day and match[4] is None:
            found = datetime.combine(found, DAY_END)
        return found.replace(tzinfo=ZoneInfo(self.organization.timezone))

    def _check_order(self, moments: dict[str, datetime | None]) -> None:
        date, starts = moments["date"], moments["starts"]
        ends, deadline = moments["ends"], moments["deadline"]
        if starts and ends and ends < starts:
            self.wrong(
                "ends",
                "ends.before-starts",
                ja="終わり（ends）が始まり（starts）より前です。日時を確かめてください。",
                en="ends is before starts. Check both.",
            )
        if starts and deadline and deadline.date() > starts.date():
            self.wrong(
                "deadline",
                "deadline.after-event",
                ja="締切（deadline）が行事の始まり（starts）より後です。行事の日までにしてください。",
                en="The deadline is after the event starts. Set it to the day of the event or before.",
            )
        if date and deadline and deadline < date:
            self.wrong(
                "deadline",
                "deadline.before-date",
                ja="締切（deadline）が発行日（date）より前です。年を確かめてください。",
                en="The deadline is before the date of issue. Check the year.",
            )

    def _audience(self) -> tuple[str, ...]:
        given = self.document.values.get("audience") or list(self.organization.default_audience)
        values = [given] if isinstance(given, str) else given
        audience = tuple(str(value).strip() for value in values)
        for value in audience:
            self._check_audience(value)
        if len(audience) > 1 and "public" in audience:
            self.wrong(
                "audience",
                "audience.public",
                ja="public はほかの宛先と一緒には書けません。どちらかにしてください。",
                en="public cannot stand with other audiences. Choose.",
            )
        return tuple(dict.fromkeys(audience))

    def _check_audience(self, value: str) -> None:
        if self.tree is None or value in (*PUBLIC, "members", "officers"):
            return
        kind, _, name = value.partition(":")
        path = self.organization.path
        if kind == "unit":
            units = self.tree[self.tree.reach_of(path)].units
            if name in units:
                return
            known = [f"unit:{unit}" for unit in units]
        elif kind == "group":
            if group_holder(self.tree, path, name):
                return
            known = [
                f"group:{group.folder_name}"
                for organization in self.tree.chain(path)
                for group in self.tree.groups_held_by(organization.path)
            ]
        else:
            known = []
        choices = ", ".join(["public", "members", "officers", *known])
        self.wrong(
            "audience",
            "audience.unknown",
            ja=f"「{value}」という宛先はここにはありません。使えるのは {choices} です。",
            en=f"There is no audience {value!r} here. You can use {choices}.",
        )

    def _attachments(self) -> tuple[Path, ...]:
        given = self.document.values.get("attachments", [])
        names = given if isinstance(given, list) else [given]
        return tuple(
            path for name in names if (path := self.neighbour(str(name), "attachments")) is not None
        )

    def neighbour(self, name: str, key: str) -> Path | None:
        """The file beside this document that ``name`` names; a mistake when it is not there."""
        folder = self.document.path.parent
        path = (folder / name).resolve()
        inside = self.tree is not None and path.is_relative_to(self.tree.content.resolve())
        if inside and path.is_file():
            return folder / name
        self.wrong(
            key,
            "attachment.missing",
            ja=f"添付「{name}」が見つかりません。この文書と同じフォルダに置き、名前を確かめてください。",
            en=f"The attachment {name!r} is not there."
            " Put it beside this file and check its name, capitals included.",
        )
        return None
