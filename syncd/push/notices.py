"""Notices: what is pushed of an item or a safety check, and how urgently (RFC 8030)."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from syncd.clock import from_iso
from syncd.push.notice_words import CHECK_BODIES, CHECK_TITLES, MARKS
from syncd.safety.checks import Check

LONGEST_TITLE = 120
LONGEST_BODY = 300
SOURCE_LANGUAGE = "ja"


@dataclass(frozen=True)
class Manner:
    """How a kind is pushed: for how long it is worth delivering, and whether it breaks quiet."""

    urgency: str
    lifetime: timedelta
    breaks_quiet: bool = False


# An old alarm must not arrive late; a circular may wait for a phone that is off over a weekend.
MANNERS = {
    "circular": Manner("normal", timedelta(days=3)),
    "event": Manner("normal", timedelta(days=7)),
    "survey": Manner("normal", timedelta(days=7)),
    "request": Manner("normal", timedelta(days=7)),
    "reminder": Manner("normal", timedelta(hours=12)),
    "emergency": Manner("high", timedelta(hours=3), breaks_quiet=True),
    "safety": Manner("high", timedelta(hours=6), breaks_quiet=True),
    "watch": Manner("high", timedelta(hours=1), breaks_quiet=True),
}


@dataclass(frozen=True)
class Notice:
    """What is pushed. ``texts`` is {language: {"title", "body"}}, Japanese always there.

    ``url`` is relative to a language's folder of a site. A notice replaces an earlier one of the
    same ``tag``, on the phone and while still waiting at the push service.
    """

    kind: str
    tag: str
    texts: Mapping[str, Mapping[str, str]]
    url: str
    manner: Manner
    expires_at: datetime
    item: str | None = None
    correction: bool = False

    @property
    def topic(self) -> str:
        """The Topic header (RFC 8030, section 5.4): at most 32 characters of base64url."""
        return urlsafe_b64encode(hashlib.sha256(self.tag.encode()).digest()).decode()[:32]


def item_notice(entry: Mapping[str, Any], now: datetime, *, correction: bool) -> Notice | None:
    """The notice of a new or corrected item; None when it is not to be pushed.

    Pages are never pushed, nor what asks for silence, nor what is over.
    """
    over_at = _over_at(entry)
    if entry["kind"] == "page" or not entry["notify"] or (over_at and over_at <= now):
        return None
    manner = MANNERS["emergency" if entry["priority"] == "emergency" else entry["kind"]]
    marks = [mark for mark in (entry["priority"],) if mark in MARKS]
    return Notice(
        kind=entry["kind"],
        tag=entry["id"],
        texts={
            language: {
                "title": _title(
                    entry["title"][language], [*_correction(correction), *marks], language
                ),
                "body": _body(entry, language),
            }
            for language in entry["title"]
        },
        url=entry["url"],
        manner=manner,
        expires_at=_expiry(entry, manner, over_at, now),
        item=entry["id"],
        correction=correction,
    )


def check_notice(check: Check, now: datetime) -> Notice:
    """The notice of a safety check that has begun."""
    manner = MANNERS["safety"]
    marks = ["drill"] if check.drill else []
    return Notice(
        kind="safety",
        tag=f"safety:{check.id}",
        texts={
            language: {
                "title": _title(
                    check.titles.get(language) or CHECK_TITLES[language], marks, language
                ),
                "body": body,
            }
            for language, body in CHECK_BODIES.items()
        },
        url="safety.html",
        manner=manner,
        expires_at=now + manner.lifetime,
    )


def _correction(correction: bool) -> list[str]:
    return ["correction"] if correction else []


def _over_at(entry: Mapping[str, Any]) -> datetime | None:
    """The moment from which nobody needs to hear of the item any more."""
    ends = [entry.get("expires")]
    if entry["kind"] == "event":
        ends.append(entry.get("ends") or entry.get("starts"))
    moments = [moment for moment in map(from_iso, ends) if moment is not None]
    return min(moments, default=None)


def _expiry(
    entry: Mapping[str, Any], manner: Manner, over_at: datetime | None, now: datetime
) -> datetime:
    bounds = [now + manner.lifetime]
    bounds += [m for m in (over_at, from_iso(entry.get("deadline"))) if m is not None and m > now]
    return min(bounds)


def _title(title: str, marks: list[str], language: str) -> str:
    shown = "".join(MARKS[mark].get(language, MARKS[mark]["en"]) for mark in marks)
    return _shortened(shown + title, LONGEST_TITLE)


def _body(entry: Mapping[str, Any], language: str) -> str:
    names = entry["organization_names"]
    summary = entry["summary"].get(language) or entry["summary"].get(SOURCE_LANGUAGE, "")
    return _shortened(
        f"{names.get(language) or names[SOURCE_LANGUAGE]}\n{summary}".strip(), LONGEST_BODY
    )


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
