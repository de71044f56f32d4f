"""Tags: where they are in HTML, and what language they say their text is in.

They are found by a pattern, not by a parser of HTML: what we are given is our own templates' and
what the sanitizer wrote, with every element closed and every < of a text escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TAG = re.compile(
    r"<!--.*?-->|<![^>]*>|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)"
    r"(?P<attributes>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=>/\"']+)\s*=\s*(?:\"(?P<d>[^\"]*)\"|'(?P<s>[^']*)'|(?P<bare>[^\s\"'>]+))"
)
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
RAW = {"script", "style", "textarea", "title"}  # hold no tags


def tags(html: str) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Every tag and comment with where it begins and ends; at last None, at the end."""
    place = 0
    while tag := TAG.search(html, place):
        yield *tag.span(), tag
        place = tag.end()
        name = (tag["name"] or "").lower()
        if name in RAW and not tag["close"]:
            closing = re.compile(f"</{name}", re.IGNORECASE).search(html, place)
            place = closing.start() if closing else len(html)
    yield len(html), len(html), None


def is_japanese(attributes: str, around: bool) -> bool:
    """Whether an element's text is Japanese: what its lang says, else what it stands in is."""
    if "lang" not in attributes.lower():
        return around
    for attribute in ATTRIBUTE.finditer(attributes):
        if attribute["name"].lower() == "lang":
            value = attribute["d"] or attribute["s"] or attribute["bare"] or ""
            return value.lower() == "ja" or value.lower().startswith("ja-")
    return around
