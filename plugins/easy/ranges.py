"""Ranges: from one time, day or place to another, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence
from plugins.easy.times import plain_times

PART = r"[^\s\u3040-\u309f、。，〜～~|「」『』（）()・]"  # no hiragana: a range is of days, hours and places
ASIDE = r"[（(][^（）()]{1,6}[）)]"
WAVE = re.compile(
    rf"(?P<left>{PART}{{0,13}}(?:[0-9０-９一-龯々ァ-ヶー]|{ASIDE}))\s?(?P<wave>[〜～~])"
    rf"(?P<right>\s?[0-9０-９一-龯々ァ-ヶ]{PART}{{0,12}}(?:{ASIDE})?)?(?P<after>[ぁ-ん])?"
)
OPEN = re.compile(r"[0-9０-９時分日月年号）)]$")  # where a range may begin and not end
PARTICLES = "のにはをがでへともや"
BARE = re.compile(r"(?<![\d:：./／])\d+$")
COUNTED = re.compile(r"(?P<number>\d+)(?P<unit>[^\d:：./／].*)")


def ranges(sentence: Sentence) -> Iterator[Advice]:
    """9時〜11時 → 9時から 11時まで.

    Hirosaki's guideline: 「〜」は使わず、「から」「まで」と書く. Waves of ornament are not told of.
    """
    for match in WAVE.finditer(sentence.text):
        right = _other_end(match)
        if not right and (
            (match["right"] is None and match["after"]) or not OPEN.search(match["left"])
        ):
            continue
        before = sentence.text[: match.start()]
        worded = plain_times(before + _worded(match["left"], right))
        plain = worded[len(plain_times(before)) :]
        end = match.end("right") if right else match.end("wave")
        shown = sentence.text[match.start() : end]
        yield Advice(
            match.start(),
            end,
            "easy.range",
            f"「{shown}」の「〜」は読めない人がいます。「{plain}」と書いてください。",
            f"Not everyone reads the wave in '{shown}'. Write '{plain}'.",
            plain,
        )


def _other_end(match: re.Match[str]) -> str:
    """What a range goes to; empty when the words after the wave are the rest of the sentence."""
    right = (match["right"] or "").strip()
    if match["after"] and match["after"] not in PARTICLES and not right[:1].isdigit():
        return ""
    return right


def _worded(left: str, right: str) -> str:
    """A range in words. 1〜2回 is one or two, 60〜64歳 goes from one to the other."""
    few, unit = BARE.search(left), COUNTED.fullmatch(right)
    if not right:
        return f"{left}から"
    if few is None or unit is None:
        return f"{left}から {right}まで"
    if int(few[0]) + 1 == int(unit["number"]):
        return f"{left}{unit['unit']}か {right}"
    return f"{left}{unit['unit']}から {right}まで"
