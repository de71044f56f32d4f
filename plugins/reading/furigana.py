"""Furigana: HTML in which kanji have their reading above them.

``<ruby>漢字<rt>かんじ</rt></ruby>`` without ``<rp>``: every browser we aim at knows ruby, Firefox as the
last since 2015. Brackets for older ones would be 20 bytes a word, more than a gigabyte in
the pages of a city; who reads without ruby finds the kana behind the kanji all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from plugins.reading.okurigana import HAS_KANJI
from plugins.reading.passages import passages
from plugins.reading.reading_list import ReadingList
from plugins.reading.spellings import spellings


def with_furigana(html: str, readings: Mapping[str, str]) -> str:
    """A fragment or page whose kanji have their readings; all else stays byte for byte.

    Left alone are tags and attributes, code and form fields, rubies there already, text in another
    language, and words whose reading is unknown. A word split by a tag is read as one, but gets
    furigana only where no tag is among its kanji.
    """
    if not HAS_KANJI.search(html) and "&#" not in html:
        return html
    listed = readings if isinstance(readings, ReadingList) else ReadingList(readings)
    out: list[str] = []
    done = 0
    for passage in passages(html):
        for place, end, reading in spellings(passage.text, listed):
            found = passage.in_html(place, end)
            if found:
                base = html[found[0] : found[1]]
                out += (html[done : found[0]], f"<ruby>{base}<rt>{escape(reading)}</rt></ruby>")
                done = found[1]
    out.append(html[done:])
    return "".join(out)
