"""Polite nouns: what follows ご and お, and the request that is made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.easy.honorifics import ASKING, GIVE, GREETINGS, HUMBLE, PAST, RECEIVE, SPECIAL
from plugins.easy.requests import able, asked, done, named, received
from plugins.easy.sentences import predicate_end
from plugins.reading.words import Word
from plugins.reading.words import words as cut

POLITE_NOUN = re.compile("(?!ご飯|御飯)[ご御][\u3400-\u9fff]{2,}")
PREFIXES = {"ご", "お", "御"}


def polite_noun(words: Sequence[Word], index: int) -> tuple[int, int, str] | None:
    """ご提出ください, お待ちいただけますよう, ご参加, …: the first word, the last, and the plain wording."""
    whole = _whole(words[index])
    if words[index].surface in SPECIAL:  # ご覧, in one word
        head, core, verb = index, words[index], SPECIAL[words[index].surface]
    elif whole is not None:
        head, core, verb = index, whole, ""
    elif words[index].surface in PREFIXES and words[index].part[0] == "接頭辞":
        if index + 1 == len(words) or words[index + 1].part[0] not in ("名詞", "動詞"):
            return None
        head, core = index + 1, words[index + 1]
        verb = SPECIAL.get(words[index].surface + core.surface, "")
    else:
        return None
    forms = [word.dictionary_form for word in words[head + 1 : head + 4]]
    if forms[:1] and forms[0] in GIVE and words[head + 1].surface in ASKING:
        return index, predicate_end(words, head + 1), asked(core, verb)
    if forms[:1] and forms[0] in RECEIVE:
        if core.surface in GREETINGS:
            return index, predicate_end(words, head + 1), "お願いします"
        last = predicate_end(words, head + 1)
        if words[last].dictionary_form == PAST:
            return index, last, received(core, verb)
        return index, last, (able if _is_offer(words, head + 1) else asked)(core, verb)
    if forms[:1] and forms[0] in HUMBLE:
        last = predicate_end(words, head + 1)
        return (
            index,
            last,
            "お願いします" if core.dictionary_form in GREETINGS else done(core, verb),
        )
    if forms[:2] == ["に", "なる"] and (core.part[0] == "動詞" or core.part[2] == "サ変可能"):
        return index, head + 2, done(core, verb)
    if words[index].surface[0] in "ご御" and core.part[0] == "名詞":
        return index, head, named(core, verb)
    return None


def _whole(word: Word) -> Word | None:
    """The noun in a polite noun that the dictionary has as one word (ご利用)."""
    if word.part[0] != "名詞" or not POLITE_NOUN.fullmatch(word.surface):
        return None
    parts = cut(word.surface[1:])
    return parts[0] if len(parts) == 1 else None


def _is_offer(words: Sequence[Word], index: int) -> bool:
    """Whether 〜いただけます says what one can do, and does not ask for it (〜いただけますよう)."""
    after = [word.surface for word in words[index + 1 : index + 4]]
    return (
        words[index].dictionary_form.endswith("ける") and "よう" not in after and "か" not in after
    )
