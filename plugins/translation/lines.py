"""Lines: a circular's own beside what `plugins.prose` makes of them, and what marks their block.

Prose changes nothing but the marks before the text and puts blank lines before lists, so the text
is the same end of either line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from plugins.prose import to_markdown
from plugins.translation.untouched import front_matter_lines

LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
ITEM = r"[-*+][ \t　]+|[0-9]+\.[ \t　]+|:[ ]{1,3}|\[\^[^\]]*\]:"
MARKER = re.compile(
    rf"[ \t　]*(?:{ITEM}|>[ ]?|#{{1,6}}|[0-9]{{1,3}}\)[ \t　]+|[（(]?[０-９0-9]{{1,2}}[）)．]"
    r"|`{3,}|~{3,})[ \t　]*"
)
BEGINS_ITEM = re.compile(rf"[ \t]*(?:{ITEM})")
WIDTH = 4  # of a tab, of a level of lists, and of the white space before code


@dataclass(frozen=True)
class Line:
    """``start`` is where ``raw`` begins in the source; ``text`` is what prose makes of it."""

    start: int
    raw: str
    text: str

    @cached_property
    def indent(self) -> int:
        wide = self.text.expandtabs(WIDTH)
        return len(wide) - len(wide.lstrip(" "))

    @cached_property
    def content(self) -> str:
        """The end of the line, after all that marks its block."""
        place = 0
        while (match := MARKER.match(self.text, place)) and match.end() > place:
            place = match.end()
        return self.text[place:].lstrip()

    @property
    def begins_item(self) -> bool:
        """Of a list, a definition or a footnote; what is indented below belongs to it."""
        return BEGINS_ITEM.match(self.text) is not None

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def lines(markdown: str) -> list[Line]:
    """The lines below the front matter, with the blank ones that prose puts before lists."""
    found = [(match.start(), match[1]) for match in LINE.finditer(markdown)]
    found = found[front_matter_lines([raw for _, raw in found]) :]
    texts = to_markdown("\n".join(raw for _, raw in found)).split("\n") if found else []
    made = []
    place = 0
    for text in texts:
        start, raw = found[place]
        if not text and raw.strip():
            made.append(Line(start, "", ""))
        else:
            made.append(Line(start, raw, text))
            place += 1
    return made
