"""Locales: Babel's data, kept apart so that one language never speaks in another's words.

Babel notes what an alias led to in the dictionaries where it found the alias, and those a locale
shares with its parent and so with every other: after a month was written in Chinese, Korean dates
had its name too. Each locale used here gets dictionaries of its own before it is first looked into.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale, localedata


@cache
def locale(name: str) -> Locale:
    """Babel's locale of a name such as ``zh_Hans``. Raises babel.UnknownLocaleError, ValueError."""
    found = Locale.parse(name)
    data = localedata.load(str(found))
    own = _own(data)
    data.clear()
    data.update(own)
    return found


def _own(data: Any) -> Any:
    """The same data in dictionaries that nothing else holds."""
    if isinstance(data, dict):
        return {key: _own(value) for key, value in data.items()}
    if isinstance(data, tuple):
        return tuple(_own(value) for value in data)
    return data
