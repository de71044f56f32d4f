"""The icons: 回, the first character of 回覧, as ``docs/icons.py`` drew them into the theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Icon:
    """An icon ``side`` pixels wide. ``purpose`` is the manifest's, None for those it omits."""

    side: int
    purpose: str | None = "any"


# By place, in the theme as in every site.
ICONS = {
    "icons/icon-192.png": Icon(192),
    "icons/icon-512.png": Icon(512),
    "icons/maskable-512.png": Icon(512, "maskable"),
    "icons/apple-touch-icon.png": Icon(180, None),
    "icons/favicon-32.png": Icon(32, None),
    "icons/badge-96.png": Icon(96, None),
}
