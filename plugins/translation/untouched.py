"""Untouched: the lines of a circular in which nothing may be replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import markdown
from markdown.htmlparser import HTMLExtractor

from plugins.frontmatter import FENCE as FRONT_MATTER
from plugins.prose import FENCE
from plugins.translation.sentences import CODE, LONGEST

KEY = re.compile(r"[A-Za-z_-]+\s*:")
IN_BLOCK = r"(?:(?!\n[ \t]*\n)[\s\S])"
# Code, tags and comments, of which those over several lines matter here.
ACROSS = re.compile(
    CODE.replace(f".{{1,{LONGEST}}}?", f"{IN_BLOCK}{{1,{LONGEST}}}?")
    + rf"|<!--[\s\S]{{0,{LONGEST}}}?-->|</?[A-Za-z](?:(?![<>]){IN_BLOCK}){{0,{LONGEST}}}>"
)


def front_matter_lines(lines: Sequence[str]) -> int:
    """How many lines the front matter takes; 0 for a text that has none."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != FRONT_MATTER:
        return 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FRONT_MATTER:
            head = next((line for line in lines[1:number] if line.strip()), "")
            return number + 1 if not head or KEY.match(head) else 0
    return 0


def untouched(lines: Sequence[str]) -> set[int]:
    """Indices of the lines of fenced code, of HTML blocks, and of marks over several lines."""
    fenced = set(_fenced(lines))
    text = "\n".join("" if number in fenced else line for number, line in enumerate(lines))
    return fenced | set(_html(text)) | set(_across(text))


def _fenced(lines: Sequence[str]) -> Iterator[int]:
    """A fence nobody closes is no code: readers get it as text."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        match = FENCE.match(line)
        if match and opened is None:
            opened = number, match[1]
        elif match and opened and match[1] == opened[1]:
            yield from range(opened[0], number + 1)
            opened = None


def _html(text: str) -> Iterator[int]:
    """What Markdown takes for blocks of HTML, wherever the like occurs."""
    if "<" not in text:
        return
    converter = markdown.Markdown()
    extractor = HTMLExtractor(converter)
    extractor.feed(text + "\n\n")
    extractor.close()
    for block in {str(block).strip() for block in converter.htmlStash.rawHtmlBlocks}:
        for match in re.finditer(re.escape(block), text) if block else ():
            yield from _lines(text, match)


def _across(text: str) -> Iterator[int]:
    for match in ACROSS.finditer(text) if "`" in text or "<" in text else ():
        if "\n" in match[0]:
            yield from _lines(text, match)


def _lines(text: str, match: re.Match[str]) -> range:
    first = text.count("\n", 0, match.start())
    return range(first, first + match[0].count("\n") + 1)
