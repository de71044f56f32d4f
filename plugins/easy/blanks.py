"""Blanks: a Markdown file with everything blanked out that is not its Japanese."""

from __future__ import annotations

import re

FENCED = re.compile(r"^[ ]{0,3}(```|~~~).*?(?:^[ ]{0,3}\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.MULTILINE | re.DOTALL)
READ_KEY = re.compile(r"^[ ]*(?:- )?(?:title|summary|place|label):[ ]*(?P<value>.*)$", re.MULTILINE)
CHOICES = re.compile(r"^[ ]*choices:[ ]*\[(?P<value>.*)\][ ]*$", re.MULTILINE)
UNREAD = (
    re.compile(r"`+[^`\n]*`+"),
    re.compile(r"</?[A-Za-z][^>\n]*>"),
    re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:.*$", re.MULTILINE),  # where a reference leads
    re.compile(r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"),  # where a link leads
    re.compile(r"(?<=\])\[[^\]\n]*\]"),
    re.compile(r"\[\^[^\]\n]+\]:?"),
    re.compile(r"\{:?[^}\n]*\}"),
    re.compile(r"(?:https?://|www\.)[\w/:%#$&?()~.=+@-]+", re.ASCII),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII),
)
MARKUP = re.compile(r"!?\[|\]|\*\*?|__|~~|^[ ]{0,3}#{1,6}|^[ ]*>[> ]*", re.MULTILINE)
BULLET = re.compile(r"^(?P<indent>[ ]*)\*(?= )", re.MULTILINE)
CELL = re.compile(r"\||^[ :|-]+$", re.MULTILINE)


def blanked(markdown: str) -> str:
    """The text as long as the Markdown was, so that places in one are places in the other.

    Code, HTML, addresses, link targets and markup become spaces; of front matter only what is read
    (title, summary, place, labels, choices) stays. Cells and choices stand on lines of their own.
    """
    text = FRONT_MATTER.sub(_front_matter, markdown, count=1)
    for pattern in (FENCED, COMMENT, *UNREAD):
        text = pattern.sub(_spaces, text)
    text = BULLET.sub(r"\g<indent>-", text)
    text = MARKUP.sub(_spaces, text)
    return CELL.sub(lambda match: "\n" * len(match[0]), text)


def _spaces(match: re.Match[str]) -> str:
    return "".join(char if char == "\n" else " " for char in match[0])


def _front_matter(match: re.Match[str]) -> str:
    """The front matter with the values that are read left standing."""
    kept = list(_spaces(match))
    for value in READ_KEY.finditer(match[0]):
        kept[value.start("value") : value.end("value")] = value["value"]
    for value in CHOICES.finditer(match[0]):
        apart = value["value"].replace(",", "\n").replace('"', " ").replace("'", " ")
        kept[value.start("value") : value.end("value")] = apart
    return "".join(kept)
