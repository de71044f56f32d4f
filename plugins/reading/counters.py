"""Counters: how a number and what it counts are read together, by rule.

A dictionary knows 本 and 日, but not that three of the one are さんぼん and the second of the other is
ふつか. After NHK's 数詞・助数詞 tables; where they allow two readings, the commoner one.
"""

from __future__ import annotations

from plugins.reading.numerals import ending, spoken

# After which endings of the number the first sound changes: かさたは to がざだば, はひふへほ to ぱぴぷぺぽ.
CHANGES: dict[str, tuple[set[str], set[str]]] = {
    "本": ({"3", "1000", "万", "何"}, {"1", "6", "8", "10", "100"}),
    "分": (set(), {"1", "3", "4", "6", "8", "10", "100", "1000", "何"}),
    "班": (set(), {"1", "3", "6", "8", "10", "100", "何"}),
    "階": ({"3", "何"}, set()),
    "箱": (set(), {"3", "6", "10", "何"}),
}
VOICED = dict(
    zip(
        "かきくけこさしすせそたちつてとはひふへほ",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼ",
        strict=True,
    )
)
HALF_VOICED = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))
COUNTERS = {
    "": {
        "人": "にん", "人前": "にんまえ", "名": "めい", "世帯": "せたい", "戸": "こ", "団体": "だんたい", "町会": "ちょうかい",
        "年": "ねん", "年度": "ねんど", "年生": "ねんせい", "年代": "ねんだい", "周年": "しゅうねん", "世紀": "せいき",
        "月": "がつ", "か月": "かげつ", "ヶ月": "かげつ", "カ月": "かげつ", "ヵ月": "かげつ", "箇月": "かげつ",
        "週": "しゅう", "週間": "しゅうかん", "日": "にち", "時": "じ", "時間": "じかん", "秒": "びょう",
        "丁目": "ちょうめ", "番": "ばん", "番地": "ばんち", "号": "ごう", "号室": "ごうしつ", "号棟": "ごうとう", "区": "く",
        "か所": "かしょ", "ヶ所": "かしょ", "カ所": "かしょ", "ヵ所": "かしょ", "箇所": "かしょ", "地区": "ちく",
        "円": "えん", "個": "こ", "枚": "まい", "台": "だい", "冊": "さつ", "部": "ぶ", "件": "けん", "点": "てん", "通": "つう",
        "回": "かい", "度": "ど", "倍": "ばい", "割": "わり", "級": "きゅう", "位": "い", "次": "じ", "期": "き", "段": "だん",
        "歳": "さい", "才": "さい", "代": "だい", "世代": "せだい", "学年": "がくねん", "学期": "がっき", "校": "こう",
        "棟": "とう", "組": "くみ", "列": "れつ", "席": "せき", "食": "しょく", "畳": "じょう", "坪": "つぼ", "口": "くち",
        "袋": "ふくろ", "束": "たば", "缶": "かん", "株": "かぶ", "頭": "とう", "羽": "わ", "隻": "せき", "便": "びん", "両": "りょう",
        "着": "ちゃく", "種類": "しゅるい", "品目": "ひんもく", "部屋": "へや", "曲": "きょく", "面": "めん", "基": "き",
        "条": "じょう", "項": "こう", "章": "しょう", "問": "もん", "話": "わ", "号車": "ごうしゃ", "番線": "ばんせん",
        "割引": "わりびき", "段階": "だんかい", "等": "とう", "升": "しょう", "合": "ごう", "票差": "ひょうさ",
    },
    "本": {"本": "ほん", "匹": "ひき", "杯": "はい", "票": "ひょう", "俵": "ひょう"},
    "分": {"分": "ふん"},
    "班": {"班": "はん", "泊": "はく", "発": "はつ", "版": "はん"},
    "階": {"階": "かい", "軒": "けん", "足": "そく"},
    "箱": {"箱": "はこ"},
}  # fmt: skip
READINGS = {
    counter: (reading, change)
    for change, found in COUNTERS.items()
    for counter, reading in found.items()
}
LONGEST = max(map(len, READINGS))

DAYS = {
    "2": "ふつか", "3": "みっか", "4": "よっか", "5": "いつか", "6": "むいか", "7": "なのか", "8": "ようか",
    "9": "ここのか", "10": "とおか", "14": "じゅうよっか", "20": "はつか", "24": "にじゅうよっか",
}  # fmt: skip
THINGS = {
    "1": "ひとつ", "2": "ふたつ", "3": "みっつ", "4": "よっつ", "5": "いつつ", "6": "むっつ", "7": "ななつ",
    "8": "やっつ", "9": "ここのつ",
}  # fmt: skip
PEOPLE = {"1": "ひとり", "2": "ふたり"}
ONE_WORD = {"日": DAYS, "人": PEOPLE, "つ": THINGS}
# Numbers in kanji before counters that want another form than よん, なな or きゅう.
FORMS = {
    "月": {"4": "し", "7": "しち", "9": "く"},
    "時": {"4": "よ", "7": "しち", "9": "く"},
    "日": {"7": "しち", "9": "く"},
    **{counter: {"4": "よ"} for counter in ("人", "年", "円")},
}
ONES = {"4": "よん", "7": "なな", "9": "きゅう"}
# Native counters, of which one and two are counted natively.
NATIVE = {"袋", "束", "箱", "部屋", "組", "口", "株"}
NATIVE_ONES = {"1": "ひと", "2": "ふた"}
SHORTENED = {
    "1": ("いち", "いっ"),
    "6": ("ろく", "ろっ"),
    "8": ("はち", "はっ"),
    "10": ("じゅう", "じゅっ"),
    "100": ("ひゃく", "ひゃっ"),
}
SHORTENS = {
    **{sound: {"1", "6", "8", "10", "100"} for sound in "かきくけこぱぴぷぺぽ"},
    **{sound: {"1", "8", "10"} for sound in "さしすせそたちつてと"},
}


def counter_reading(counter: str, end: str) -> str:
    """The counter's part after a number of that ending (see ``ending``): 本 after "1" is ぽん."""
    reading, change = READINGS[counter]
    voiced, half_voiced = CHANGES.get(change, (set(), set()))
    if end in voiced:
        return VOICED[reading[0]] + reading[1:]
    if end in half_voiced:
        return HALF_VOICED[reading[0]] + reading[1:]
    return reading


def fused(number: str, counter: str) -> str:
    """The one word that number and counter are, "" when they are two: 2日 is ふつか, 2本 is not."""
    return ONE_WORD.get(counter, {}).get(number, "")


def counted(number: str, counter: str) -> str:
    """Number and counter in full, for numbers written in kanji: ("1", "丁目") is いっちょうめ."""
    if number == "何":
        return "なん" + counter_reading(counter, number)
    one_word = fused(number, counter)
    if one_word:
        return one_word
    end = ending(number)
    said, reading = spoken(int(number)), counter_reading(counter, end)
    if counter in NATIVE and number in NATIVE_ONES:
        return NATIVE_ONES[number] + reading
    special = FORMS.get(counter[0], {})
    if end in special:
        return said.removesuffix(ONES[end]) + special[end] + reading
    if end in SHORTENS.get(reading[0], ()):
        full, short = SHORTENED[end]
        said = said.removesuffix(full) + short
    return said + reading
