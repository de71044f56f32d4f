"""Texts in easy Japanese: no warning at all."""

from __future__ import annotations

import pytest

from plugins.easy.report import report
from tests.easy.texts import EASY


@pytest.mark.parametrize("name", EASY)
def test_an_easy_text_gets_no_warning(name: str) -> None:
    assert report(EASY[name], name) == ()


@pytest.mark.parametrize("name", EASY)
def test_without_spaces_between_the_words_neither(name: str) -> None:
    dense = "\n".join(
        line if line.startswith(("-", "#", "|", "1", "2", "3")) else line.replace(" ", "")
        for line in EASY[name].splitlines()
    )
    assert report(dense, name) == ()
