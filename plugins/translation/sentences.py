"""Sentences: where each begins and ends in a line of Japanese with inline Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

ENDS = "。！？‼⁇⁈⁉"
CLOSED_BY = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "《": "》",
    "“": "”",
}
LONGEST = 1000  # characters between a pair of marks, lest a line of many takes minutes
CODE = rf"(?<![\\`])(?P<tics>`+)(?!`).{{1,{LONGEST}}}?(?<!`)(?P=tics)(?!`)"
# What stays in one piece; a sentence may end with the last three, as in **危険。**
WHOLE = re.compile(
    rf"\\.|{CODE}"
    r"|\[\^[^\[\]]*\]"
    rf"|(?P<words>!?\[(?:[^\[\]\\]|\\.)*\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\[\]]*\])"
    rf"|<(?P<tag>[A-Za-z]+)\b[^<>]*>.{{0,{LONGEST}}}?</(?P=tag)>"
    rf"|(?P<star>\*{{1,3}})(?=[^\s*]).{{1,{LONGEST}}}?(?<=[^\s*])(?P=star)(?!\*)"
    rf"|(?<![^\W_])(?P<line>_{{1,3}})(?=[^\s_]).{{1,{LONGEST}}}?(?<=[^\s_])(?P=line)(?!\w))"
    r"|<[^<>]+>"
)
ENDED = re.compile(rf"[{ENDS}][」』）】〕》”)]*(?:[*_]+|</\w+>|\](?:\(.*\)|\[.*\]))$")
# What still belongs to the sentence that has ended, and what shows that it goes on: 「誰？と聞く」.
TAIL = re.compile(rf"[{ENDS}!?」』）】〕》”’]*(?:\[\^[^\[\]]*\])*")
GOES_ON = re.compile(r"と|って|、")
# Before the words, and no part of them; ○○町会 begins with a blank to fill in.
DECORATION = re.compile(r"(?:[\s　]|(?P<mark>[・※■□●◆◇▪▫•‣▶→])(?!(?P=mark))|○(?=[ 　])|[①-⑳])*")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences, without white space and marks like ※ before them.

    What stands in brackets or between a pair of marks is not taken apart.
    """
    begin = 0
    for end in (*_ends(text), len(text)):
        first = DECORATION.match(text, begin, end).end()  # type: ignore[union-attr]  # matches ""
        last = begin + len(text[begin:end].rstrip())
        if first < last:
            yield first, last
        begin = end


def _ends(text: str) -> Iterator[int]:
    wholes = dict(_wholes(text))
    begin = place = 0
    while place < len(text):
        if place in wholes:
            end, ends_here = wholes[place]
            ends_here = ends_here or (text[place] == "（" == text[begin:].lstrip()[:1])
            ends_here = ends_here and (text[end - 1] != "）" or text[end - 2] in ENDS)
        else:
            end, ends_here = place + 1, text[place] in ENDS
        if ends_here:
            end = TAIL.match(text, end).end()  # type: ignore[union-attr]  # matches ""
            if not GOES_ON.match(text, end):
                yield end
                begin = end
        place = end


def _wholes(text: str) -> Iterator[tuple[int, tuple[int, bool]]]:
    """Begin of each piece not to be taken apart: its end, and whether a sentence ends with it."""
    within: dict[int, re.Match[str]] = {match.start(): match for match in WHOLE.finditer(text)}
    open_brackets: list[tuple[str, int]] = []
    awaited: Counter[str] = Counter()
    place = 0
    while place < len(text):
        if match := within.get(place):
            yield place, (match.end(), bool(match["words"] and ENDED.search(match[0])))
            place = match.end()
            continue
        char = text[place]
        if char in CLOSED_BY:
            open_brackets.append((CLOSED_BY[char], place))
            awaited[CLOSED_BY[char]] += 1
        elif awaited[char]:
            closing = ""
            while closing != char:
                closing, opened = open_brackets.pop()
                awaited[closing] -= 1
            yield opened, (place + 1, False)
        place += 1
