"""Each rule: what it tells, in both languages, and what it lets pass."""

from __future__ import annotations

import pytest

from plugins.easy.rules import advice

LONG = (
    "あしたの 朝は とても 寒いから、子どもと お年寄りの いる 家は、あたたかい 服を 着て、"
    "道を ゆっくり 歩いて 学校や 病院に 行って ください。"
)

# text: code, the words it is told of (None: the sentence), suggestion, in the Japanese, in the English
TOLD: dict[str, tuple[str, str | None, str, str, str]] = {
    LONG: ("easy.long", None, "", "50 字までの短い文に", "at most 50"),
    "雨が 降りますが、祭りを します。": (
        "easy.clauses", None, "。でも、", "「が」のところで文を切り", "End it at 'が'",
    ),
    "寒いので、窓を 閉めて、部屋に いて ください。": (
        "easy.clauses", None, "。だから、", "「だから、」などで始めて", "begin the next with 'だから、'",
    ),
    "名前を 書き、箱に 入れたら、外で 待って ください。": (
        "easy.clauses", None, "。それから、", "二つ以上のこと", "more than one thing",
    ),
    "水、パン、薬を 持って きて ください。": (
        "easy.list", "水、パン、薬", "- 水\n- パン\n- 薬\n", "ものが 3 つ並んで", "3 things in a row",
    ),
    "使えないわけではありません。": (
        "easy.double-negative", "ないわけではありません", "", "二重否定です", "double negative",
    ),
    "行けないことはない日です。": (
        "easy.double-negative", "ないことはない", "", "はっきり書いて", "Say plainly",
    ),
    "予約しないと 入ることが できません。": (
        "easy.double-negative", "ないと 入ることが できません", "〜すると、〜できます",
        "「ない」が二つ", "says 'not' twice",
    ),
    "祭りが 行われます。": (
        "easy.passive", "行われ", "行います", "だれがするかを書いて「行います」", "Say who does it: '行います'",
    ),
    "紹介される 人です。": (
        "easy.passive", "紹介される", "紹介します", "受け身です", "is passive",
    ),
    "子どもを 走らせないで ください。": (
        "easy.causative", "走らせ", "", "使役の形です", "is causative",
    ),
    "毎朝 公園を 歩く。": (
        "easy.ending", "歩く", "", "「歩く」で終わっています", "ends in '歩く'",
    ),
    "場所は 公園。": ("easy.ending", "公園", "", "「〜です」「〜ます」", "End it in です, ます"),
    "ご提出ください。": (
        "easy.polite", "ご提出ください", "出してください", "敬語です。「出してください」", "Write '出してください'",
    ),
    "お待ちください。": ("easy.polite", "お待ちください", "待ってください", "敬語です", "is honorific"),
    "たばこは ご遠慮ください。": (
        "easy.polite", "ご遠慮ください", "しないでください", "「しないでください」と", "'しないでください'",
    ),
    "ご利用いただけます。": (
        "easy.polite", "ご利用いただけます", "使うことができます", "敬語です", "is honorific",
    ),
    "お願い申し上げます。": ("easy.polite", "お願い申し上げます", "お願いします", "敬語です", "is honorific"),
    "紙を 送らせていただきます。": (
        "easy.polite", "送らせていただきます", "送ります", "敬語です", "is honorific",
    ),
    "店は 休んでおります。": ("easy.polite", "おります", "います", "敬語です", "is honorific"),
    "ご家族と 来て ください。": ("easy.polite", "ご家族", "家族", "敬語です", "is honorific"),
    "紙を 配布します。": (
        "easy.word", "配布", "配る", "「配布」はむずかしい言葉です。「配る」などと", "Write '配る' or the like",
    ),
    "雨天中止です。": ("easy.word", "雨天中止", "雨の 日は しません", "むずかしい言葉", "hard word"),
    "水を 控えて ください。": ("easy.word", "控え", "しない", "「控える」は", "'控える' is a hard word"),
    "避難所へ 行きます。": (
        "easy.explain", "避難所", "避難所〈＝逃げて とまる 所〉", "説明を付けて", "Explain it once",
    ),
    "キャンセルします。": (
        "easy.loan-word", "キャンセル", "やめる", "分かりにくい外来語です", "a loan word",
    ),
    "AEDを 使います。": (
        "easy.abbreviation", "AED", "止まった 心臓を 動かす きかい", "略した言葉です", "an abbreviation",
    ),
    "XYZの 会です。": (
        "easy.abbreviation", "XYZ", "", "「XYZ〈＝…〉」と説明", "explain it as 'XYZ〈＝…〉'",
    ),
    "機構が 変わります。": (
        "easy.kanji", "機構", "機構〈＝…〉", "「機構」（きこう）には、小学校3年生までに習わない漢字「機構」",
        "(きこう) has kanji beyond the third year",
    ),
    "令和8年の 夏です。": ("easy.era", "令和8年", "2026年", "「2026年」と西暦で", "Write '2026年'"),
    "平成元年の 夏です。": ("easy.era", "平成元年", "1989年", "元号です", "a year of an era"),
    "R8.10.4の 会です。": ("easy.era", "R8.10.4", "2026年10月4日", "元号です", "a year of an era"),
    "10/4に 来て ください。": (
        "easy.date", "10/4", "10月4日", "国によって読み方が違います", "read otherwise in other countries",
    ),
    "2026/10/4です。": ("easy.date", "2026/10/4", "2026年10月4日", "「2026年10月4日」", "'2026年10月4日'"),
    "10月4日（日）です。": (
        "easy.weekday", "（日）", "（日曜日）", "略さずに「（日曜日）」", "Write the weekday out",
    ),
    "13時に 来て ください。": ("easy.time", "13時", "午後1時", "「午後1時」のように", "hours up to twelve"),
    "9:30に 来て ください。": ("easy.time", "9:30", "午前9時30分", "午前・午後", "half of the day"),
    "0時に 終わります。": ("easy.time", "0時", "夜の12時", "「夜の12時」", "'夜の12時'"),
    "9時〜14時に します。": (
        "easy.range", "9時〜14時", "午前9時から 午後2時まで", "「〜」は読めない人が", "Not everyone reads the wave",
    ),
    "10:00～ 始めます。": ("easy.range", "10:00～", "午前10時から", "「〜」は読めない", "the wave"),
    "10月1日〜始めます。": ("easy.range", "10月1日〜", "10月1日から", "「〜」は", "the wave"),
    "月〜金です。": ("easy.range", "月〜金", "月から 金まで", "「月から 金まで」", "'月から 金まで'"),
    "60〜64歳です。": ("easy.range", "60〜64歳", "60歳から 64歳まで", "「〜」は", "the wave"),
    "月に 1〜2回 します。": ("easy.range", "1〜2回", "1回か 2回", "「1回か 2回」", "'1回か 2回'"),
    "※水を 飲んで ください。": ("easy.mark", "※", "気を つけて ください", "言葉で書いて", "Use words"),
    "名前・住所を 書いて ください。": ("easy.mark", "・", "と", "意味が分からない人", "Not everyone knows"),
    "男/女を 書いて ください。": ("easy.mark", "/", "か", "「/」は意味が", "what '/' means"),
    "○": ("easy.mark", "○", "できます／できません", "「○」は意味が", "what '○' means"),
}  # fmt: skip

