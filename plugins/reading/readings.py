"""Readings: the file in which an organization says how its names and places are read.

``readings.csv`` in the organization's folder, 漢字,よみ on each line, as any spreadsheet saves it: in
UTF-8 or Shift_JIS (Excel's "CSV"), divided by commas or tabs. A third cell is a remark; a line that
begins with # is one too. It holds for all organizations below, where a nearer one says nothing else.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from plugins.mistakes import Mistakes
from plugins.organizations import READINGS_FILE, SOURCE_LANGUAGE, Organization
from plugins.reading.okurigana import HAS_KANJI, fits
from plugins.reading.reading_list import ReadingList
from plugins.reading.words import hiragana

DEFAULT_READINGS = Path(__file__).with_name("readings_default.csv")
HEADERS = {"漢字", "ことば", "言葉", "単語", "表記"}
DIVIDER = re.compile("[,\t，、]")
NAME_REMARKS = {"地名", "人名", "名前", "名字", "姓"}
KANA = re.compile("[ぁ-ゖー]+")
MAX_BYTES = 1_000_000
# A name in organization.toml may have its reading beside it, as a language of its own.
NAME_READING = "ja-Hira"


def readings_of(chain: Iterable[Organization], content: Path, mistakes: Mistakes) -> ReadingList:
    """The readings that hold in an organization; ``chain`` is ``tree.chain(path)``."""
    return combined(own_readings(organization, content, mistakes) for organization in chain)


def combined(lists: Iterable[Mapping[str, str]]) -> ReadingList:
    """The lists of an organization and of those above it, nearest first, and last our own."""
    own: dict[str, str] = {}
    for each in lists:
        own = {**each, **own}
    common = default_readings()
    return ReadingList({**common, **own}, common.keys() - own.keys())


@cache
def default_readings() -> Mapping[str, str]:
    """Words of neighbourhood associations that the dictionary does not know or reads otherwise."""
    lines = DEFAULT_READINGS.read_text("utf-8").splitlines()
    return dict(line.split(",") for line in lines)


def own_readings(organization: Organization, content: Path, mistakes: Mistakes) -> dict[str, str]:
    """What one organization says: its list, and its name where the name's reading is given."""
    readings = {}
    if NAME_READING in organization.names:
        readings[organization.names[SOURCE_LANGUAGE]] = hiragana(organization.names[NAME_READING])
    file = content / organization.path / READINGS_FILE
    if file.is_file():
        readings.update(read_readings(file, mistakes))
    return readings


def names_of(file: Path) -> dict[str, str]:
    """The names of places and people among the readings of a file: those remarked to be names.

    A remark of NAME_REMARKS says so. Empty when there is no file.
    """
    if not file.is_file():
        return {}
    unheard = Mistakes(file.parent)  # they are told where the readings are wanted
    remarks: dict[str, str] = {}
    readings = read_readings(file, unheard, remarks)
    return {word: kana for word, kana in readings.items() if remarks[word] in NAME_REMARKS}


def read_readings(
    file: Path, mistakes: Mistakes, remarks: dict[str, str] | None = None
) -> dict[str, str]:
    """The readings of one file, in hiragana; lines with mistakes are told and left out.

    ``remarks`` is filled with what stands beside each.
    """
    text = _text(file, mistakes)
    readings: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        word, reading, remark, *_ = *(_cell(cell) for cell in DIVIDER.split(line)), "", "", ""
        if line.startswith("#") or not (word or reading) or (number == 1 and word in HEADERS):
            continue
        reading = hiragana(unicodedata.normalize("NFKC", reading))
        wrong = _wrong(word, reading, readings)
        if wrong:
            code, ja, en = wrong
            mistakes.add(file, number, f"readings.{code}", ja=ja, en=en)
        else:
            readings[word] = reading
            if remarks is not None:
                remarks[word] = remark or remarks.get(word, "")
    return readings


def _cell(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip().strip('"').strip())


def _text(file: Path, mistakes: Mistakes) -> str:
    """The file's text, "" when it cannot be read, which is told."""
    raw = file.read_bytes()
    if len(raw) > MAX_BYTES:
        mistakes.add(
            file,
            0,
            "readings.too-big",
            ja=f"よみの一覧が {len(raw) / 1e6:.1f} MB あります。{MAX_BYTES / 1e6:.0f} MB までにしてください。",
            en=f"The list has {len(raw) / 1e6:.1f} MB. Keep it below {MAX_BYTES / 1e6:.0f} MB.",
        )
        return ""
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    mistakes.add(
        file,
        0,
        "readings.encoding",
        ja="文字として読めません。「CSV UTF-8」の形で保存し直してください。",
        en="This is no text. Save it again as CSV UTF-8.",
    )
    return ""


def _wrong(word: str, reading: str, known: Mapping[str, str]) -> tuple[str, str, str] | None:
    """What is wrong with a line: a code, and what to do in Japanese and English."""
    if not reading:
        return (
            "missing",
            f"「{word}」のよみがありません。「{word},よみ」のように、コンマのあとに書いてください。",
            f"{word!r} has no reading. Write it after a comma.",
        )
    if not HAS_KANJI.search(word):
        return (
            "no-kanji",
            f"「{word}」に漢字がありません。漢字を先に、よみをあとに書いてください。",
            f"{word!r} has no kanji. Write the kanji first, then the reading.",
        )
    if not KANA.fullmatch(reading):
        return (
            "kana",
            f"「{word}」のよみ「{reading}」は、ひらがなだけで書いてください。",
            f"Write the reading of {word!r} in hiragana only, not {reading!r}.",
        )
    if not fits(word, reading):
        return (
            "mismatch",
            f"「{word}」のかなが、よみ「{reading}」と合いません。どちらかを直してください。",
            f"The kana of {word!r} are not in the reading {reading!r}. Correct either.",
        )
    if known.get(word, reading) != reading:
        return (
            "twice",
            f"「{word}」のよみが「{known[word]}」とも書いてあります。ひとつにしてください。",
            f"{word!r} is also read {known[word]!r} above. Keep one.",
        )
    return None
