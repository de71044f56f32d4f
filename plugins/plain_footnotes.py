"""Plain footnotes: those that comrak finds as Python-Markdown does, written as the latter does."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"\[\^([a-z0-9]+)\](?!:)")
DEFINITION = re.compile(r"^\[\^([a-z0-9]+)\]: (?=\S)", re.MULTILINE)
DEFINITIONS = re.compile(r"\n(?:\n+\[\^[a-z0-9]+\]: \S.*)+\n*\Z")
LINK = re.compile(
    r'<sup class="footnote-ref"><a href="#fn-(\w+)" id="fnref-\w+" data-footnote-ref>'
)
SECTION = re.compile(r'<section class="footnotes" data-footnotes><ol>(.*)</ol></section>\Z')
NOTE = re.compile(
    r'<li id="fn-(\w+)">(<p>.*?) <a href="#fnref-\w+" class="footnote-backref"'
    r' data-footnote-backref data-footnote-backref-idx="(\d+)"[^>]*>↩</a></p></li>'
)
BACK = "Jump back to footnote {} in the text"


def words_without(text: str) -> str | None:
    """The text with its notes as paragraphs; None when its footnotes may not be plain.

    Plain footnotes stand at the end, a line each, in the order in which each is referred to once.
    """
    found = DEFINITIONS.search(text)
    if not found:
        return None
    body, notes = text[: found.start()], found[0]
    defined = DEFINITION.findall(notes)
    if REFERENCE.findall(body) != defined or len(set(defined)) < len(defined):
        return None
    return REFERENCE.sub("", body) + DEFINITION.sub("", notes)


def as_markdown_has_them(html: str) -> str:
    """comrak's HTML, without line ends, with its footnotes in Python-Markdown's form."""
    html = LINK.sub(r'<sup id="fnref:\1"><a href="#fn:\1">', html)
    return SECTION.sub(
        lambda section: f"<div><hr><ol>{NOTE.sub(_note, section[1])}</ol></div>", html
    )


def _note(match: re.Match[str]) -> str:
    label, words, number = match.groups()
    return (
        f'<li id="fn:{label}">{words}&#160;'
        f'<a href="#fnref:{label}" title="{BACK.format(number)}">&#8617;</a></p></li>'
    )
