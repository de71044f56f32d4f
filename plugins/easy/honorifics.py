"""Honorifics: verbs of respect and modesty, and what says the same plainly."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# After お or ご, and as one word.
SPECIAL: Mapping[str, str] = MappingProxyType(
    {
        "お越し": "来る",
        "お出で": "来る",
        "お見え": "来る",
        "ご覧": "見る",
        "御覧": "見る",
        "ご存じ": "知る",
        "ご存知": "知る",
        "ご足労": "来る",
        "お召し上がり": "食べる",
    }
)

# Verbs by their dictionary form.
PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "いたす": "する",
        "致す": "する",
        "おる": "いる",
        "いらっしゃる": "いる",
        "おっしゃる": "言う",
        "なさる": "する",
        "うかがう": "行く",
        "伺う": "行く",
        "参る": "行く",
        "まいる": "行く",
        "申す": "言う",
        "申し上げる": "言う",
        "存じる": "思う",
        "存ずる": "思う",
        "拝見": "見る",
        "賜る": "もらう",
        "たまわる": "もらう",
        "承る": "聞く",
        "召し上がる": "食べる",
        "差し上げる": "あげる",
        "さしあげる": "あげる",
        "お目にかかる": "会う",
    }
)

# Words of request that stay, with nothing but します after them.
GREETINGS = frozenset({"お願い", "願う", "願い"})

ASKING = frozenset({"ください", "下さい"})
GIVE = frozenset({"くださる", "下さる"})
RECEIVE = frozenset({"いただく", "いただける", "頂く", "頂ける", "願う", "願える"})
HUMBLE = frozenset({"いたす", "致す", "申し上げる"})
PAST = "た"
