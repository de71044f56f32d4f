"""Times: the clock of twelve hours, morning and afternoon named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.easy.advice import Advice
from plugins.easy.sentences import Sentence

CLOCK = re.compile(
    r"(?<![\d:：.])(?P<hour>[01０１]?\d|[2２][0-4０-４])"
    r"(?:\s?時(?![間期代点刻速給])(?:\s?(?:(?P<half>半)|(?P<minutes>\d{1,2})\s?分))?|[:：](?P<digits>[0-5]\d)(?!\d))"
)
HALF_OF_DAY = re.compile(
    r"午前|午後|ごぜん|ごご|朝|夜|昼|夕方|正午|深夜|夜中|今晩|(?i:a\.?m|p\.?m)"
)
NOON, MIDNIGHT = 12, 24


def times(sentence: Sentence) -> Iterator[Advice]:
    """13時, 9:00, and 9時 without 午前 or 午後 before it.

    Hirosaki's guideline: 時間は12時間表記で書き、午前・午後を付ける. A time that the sentence has led up to
    (午前9時から11時まで) is let pass.
    """
    for match in CLOCK.finditer(sentence.text):
        plain = _plain(match)
        if plain == match[0]:
            continue
        yield Advice(
            match.start(),
            match.end(),
            "easy.time",
            f"「{match[0]}」は「{plain}」のように、午前・午後と12時までの数で書いてください。",
            f"Write '{match[0]}' with the half of the day and hours up to twelve: '{plain}'.",
            plain,
        )


def plain_times(text: str) -> str:
    """The text with its times of day written plainly."""
    return CLOCK.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    """The time written plainly; as it stands where nothing is to change."""
    hour = int(match["hour"])
    if hour <= NOON and HALF_OF_DAY.search(match.string[: match.start()]):
        return _minutes(f"{hour}時", match) if match["digits"] else match[0]
    if hour in (0, MIDNIGHT):
        return _minutes("夜の12時", match)
    if hour == NOON:
        return _minutes("昼の12時", match)
    return _minutes(f"午前{hour}時" if hour < NOON else f"午後{hour - NOON}時", match)


def _minutes(hour: str, match: re.Match[str]) -> str:
    if match["half"]:
        return f"{hour}半"
    minutes = int(match["minutes"] or match["digits"] or 0)
    return f"{hour}{minutes}分" if minutes else hour
