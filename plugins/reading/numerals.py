"""Numerals: Japanese numbers, what they amount to and how they are spoken."""

from __future__ import annotations

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10**4, "億": 10**8, "兆": 10**12}

LONGEST = 20

ONES = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
TENS = "じゅう"
HUNDREDS = {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
THOUSANDS = {1: "せん", 3: "さんぜん", 8: "はっせん"}
LARGE = ((10**12, "ちょう"), (10**8, "おく"), (10**4, "まん"))


def arabic(digits: str) -> str:
    """The number as ASCII digits without separators; 6，０００ is 6000."""
    return digits.translate(FULL_WIDTH).replace(",", "")


def kanji_number(kanji: str) -> int | None:
    """What 三百二十, 三二〇 or 二万五千 amounts to; None when it is no number, as the 〇〇 of forms."""
    if len(kanji) > LONGEST or not kanji.strip("〇"):
        return None
    if all(char in DIGITS for char in kanji):
        return int("".join(str(DIGITS[char]) for char in kanji))
    total = section = digit = 0
    waiting = False  # for its unit
    for char in kanji:
        if char in DIGITS and not waiting:
            digit, waiting = DIGITS[char], True
        elif char in SMALL_UNITS:
            section += (digit if waiting else 1) * SMALL_UNITS[char]
            digit, waiting = 0, False
        elif char in LARGE_UNITS:
            total += (section + digit or 1) * LARGE_UNITS[char]
            section, digit, waiting = 0, 0, False
        else:
            return None
    return total + section + digit


def spoken(number: int) -> str:
    """The number in hiragana: 320 is さんびゃくにじゅう."""
    if number == 0:
        return "ぜろ"
    said = ""
    for value, unit in LARGE:
        count, number = divmod(number, value)
        if count:
            said += _below_ten_thousand(count) + unit
    return said + _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    thousands, hundreds, tens, ones = (number // value % 10 for value in (1000, 100, 10, 1))
    said = THOUSANDS.get(thousands, ONES[thousands] + "せん") if thousands else ""
    said += HUNDREDS.get(hundreds, ONES[hundreds] + "ひゃく") if hundreds else ""
    said += (ONES[tens] if tens > 1 else "") + TENS if tens else ""
    return said + ONES[ones]


def ending(number: str) -> str:
    """What the number's last sound comes from: "1" to "9", "10", "100", "1000", "万" or "0".

    ``number`` is in ASCII digits, with a point perhaps; only its end decides.
    """
    kept = number.rstrip("0")
    zeros = len(number) - len(kept)
    if not kept or kept.endswith("."):
        return "0" if not kept or zeros else "."
    if zeros == 0 or "." in number:
        return number[-1]
    return "万" if zeros >= 4 else "1" + "0" * zeros