LET_PASS = [
    "雨が 降ったら、祭りを しません。",
    "火を 消して、外へ 出て ください。",
    "すみませんが、少し 待って ください。",
    "今日、公園で、祭りが あります。",
    "薬を 飲まなければ なりません。",
    "ここで 食べられます。",
    "この 水は 飲めません。",
    "つかれた 人は 休んで ください。",
    "みんなに 知らせて ください。",
    "この 石は 動かせません。",
    "ありがとうございます。",
    "よろしく お願いします。",
    "ご飯を 食べます。",
    "お金は いりません。",
    "- 水を 持って くる。",
    "祭りの お知らせ",
    "毎日 公園を 歩きますか？",
    "避難所（逃げる 所）へ 行きます。",
    "逃げる 所（避難所）へ 行きます。",
    "避難所は 逃げる 所です。避難所へ 行って ください。",
    "2026年（令和8年）の 夏です。",
    "令和8年（2026年）の 夏です。",
    "水を 1/2 入れて ください。",
    "10月4日（日曜日）です。",
    "午前9時から 11時までです。",
    "24時間 開いています。",
    "〜祭りの お知らせ〜",
    "大会〜みんなで 走りましょう〜",
    "音楽会〜聞きに 来て ください〜",
    "ごみは 捨てないで くださいね〜。",
    "- コーヒー・ケーキ",
    "・水を 持って くる",
    "076-000-1240",
    "3×4の 大きさです。",
    "町の 危機管理課に 聞いて ください。",
    "金沢市に 住んでいます。",
    "PDFを 見て ください。",
    "傘と 靴を 持って きて ください。",
    "犬と 逃げて ください。危ないです。",
]


@pytest.mark.parametrize("text", TOLD)
def test_a_rule_tells_what_to_write_instead(text: str) -> None:
    code, place, suggestion, ja, en = TOLD[text]
    found = [told for told in advice(text) if told.code == code]
    assert len(found) == 1, advice(text)
    told = found[0]
    assert text[told.start : told.end] == (place or text.rstrip())
    assert told.suggestion == suggestion
    assert ja in told.ja
    assert en in told.en


@pytest.mark.parametrize("text", LET_PASS)
def test_what_is_easy_is_let_pass(text: str) -> None:
    assert advice(text) == []


def test_a_hard_word_is_told_of_once() -> None:
    told = advice("紙を 配布します。\n本も 配布します。")
    assert [(piece.code, piece.start) for piece in told] == [("easy.word", 3)]


def test_a_polite_phrase_is_told_of_rather_than_the_word_in_it() -> None:
    assert [told.code for told in advice("書類〈＝紙〉を ご提出ください。")] == ["easy.polite"]


def test_the_longest_entry_is_told_of() -> None:
    told = advice("避難訓練を します。")
    assert [piece.suggestion for piece in told] == ["避難訓練〈＝逃げる 練習〉"]


def test_names_are_never_too_hard() -> None:
    text = "権現山へ 行きます。"
    assert [told.code for told in advice(text)] == ["easy.kanji"]
    assert advice(text, names={"権現山"}) == []


def test_advice_comes_in_the_order_of_the_text() -> None:
    told = advice("10/4の 13時に、紙を 配布します。\n令和8年です。")
    assert [piece.code for piece in told] == ["easy.date", "easy.time", "easy.word", "easy.era"]


def test_a_text_without_words_gets_none() -> None:
    assert advice("") == advice(" \n　\n") == []
