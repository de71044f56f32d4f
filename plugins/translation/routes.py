"""Routes: which installed packages lead from Japanese to a language."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.translation.packages import ARGOS_CODES, Package

SOURCE = "ja"
PIVOT = "en"


def route(packages: Iterable[Package], language: str) -> tuple[Package, ...]:
    """The package that translates into a language, or two by way of English; none without any."""
    known = {(package.argos_from, package.argos_to): package for package in packages}
    first = known.get((SOURCE, PIVOT))
    codes = ARGOS_CODES.get(language, (language,))
    for code in codes:
        if direct := known.get((SOURCE, code)):
            return (direct,)
    for code in codes:
        if first and (second := known.get((PIVOT, code))):
            return (first, second)
    return ()
