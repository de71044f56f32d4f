"""Amounts: money, and the numbers that count something."""

from __future__ import annotations

import re
from decimal import Decimal

from plugins.translation import counters
from plugins.translation.counters import Count
from plugins.translation.figures import Code, Degrees, Emergency, Fraction, Number, Ordinal, Thing
from plugins.translation.moments import duration
from plugins.translation.money import Money
from plugins.translation.numerals import HYPHEN, KANJI_VALUE, NUMBER, VALUE, WAVE, number

_TO = rf"(?:\s?{WAVE}\s?|{HYPHEN})"
_SINGLE = rf"(?P<low>(?!))?(?P<unit>(?!))?(?P<value>{VALUE})"
_RANGE = rf"(?:(?P<low>{VALUE})(?P<unit>%s)?{_TO})?(?P<value>{VALUE})"
MONEY = (
    rf"(?:{_RANGE % '円'}\s?円(?![玉形滑卓陣周筒])"
    rf"|(?:[¥￥])\s?(?P<yen>{VALUE})(?:円|(?!\s?円))"
    rf"|(?<![一-龥々第])(?P<kanji>{KANJI_VALUE})円(?![玉形滑卓陣周筒]))"
)
DAYS = rf"{_RANGE % '日'}日(?:間|(?!曜))"
_KANJI_COUNT = (
    rf"(?<![一-龥々第])(?P<kanji>{KANJI_VALUE})(?P<kanji_counter>丁目|世帯|名様?(?![称前簿産刺義])"
    r"|(?<!一)人(?=[以、。はがをにでのもとまずず）)]|$))"
)
ORDINAL = (
    r"(?:第\s?(?P<edition>[1-9][0-9]{0,3})(?P<times>回)(?![答覧])|第\s?(?P<which>[1-9][0-9]{0,3}(?![0-9]))(?:号(?![車室棟]))?"
    r"|(?P<nth>[1-9][0-9]{0,3})(?:[つ人本回軒枚台個番日年件杯班組度冊戸]|か月|週|社|時間)目)"
)
FRACTION = r"(?P<whole>[0-9]+)分の(?P<part>[0-9]+)"
TENTHS = rf"{_RANGE % '割'}割(?![引りる増合])"
DEGREES = rf"(?P<below>マイナス|[-−])?{_RANGE % '(?:℃|度)'}(?P<degree>度|℃|°C)(?![目数])"
_WARM = re.compile("気温|最低|最高|体温|室温|水温|℃|真冬日|真夏日|猛暑|熱")


def count_pattern(ranged: bool) -> str:
    known = f"(?:{counters.pattern()})"
    return (
        rf"(?:(?P<sign>(?<!\w)[-−])?{_RANGE % known if ranged else _SINGLE}\s?"
        rf"(?P<counter>{known})|{_KANJI_COUNT})"
    )


def read_money(match: re.Match[str], source: str) -> Thing | None:
    value = number(match["value"] or match["yen"] or match["kanji"])
    low = _low(match, value)
    return None if match["low"] and low is None else Money(source, value, low)


def read_count(match: re.Match[str], source: str) -> Thing | None:
    if match["kanji"]:
        return Count(source, match["kanji_counter"], number(match["kanji"]))
    value = number(match["value"])
    low = _low(match, value)
    if match["low"] and (low is None or match["sign"]):
        return None
    if match["unit"] and match["unit"] != match["counter"]:
        return None
    spelled = source[-len(match["counter"]) :]
    if spelled not in counters.spellings():
        spelled = match["counter"]
    if spelled == "番" and len(match["value"]) == 3 and match["value"][:2] in ("11", "17", "18"):
        return Emergency(source, match["value"])
    return Count(source, spelled, -value if match["sign"] else value, low)


def read_days(match: re.Match[str], source: str) -> Thing | None:
    """Days counted: 3日間, 3日以内; 日 alone where it cannot be told."""
    value = number(match["value"])
    low = _low(match, value)
    if match["low"] and low is None:
        return None
    before, after = match.string[: match.start()], match.string[match.end() :]
    sure = match[0].endswith("間") or (
        match["value"].isdigit() and duration(f"{match['value']}日", before, after)
    )
    return Count(source, "日間" if sure else "日", value, low)


def read_ordinal(match: re.Match[str], source: str) -> Thing:
    for group, key in (("edition", "edition"), ("which", "number"), ("nth", "ordinal")):
        if match[group]:
            return Ordinal(source, int(match[group]), key)
    raise ValueError(source)


def read_fraction(match: re.Match[str], source: str) -> Thing:
    return Fraction(source, f"{match['part']}/{match['whole']}")


def read_tenths(match: re.Match[str], source: str) -> Thing | None:
    value = number(match["value"])
    low = _low(match, value)
    if match["low"] and low is None:
        return None
    return Count(source, "%", value * 10, None if low is None else low * 10)


def read_degrees(match: re.Match[str], source: str) -> Thing | None:
    """Degrees of temperature; 2度 may be twice, and is not read as such."""
    if match["degree"] == "度" and not match["below"] and not _WARM.search(match.string):
        return None
    value = number(match["value"])
    if not match["low"]:
        return Degrees(source, -value if match["below"] else value)
    low = -number(match["low"]) if match["below"] else number(match["low"])
    return Degrees(source, value, low) if low < value else None


def read_number(match: re.Match[str], source: str) -> Thing:
    said = match[0].lstrip("-−+")
    if said == match[0] and ("," in said or not re.fullmatch("[0-9.]+", said)):
        return Number(source, number(said))
    return Code(source)


def _low(match: re.Match[str], value: Decimal) -> Decimal | None:
    """The lower end of a range: 1〜2万円 is 10,000 to 20,000; None when it is not below."""
    if not match["low"]:
        return None
    low = number(match["low"])
    multiple = re.fullmatch(f"{NUMBER}([十百千]?[万億兆]|[百千])", match["value"])
    if multiple and not match["unit"] and re.fullmatch(NUMBER, match["low"]):
        low = next((each for each in (low * number(multiple[1]), low) if each < value), low)
    return low if low < value else None
