"""Views: an item and an association as a template shows them in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from plugins import interface
from plugins.attachments import Attachment
from plugins.items import Item
from plugins.organizations import Organization, Tree
from plugins.rendering import ROOT_MARK


@dataclass(frozen=True)
class AttachmentView:
    name: str
    url: str
    type: str
    size: int
    text: str | None
    pages: int | None
    width: int | None
    height: int | None


@dataclass(frozen=True)
class ItemView:
    """An item in one language. ``lang`` is the language its text really is in."""

    id: str
    kind: str
    title: str
    summary: str
    place: str
    organization_name: str
    date: datetime
    starts: datetime | None
    ends: datetime | None
    deadline: datetime | None
    expires: datetime | None
    priority: str
    form: dict[str, Any] | None
    url: str
    lang: str
    translated: bool
    digest: str
    html: Markup
    attachments: list[AttachmentView]


def item_view(item: Item, language: str, root: str = "") -> ItemView:
    """The view of an item; ``root`` is the way from the page to the site's root."""
    circular = item.circular
    wording, written = circular.wording(language)
    original = circular.wordings["ja"]
    return ItemView(
        id=circular.id,
        kind=circular.kind,
        title=wording.title,
        summary=item.summary(language),
        place=wording.place or original.place,
        organization_name=circular.organization.name(language),
        date=circular.date,
        starts=circular.starts,
        ends=circular.ends,
        deadline=circular.deadline,
        expires=circular.expires,
        priority=circular.priority,
        form=circular.form.in_language(language) if circular.form else None,
        url=circular.url,
        lang=written,
        translated=written == language,
        digest=item.digest,
        html=Markup(item.renderings[written].html.replace(ROOT_MARK, root)),  # noqa: S704
        attachments=[_attachment_view(attachment) for attachment in item.attachments],
    )


def _attachment_view(attachment: Attachment) -> AttachmentView:
    return AttachmentView(
        name=attachment.name,
        url=attachment.file,
        type=attachment.type,
        size=attachment.size,
        text=attachment.text,
        pages=attachment.pages,
        width=attachment.width,
        height=attachment.height,
    )


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
