"""Verbs made polite and made requests."""

from __future__ import annotations

import pytest

from plugins.easy.conjugation import masu_form, te_form

VERBS = [
    ("書く", "五段-カ行", "書いて", "書きます"),
    ("行く", "五段-カ行", "行って", "行きます"),
    ("急ぐ", "五段-ガ行", "急いで", "急ぎます"),
    ("出す", "五段-サ行", "出して", "出します"),
    ("待つ", "五段-タ行", "待って", "待ちます"),
    ("死ぬ", "五段-ナ行", "死んで", "死にます"),
    ("遊ぶ", "五段-バ行", "遊んで", "遊びます"),
    ("読む", "五段-マ行", "読んで", "読みます"),
    ("送る", "五段-ラ行", "送って", "送ります"),
    ("使う", "五段-ワア行", "使って", "使います"),
    ("食べる", "下一段-バ行", "食べて", "食べます"),
    ("見る", "上一段-マ行", "見て", "見ます"),
    ("する", "サ行変格", "して", "します"),
    ("来る", "カ行変格", "来て", "来ます"),
    ("あらず", "文語ラ行変格", "", ""),
]


@pytest.mark.parametrize(("verb", "kind", "te", "masu"), VERBS)
def test_a_verb_has_its_forms(verb: str, kind: str, te: str, masu: str) -> None:
    assert te_form(verb, kind) == te
    assert masu_form(verb, kind) == masu
