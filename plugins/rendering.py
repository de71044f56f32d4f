"""Rendering: a circular's Markdown to clean HTML, once per language.

What an officer pastes is sanitized here, because associations may share an origin: no script, no
handler, no foreign frame, no picture from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element  # only builds what Markdown parsed

import nh3
from markdown.treeprocessors import Treeprocessor

from plugins.attachments import Attachment
from plugins.converters import convert
from plugins.headings import with_headings
from plugins.plain_texts import html_of
from plugins.prose import to_markdown

# Stands before every link into the site's own files; a page puts its way to the root there.
ROOT_MARK = "kairan-root/"

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre",
    "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "th": {"align", "colspan", "rowspan"},
    "td": {"align", "colspan", "rowspan"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "abbr": {"title"},
    "span": {"lang"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
HEADER_CELL = re.compile(r"<th(?=[ >])")
IMAGE = re.compile(r"<img (?P<attributes>[^>]*)>")
INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)\b[^>]*>"
)
TAG = re.compile(r"<[^>]+>")
LINKED = re.compile(r'(?P<begins><(?:(?P<img>img) alt="[^"]*" src|a href)=)"(?P<target>[^"]*)"')
WHITE = re.compile(r"\s+")

# Finds the file a text links to; None when it is not there (and has told so).
FindFile = Callable[[str], Attachment | None]


@dataclass(frozen=True)
class Rendering:
    """Clean HTML with ROOT_MARK before links into the site, and the files it links to."""

    html: str
    files: tuple[Attachment, ...]

    def text(self) -> str:
        """The words alone, white space folded; a tag within a line leaves no gap in it."""
        words = TAG.sub(" ", INLINE_TAG.sub("", self.html))
        return WHITE.sub(" ", unescape(words)).strip()


def render(body: str, find_file: FindFile) -> Rendering:
    """The clean HTML of a Markdown text; headings begin at h2 and skip no level."""
    text = to_markdown(body)
    links = Links(find_file)
    html = html_of(text)
    html = (
        convert(text, _LinksInTree(links)) if html is None else links.in_html(with_headings(html))
    )
    clean = _cleaner().clean(html)
    clean = IMAGE.sub(_only_own_picture, clean)
    clean = TABLE.sub(_accessible_table, clean)
    return Rendering(clean, tuple(links.files.values()))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    )


def _only_own_picture(match: re.Match[str]) -> str:
    """The picture when it is one of ours, else its words: nothing is fetched from third parties."""
    attributes = match["attributes"]
    if f'src="{ROOT_MARK}' in attributes:
        return f'<img {attributes} loading="lazy">'
    alt = re.search(r'alt="([^"]*)"', attributes)
    return alt[1] if alt else ""


def _accessible_table(match: re.Match[str]) -> str:
    table = HEADER_CELL.sub('<th scope="col"', match[0])
    return f'<div class="table" role="group" tabindex="0">{table}</div>'


class Links:
    """Links to files beside the circular lead to the published files, which are noted."""

    def __init__(self, find_file: FindFile) -> None:
        self.find_file = find_file
        self.files: dict[str, Attachment] = {}

    def published(self, target: str) -> Attachment | None:
        """The published file a link leads to, None when it leads elsewhere or nowhere."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path or target.startswith("/"):
            return None
        attachment = self.find_file(unquote(parts.path))
        if attachment:
            self.files[attachment.file] = attachment
        return attachment

    def in_html(self, html: str) -> str:
        return LINKED.sub(self._linked, html)

    def _linked(self, match: re.Match[str]) -> str:
        attachment = self.published(unescape(match["target"]))
        if attachment is None:
            return match[0]
        html = f'{match["begins"]}"{ROOT_MARK}{attachment.file}"'
        if match["img"] and attachment.width:
            html += f' width="{attachment.width}" height="{attachment.height}"'
        return html


class _LinksInTree(Treeprocessor):
    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = {"img": "src", "a": "href"}.get(element.tag)
            target = element.get(attribute) if attribute else None
            attachment = self.links.published(target) if target else None
            if attribute is None or attachment is None:
                continue
            element.set(attribute, ROOT_MARK + attachment.file)
            if element.tag == "img" and attachment.width:
                element.set("width", str(attachment.width))
                element.set("height", str(attachment.height))
