"""Homographs: words written alike and read apart, told from what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.reading.words import Word

REACH = 12  # characters on either side that decide


@dataclass(frozen=True)
class Rule:
    """A word is read so when what stands before it and after it matches."""

    word: str
    reading: str
    before: str = ""
    after: str = ""

    def holds(self, before: str, after: str) -> bool:
        return bool(re.search(f"(?:{self.before})$", before) and re.match(self.after, after))


COMPARED = "が(?:よ|良|い[いでけ]|安|便利|早|速|楽|確実|近|遠)"
MINUTES_AFTER = "(?:ほど|間|前|後|おき|ごと|遅|程度|以内|以上|くらい|ぐらい|か[かけ])"
FOOD = "(?:もの|物|食|カレー|味|料理|ラーメン|スープ|鍋|たれ|みそ|味噌)"
DESERTED = "(?:道|路地|通り|公園|山|夜|辺り|駐車場|境内|倉庫|暗).{0,5}"

RULES = (
    # A person, unless two ways are compared or a direction is meant.
    Rule("方", "ほう", after=COMPARED),
    Rule("方", "ほう", before="より.{0,8}"),
    Rule("方", "ほう", before="[北南東西上下前後左右奥山海川側]の", after="[へにから]"),
    Rule("方", "かた", before="[るたいなのうくすむぶつ]"),
    Rule("後", "ご", before="その", after="[、のもに]"),
    Rule("後", "あと", before="[たの]"),
    Rule("他", "た", before="その"),
    Rule("他", "ほか", after="[のにはもでか]"),
    Rule("日", "び", before="[㐀-鿿](?<![一二三四五六七八九十月火水木金土毎数両同全某])|切り|込み"),
    Rule("札", "ふだ", before="(?<!円)"),
    Rule("私", "わたし"),
    Rule("階", "かい"),
    Rule(
        "表",
        "おもて",
        after="(?:の通り[はをがもに](?!な)|に出|へ出|で待|で遊|の戸|と裏|から見|に面)",
    ),
    Rule("表", "おもて", before="(?:裏と|裏・|裏や|家の|紙の|建物の|はがきの|封筒の)"),
    Rule("開い", "ひらい", before="を"),
    Rule("開い", "あい", after="て(?:い|お|る|な|ま)"),
    Rule("開く", "あく", before="(?:ドア|戸|扉|店|窓口|門|鍵|穴|席)[がはも]"),
    Rule("十分", "じゅっぷん", after=MINUTES_AFTER),
    Rule(
        "十分",
        "じゅっぷん",
        before="(?:徒歩|歩いて|車で|バスで|電車で|自転車で|約|およそ|あと|時|片道|往復|毎時)",
    ),
    Rule("空", "から", after="の(?:容器|缶|びん|瓶|袋|箱|ボトル|スプレー|ガス)|に(?:な[るっ]|し)"),
    Rule("生花", "いけばな", after="(?:教室|講座|クラブ|サークル|の先生|の会|を習)"),
    Rule("人気", "ひとけ", after="の(?:ない|無い|少ない|なく|無く)"),
    Rule("人気", "ひとけ", before=DESERTED, after="[がもは](?:な|無|少)"),
    Rule("最中", "もなか", before="(?:茶|菓子|アイス|まんじゅう|饅頭|せんべい|羊羹|大福).{0,4}"),
    Rule("最中", "もなか", after="(?:を|や|[0-9０-９])"),
    *(
        Rule(word, reading, after=FOOD)
        for word, reading in (("辛い", "からい"), ("辛く", "からく"))
    ),
    *(
        Rule(word, reading, before=f"{FOOD}[がはも].{{0,4}}")
        for word, reading in (("辛い", "からい"), ("辛く", "からく"), ("辛かっ", "からかっ"))
    ),
    Rule("辛さ", "からさ", before=f"{FOOD}の"),
)
BY_WORD: dict[str, list[Rule]] = {}
for _rule in RULES:
    BY_WORD.setdefault(_rule.word, []).append(_rule)


def in_context(words: Iterable[Word], text: str) -> Iterator[Word]:
    """The words with the reading of the first rule that holds; others as they are."""
    for word in words:
        for rule in BY_WORD.get(word.surface, ()):
            before = text[max(0, word.start - REACH) : word.start]
            if rule.holds(before, text[word.end : word.end + REACH]):
                word = word._replace(reading=rule.reading)
                break
        yield word
