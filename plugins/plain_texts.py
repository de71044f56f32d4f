"""Plain texts: those that every Markdown reads alike, converted twenty times as fast.

What a circular means is what Python-Markdown makes of it. Most use no more than paragraphs,
headings, simple lists and tables, emphasis and links, and where nothing is left to taste comrak,
written in Rust, comes to the same. `html_of` says None of any text it is not sure of. A test holds
the two against each other on texts made up at random.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import comrak

from plugins.plain_footnotes import as_markdown_has_them, words_without

STRANGE = re.compile(
    r"[\\`<&{}^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\*{3}|[^\S\n]$", re.MULTILINE
)
# A link's target may hold what is a mark elsewhere; its words, and a picture's, may not.
LINK = re.compile(r"!?\[[^\[\]*_\n]+\]\([A-Za-z0-9:/.?=#%+@~,;_-]+\)")
STRONG = re.compile(r"\*\*(?=\w)[^*\n]*[\w.!?。！？]\*\*")
EMPHASIS = re.compile(r"\*(?=\w)[^*\n]*[\w.!?。！？]\*")
LEFT_OVER = re.compile(r"[*_]|\][(:\[]")

HEADING = re.compile(r"#{1,6} [^\s#](.*[^\s#])?")
ROW = re.compile(r"\|.*[^|]\|")
DELIMITER = re.compile(r"\|( ?-+ ?\|)+")
WORDS = r"(?![-#+>|=:~!]|[0-9]+[.)])\S.*"  # that begin as nothing but words does
PARAGRAPH_LINE = re.compile(WORDS)
DEFINITION_LINE = re.compile(rf":   {WORDS}")
LIST_LINE = re.compile(rf"(?P<indent>(?: {{4}})*)(?:(?P<bullet>-)|[0-9]{{1,2}}\.) {WORDS}")

PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)" />')

_extensions = comrak.ExtensionOptions()
_extensions.table = True
_extensions.description_lists = True
_extensions.footnotes = True
_extensions.cjk_friendly_emphasis = True
_rendering = comrak.RenderOptions()
_rendering.hardbreaks = True


def html_of(text: str) -> str | None:
    """The HTML of a plain text, not yet clean; None when it may not be one."""
    noted = "[^" in text
    body = words_without(text) if noted else text
    if body is None or STRANGE.search(body):
        return None
    words, strong = STRONG.subn("x", LINK.sub("x", body))
    words, emphasized = EMPHASIS.subn("x", words)
    if LEFT_OVER.search(words) or not _blocks_are_plain(words):
        return None
    html: str = comrak.render_markdown(
        text, extension_options=_extensions, render_options=_rendering
    )
    # Rules for emphasis next to brackets and dots differ, and comrak's are the stricter.
    html = PICTURE.sub(r'<img alt="\2" src="\1">', html.replace("\n", ""))
    html = as_markdown_has_them(html) if noted else html
    sure = html.count("<strong>") == strong and html.count("<em>") == emphasized
    return html if sure else None


def _blocks_are_plain(words: str) -> bool:
    after_list = False
    for block in words.split("\n\n"):
        lines = block.strip("\n").split("\n")
        while lines and HEADING.fullmatch(lines[0]):
            del lines[0]
            after_list = False
        if not lines or lines == [""]:
            continue
        is_list = LIST_LINE.fullmatch(lines[0]) is not None
        # Two lists with nothing between them are one whose items stand apart, or are they?
        if is_list and (after_list or not _is_plain_list(lines)):
            return False
        if not (is_list or _are_plain(lines) or _is_plain_table(lines) or _defines(lines)):
            return False
        after_list = is_list
    return True


def _are_plain(lines: Iterable[str]) -> bool:
    return all(PARAGRAPH_LINE.fullmatch(line) for line in lines)


def _defines(lines: list[str]) -> bool:
    """Whether the lines are a term and what it means."""
    return (
        len(lines) >= 2
        and PARAGRAPH_LINE.fullmatch(lines[0]) is not None
        and all(DEFINITION_LINE.fullmatch(line) for line in lines[1:])
    )


def _is_plain_table(lines: list[str]) -> bool:
    return (
        len(lines) >= 3
        and DELIMITER.fullmatch(lines[1]) is not None
        and all(ROW.fullmatch(line) for line in lines)
        and len({line.count("|") for line in lines}) == 1
    )


def _is_plain_list(lines: list[str]) -> bool:
    """Whether each line is an item, one level deeper at most, and each level of one kind."""
    kinds: list[bool] = []
    for line in lines:
        match = LIST_LINE.fullmatch(line)
        if match is None:
            return False
        level, bullet = len(match["indent"]) // 4, match["bullet"] is not None
        if level > len(kinds) or (level < len(kinds) and kinds[level] != bullet):
            return False
        # A numbered list that begins within an item at another number than 1 is left to taste.
        if level == len(kinds) > 0 and not bullet and not line.lstrip().startswith("1."):
            return False
        kinds[level:] = [bullet]
    return True
