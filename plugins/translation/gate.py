"""Gate: what a machine said is published only if nothing about it is suspicious.

It cannot tell whether a translation is right. It tells what goes wrong when a model meets what it
was not trained for: lost places, loops, half-translated text, invented numbers. Refusing too much
costs a reader a tap, as the Japanese stays; so every doubt is a refusal.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from plugins.translation.scripts import Script, japanese, kana, script, writes

MASK = re.compile(r"⟦\d+⟧", re.ASCII)
JOINERS = "\u200c\u200d"
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
UNKNOWN = ("⁇", "\ufffd", "<unk>", "▁")
# What is read as Markdown or HTML wherever it stands. A translation may not bring more of it.
MARK = re.compile(r"[*_`#\[\]|<>\\{}^]|~~|--|==|\$\$|&(?:#\w+|[A-Za-z]\w*);")
LEADING = re.compile(r"\s*([-+:=]|\d+[.)])(\s|$)")
ADDRESS = re.compile(
    r"https?|ftp|mailto|www\.|://|@"
    r"|\w\.(com|org|net|info|biz|edu|gov|gob|int|mil|jp|cn|tw|kr|vn|br|ph|np|us|uk|eu|io|me|tv)\b",
    re.ASCII | re.IGNORECASE,
)
NO_LETTERS = re.compile(r"[\W_]")
NUMBER = re.compile(r"\d+")
# One to eight words three times running, of words joined by spaces; of characters the same, but
# short ones four times, as words double syllables (pagpapapalit) and numbers letters (III).
WORDS_RUN = re.compile(r"(?<!\S)(\S+(?: \S+){0,7}) \1 \1(?!\S)")
LONG_RUN = re.compile(r"(.{4,60}?)\1\1", re.DOTALL)
SHORT_RUN = re.compile(r"(.{1,3}?)\1{3}", re.DOTALL)
# Not \w: vowel signs of Indian scripts are no word characters to it.
WORD = re.compile(r"⟦\d+⟧|[^\s⟦⟧!-/:-@\[-`{-~¡-¿‐-‧、-〿！-／：-＠।]+")
PHRASE = 4  # words, or characters where words are not told apart
OFTEN = 3


def fault(source: str, translated: str, language: str) -> str:
    """Why a translation of a masked segment may not be published, one of REASONS; "" when it may."""
    said = script(language)
    for reason, wrong in FAULTS:
        if wrong(source, translated, said):
            return reason
    return ""


def unmasked(text: str) -> str:
    return MASK.sub("", text)


def _empty(source: str, translated: str, _: Script) -> bool:
    return not translated.strip()


def _control(source: str, translated: str, said: Script) -> bool:
    allowed = JOINERS if said.joined else ""
    return any(unicodedata.category(char) in UNSEEN and char not in allowed for char in translated)


def _unknown(source: str, translated: str, _: Script) -> bool:
    return any(mark in translated and mark not in source for mark in UNKNOWN)


def _masks(source: str, translated: str, _: Script) -> bool:
    """Every mask of the source once, in any order, no other, and no half of one."""
    rest = unmasked(translated)
    wanted, found = MASK.findall(source), MASK.findall(translated)
    return Counter(set(wanted)) != Counter(found) or "⟦" in rest or "⟧" in rest


def _same(source: str, translated: str, said: Script) -> bool:
    """Chinese may be the Japanese itself if that has no kana (時間), and so may what is not
    Japanese at all (PTA)."""
    if said.name == "CJK" and not kana(source):
        return False
    return japanese(source) and _letters(source) == _letters(translated)


def _japanese(source: str, translated: str, said: Script) -> bool:
    if said.name == "":
        return False
    return kana(translated) if said.name == "CJK" else japanese(translated)


def _script(source: str, translated: str, said: Script) -> bool:
    return japanese(source) and not writes(said.name, unmasked(translated))


def _length(source: str, translated: str, said: Script) -> bool:
    """Of what is between the masks, spaces and punctuation left out."""
    given, found = len(_letters(source)), len(_letters(translated))
    if given == 0:
        return found > 0
    return not said.least * given - said.slack <= found <= said.most * given + said.slack


def _repeats(source: str, translated: str, said: Script) -> bool:
    """A run of the same, or one phrase again and again; not when the Japanese does so too."""
    return (_runs(translated) and not _runs(source)) or (
        _often(translated, said.spaced) and not _often(source, spaced=False)
    )


def _runs(text: str) -> bool:
    words = WORD.findall(text.casefold())
    repeated = len(set(words)) < len(words)
    if repeated and WORDS_RUN.search(" ".join(words)):
        return True
    flat = " ".join(text.casefold().split())
    found = [*SHORT_RUN.finditer(flat)]
    if repeated or any(len(word) >= 12 for word in words):
        found += LONG_RUN.finditer(flat)
    # A row of dots or dashes is a leader, not a loop.
    return any(_letters(run[0]) for run in found)


def _often(text: str, spaced: bool) -> bool:
    words = WORD.findall(text.casefold())
    units = words if spaced else list("".join(words))
    if len(units) < OFTEN + PHRASE or len(set(units)) == len(units):
        return False
    size = PHRASE if spaced else 2 * PHRASE
    phrases = Counter(tuple(units[at : at + size]) for at in range(len(units) - size + 1))
    return any(count >= OFTEN for count in phrases.values())


def _digits(source: str, translated: str, _: Script) -> bool:
    return bool(Counter(_numbers(translated)) - Counter(_numbers(source)))


def _numbers(text: str) -> list[str]:
    """The numbers in a text, in ASCII digits whatever they are written in."""
    plain = unicodedata.normalize("NFKC", unmasked(text))
    return ["".join(str(unicodedata.digit(c)) for c in run) for run in NUMBER.findall(plain)]


def _address(source: str, translated: str, _: Script) -> bool:
    return _more(ADDRESS, source, translated)


def _markup(source: str, translated: str, _: Script) -> bool:
    started = LEADING.match(translated) and not LEADING.match(source)
    return bool(started) or _more(MARK, source, translated)


def _more(what: re.Pattern[str], source: str, translated: str) -> bool:
    found = Counter(match[0] for match in what.finditer(translated))
    return bool(found) and bool(found - Counter(match[0] for match in what.finditer(source)))


def _letters(text: str) -> str:
    if text.isascii():
        return NO_LETTERS.sub("", text).casefold()
    plain = unicodedata.normalize("NFKC", unmasked(text)).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LMN")


# In this order, so that the plainest reason is told.
FAULTS: tuple[tuple[str, Callable[[str, str, Script], bool]], ...] = (
    ("empty", _empty),
    ("control", _control),
    ("unknown", _unknown),
    ("masks", _masks),
    ("same", _same),
    ("japanese", _japanese),
    ("script", _script),
    ("length", _length),
    ("repeats", _repeats),
    ("digits", _digits),
    ("address", _address),
    ("markup", _markup),
)
