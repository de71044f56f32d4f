"""Okurigana: kana of the word itself stay outside the ruby."""

from __future__ import annotations

import pytest

from plugins.reading.okurigana import fits, kanji_readings


@pytest.mark.parametrize(
    ("surface", "reading", "wanted"),
    [
        ("清掃", "せいそう", "清掃=せいそう"),
        ("取り扱い", "とりあつかい", "取=と 扱=あつか"),
        ("お知らせ", "おしらせ", "知=し"),
        ("問い合わせ", "といあわせ", "問=と 合=あ"),
        ("言い合い", "いいあい", "言=い 合=あ"),
        ("生き生き", "いきいき", "生=い 生=い"),
        ("ゴミ置き場", "ごみおきば", "置=お 場=ば"),
        ("子ども会", "こどもかい", "子=こ 会=かい"),
        ("人々", "ひとびと", "人々=ひとびと"),
        ("桜ヶ丘", "さくらがおか", "桜ヶ丘=さくらがおか"),
        ("霞が関", "かすみがせき", "霞=かすみ 関=せき"),
        ("ヶ月", "かげつ", "ヶ月=かげつ"),
        ("カ所", "かしょ", "所=しょ"),
        ("1人暮らし", "ひとりぐらし", "1人暮=ひとりぐ"),
        ("気づき", "きずき", ""),
        ("バス停", "ばすてい", "停=てい"),
        ("かな", "かな", ""),
        ("清掃", "", ""),
        ("取り", "べつ", ""),
    ],
)
def test_each_run_of_kanji_has_its_part_of_the_reading(
    surface: str, reading: str, wanted: str
) -> None:
    found = kanji_readings(surface, reading)

    assert " ".join(f"{surface[start:end]}={said}" for start, end, said in found) == wanted


def test_whether_the_kana_of_a_word_are_in_its_reading() -> None:
    assert fits("取り扱い", "とりあつかい")
    assert fits("桜ヶ丘", "さくらがおか")
    assert not fits("取り扱い", "とあつかい")
