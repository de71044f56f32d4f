"""Converters: Python-Markdown, each put together from just what a text calls for.

Python-Markdown tries every pattern it knows on every piece of text. Most circulars use few of them,
and a pattern is not needed where the mark it begins with does not occur.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element  # only builds what Markdown parsed

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from plugins.headings import below_title

ALWAYS = ("sane_lists", "nl2br")
# Extensions, and Markdown's own parts, by a mark without which they find nothing.
EXTENSIONS = {"tables": "|", "footnotes": "[^", "def_list": ":", "attr_list": "{"}
BLOCKS = {"hashheader": "#", "quote": ">", "reference": "]:"}
ESCAPE = "\\"
INLINE = {
    "backtick": "`", "escape": ESCAPE, "reference": "[", "link": "[", "image_link": "[",
    "image_reference": "[", "short_reference": "[", "short_image_ref": "[", "autolink": "<",
    "automail": "<", "html": "<", "entity": "&", "linebreak": "  \n",
}  # fmt: skip
EMPHASIS = ("*", "_")
TAGS = "<"
UNUSED = {ord(STX): None, ord(ETX): None}
MARKS = tuple(sorted({*EXTENSIONS.values(), *BLOCKS.values(), *INLINE.values(), *EMPHASIS}))

# Without any of these a piece of text holds nothing that an inline pattern could find.
INLINE_MARK = re.compile(f"[\\\\`\\[<&*_\n{STX}]")


def convert(text: str, links: Treeprocessor) -> str:
    """The HTML of a Markdown text, not yet clean; ``links`` sees the tree before it is written."""
    # As Markdown itself does first of all: a mark may come of it.
    plain = text.translate(UNUSED).expandtabs(4)
    converter = _converter(frozenset(mark for mark in MARKS if mark in plain))
    converter.treeprocessors.register(links, "links", 4)
    return converter.reset().convert(text)


@lru_cache(maxsize=256)
def _converter(marks: frozenset[str]) -> markdown.Markdown:
    """The converter for texts in which just these marks occur."""
    extensions = [name for name, mark in EXTENSIONS.items() if mark in marks]
    converter = markdown.Markdown(extensions=[*ALWAYS, *extensions, _Own()], output_format="html")
    for name, mark in BLOCKS.items():
        if mark not in marks:
            converter.parser.blockprocessors.deregister(name)
    for name, mark in INLINE.items():
        if mark not in marks:
            converter.inlinePatterns.deregister(name)
    if marks.isdisjoint(EMPHASIS):
        converter.inlinePatterns.deregister("em_strong")
    if TAGS not in marks:
        converter.preprocessors.deregister("html_block")
    if ESCAPE not in marks:
        converter.treeprocessors.deregister("unescape")
    converter.treeprocessors.deregister("prettify")  # nobody reads the source of a page
    return converter


def complete_converter() -> markdown.Markdown:
    """The one that knows everything: what all the others come out the same as."""
    return _converter(frozenset(MARKS))


class _Own(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.treeprocessors.register(_Plain(md), "plain", 25)
        md.treeprocessors.register(_Headings(md), "headings", 5)


class _Plain(Treeprocessor):
    """Spares texts without an inline mark the search for each pattern."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not INLINE_MARK.search(element.text):
                element.text = AtomicString(element.text)


class _Headings(Treeprocessor):
    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in HEADINGS]
        levels = below_title(HEADINGS.index(heading.tag) for heading in headings)
        for heading, level in zip(headings, levels, strict=True):
            heading.tag = f"h{level}"


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
