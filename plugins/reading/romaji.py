"""Rōmaji: kana in Latin letters, as signs in Japan write names (Hepburn, long vowels not marked).

After the rules of the Ministry of Foreign Affairs for passports (ヘボン式): n before every consonant
but m, b and p, where it is m; a doubled consonant for っ, tch before ch; ō and ū written o and u.
"""

from __future__ import annotations

import re

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さ せそ", "t": "た  てと", "n": "なにぬねの",
    "h": "はひ へほ", "m": "まみむめも", "y": "や ゆ よ", "r": "らりるれろ", "w": "わ",
    "g": "がぎぐげご", "z": "ざ ずぜぞ", "d": "だ  でど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_IRREGULAR = {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu", "ゐ": "i",
    "ゑ": "e", "を": "o", "ん": "n", "しゃ": "sha", "しゅ": "shu", "しょ": "sho", "ちゃ": "cha",
    "ちゅ": "chu", "ちょ": "cho", "じゃ": "ja", "じゅ": "ju", "じょ": "jo", "しぇ": "she", "じぇ": "je",
    "ちぇ": "che", "てぃ": "ti", "でぃ": "di", "ふぁ": "fa", "ふぃ": "fi", "ふぇ": "fe", "ふぉ": "fo",
    "うぃ": "wi", "うぇ": "we", "うぉ": "wo", "ゔ": "vu", "ゔぁ": "va", "ゔぃ": "vi", "ゔぇ": "ve",
    "ゔぉ": "vo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゃ": "ya", "ゅ": "yu", "ょ": "yo",
    "ゎ": "wa",
}  # fmt: skip
_KANA = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=False)
    if kana.strip()
} | _IRREGULAR
_SMALL = {
    f"{kana}{small}": sound[:-1] + f"y{vowel}"
    for kana, sound in _KANA.items()
    if sound.endswith("i") and len(sound) == 2 and kana not in _IRREGULAR
    for small, vowel in zip("ゃゅょ", "auo", strict=True)
}
_SOUNDS = {**_KANA, **_SMALL}
_SOUND = re.compile("|".join(sorted(map(re.escape, _SOUNDS), key=len, reverse=True)) + "|っ|ー")
# 井上 is Inoue and 松浦 Matsuura: there the second vowel begins a word.
_LONG = re.compile(r"oo|ou(?!e)|uu(?!ra)")


def romaji(kana: str) -> str:
    """Hiragana as a name in Latin letters, capitalized; what is no kana stays as it is."""
    text = _SOUND.sub(lambda match: _SOUNDS.get(match[0], "*" if match[0] == "っ" else ""), kana)
    text = re.sub(r"\*(ch)", r"t\1", text)
    text = re.sub(r"\*([a-z])", r"\1\1", text).replace("*", "")
    text = _LONG.sub(lambda match: match[0][0], text)
    return re.sub(r"n(?=[mbp])", "m", text).capitalize()
