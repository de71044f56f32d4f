"""Conjugation: a verb's plain form made polite, or made a request."""

from __future__ import annotations

ROWS = {
    "カ": ("き", "いて"),
    "ガ": ("ぎ", "いで"),
    "サ": ("し", "して"),
    "タ": ("ち", "って"),
    "ナ": ("に", "んで"),
    "バ": ("び", "んで"),
    "マ": ("み", "んで"),
    "ラ": ("り", "って"),
    "ワ": ("い", "って"),
}
ODD_TE = {"行く": "行って", "いく": "いって", "来る": "来て", "くる": "きて", "する": "して"}
ODD_MASU = {"来る": "来ます", "くる": "きます", "する": "します"}


def te_form(verb: str, kind: str) -> str:
    """The 〜て form of a verb's dictionary form; ``kind`` is its conjugation, as 五段-カ行.

    Empty when the kind is not one of today's language.
    """
    if verb in ODD_TE:
        return ODD_TE[verb]
    if kind.startswith("五段-"):
        return verb[:-1] + ROWS[kind[3]][1]
    if kind.startswith(("上一段", "下一段")):
        return verb[:-1] + "て"
    return verb[:-2] + "して" if verb.endswith("する") else ""


def masu_form(verb: str, kind: str) -> str:
    """The 〜ます form of a verb's dictionary form; see `te_form`."""
    if verb in ODD_MASU:
        return ODD_MASU[verb]
    if kind.startswith("五段-"):
        return verb[:-1] + ROWS[kind[3]][0] + "ます"
    if kind.startswith(("上一段", "下一段")):
        return verb[:-1] + "ます"
    return verb[:-2] + "します" if verb.endswith("する") else ""
