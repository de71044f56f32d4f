"""Requests: a polite noun or verb said plainly (ご提出 → 出してください)."""

from __future__ import annotations

from plugins.easy.conjugation import masu_form, te_form
from plugins.easy.vocabulary import table
from plugins.reading.words import Word, words

SURU = "サ行変格"


def asked(core: Word, verb: str = "") -> str:
    """What asks for it: 提出 → 出してください, 待ち → 待ってください, 遠慮 → しないでください."""
    plain, stem, kind = _plain(core, verb)
    if plain.endswith("しない"):
        return f"{plain}でください"
    return f"{stem}{te_form(plain, kind)}ください"


def received(core: Word, verb: str = "") -> str:
    """What says that somebody was so kind: 参加 → 参加してもらいました."""
    plain, stem, kind = _plain(core, verb)
    return f"{stem}{te_form(plain, kind)}もらいました"


def able(core: Word, verb: str = "") -> str:
    """What says that it is possible: 利用 → 使うことができます."""
    plain, stem, _ = _plain(core, verb)
    return f"{stem}{plain}ことができます"


def done(core: Word, verb: str = "") -> str:
    """What says that it is done: 案内 → 案内します."""
    plain, stem, kind = _plain(core, verb)
    return f"{stem}{masu_form(plain, kind)}"


def named(core: Word, verb: str = "") -> str:
    """The plain word itself: 家族 → 家族, 氏名 → 名前."""
    entry = table().get(core.surface)
    return verb or (entry.easy if entry and entry.kind != "keep" else core.surface)


def politely(verb: str) -> str:
    """The 〜ます form of a verb, which may have words before it."""
    last = words(verb)[-1]
    return verb[: last.start] + masu_form(last.surface, last.part[4])


def _plain(core: Word, verb: str) -> tuple[str, str, str]:
    """The easiest verb for the word, the words before it, and its conjugation."""
    entry = table().get(core.dictionary_form) or table().get(core.surface)
    easy = verb or (entry.easy if entry and entry.kind == "hard" else "")
    parts = [word for word in words(easy) if word.surface.strip()] if easy else []
    if easy.endswith("しない"):
        return easy, "", ""
    if parts and parts[-1].part[0] == "動詞" and parts[-1].surface == parts[-1].dictionary_form:
        last = parts[-1]
        return last.surface, easy[: last.start], last.part[4]
    if core.part[0] == "動詞":
        return core.dictionary_form, "", core.part[4]
    return "する", core.surface, SURU
