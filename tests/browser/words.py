"""The words residents and officers see, from the catalogs, so that wording can be polished freely."""

from __future__ import annotations

import re

from plugins.interface import translations
from syncd.console.wording import catalog

LATELY = r"\d{1,2}月\d{1,2}日 \d{1,2}:\d{2}"
PLACE = re.compile(r"\\\{(\w+)\\\}")


def ja(message: str) -> str:
    """A text of the boards in Japanese."""
    text = translations("ja").gettext(message)
    assert text != message, f"theme/locale/ja.po lacks {message!r}"
    return text


def desk(message: str) -> str:
    """A text of the console in Japanese."""
    text = catalog("ja").gettext(message)
    assert text != message, f"the console's ja.po lacks {message!r}"
    return text


def pattern(message: str, **values: str) -> re.Pattern[str]:
    """The whole of a text with places like {when}, each filled with what a regex says."""
    text = PLACE.sub(lambda place: values[place[1]], re.escape(ja(message)))
    return re.compile(f"^{text}$")


COMING = ja("Attend")
KEPT = ja("Kept on this phone only (not sent yet)")
DELIVERED = pattern("Received {when}", when=LATELY)
READ = re.compile(rf"^{ja('Read')}\d{{1,2}}\.\d{{1,2}}$")
