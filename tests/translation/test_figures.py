"""Figures: dates, times, amounts and numbers as each language writes them."""

from __future__ import annotations

import pytest

from plugins.languages import LANGUAGES, language
from plugins.translation.masks import mask

# The Japanese, and what a reader of each language sees. All of it is masked and nothing else is.
WRITTEN: list[tuple[str, dict[str, str]]] = [
    ("令和8年10月4日", {
        "en": "October 4, 2026", "zh-Hans": "2026年10月4日", "zh-Hant": "2026年10月4日",
        "ko": "2026년 10월 4일", "vi": "4 tháng 10, 2026", "pt-BR": "4 de outubro de 2026",
        "tl": "Oktubre 4, 2026", "ne": "2026 अक्टोबर 4", "id": "4 Oktober 2026",
        "easy": "2026年（令和8年）10月4日", "fr": "4 octobre 2026",
    }),
    ("令和元年5月1日", {
        "en": "May 1, 2019", "zh-Hans": "2019年5月1日", "ko": "2019년 5월 1일",
        "pt-BR": "1 de maio de 2019", "easy": "2019年（令和元年）5月1日",
    }),
    ("平成31年4月30日", {
        "en": "April 30, 2019", "vi": "30 tháng 4, 2019", "id": "30 April 2019",
        "tl": "Abril 30, 2019", "easy": "2019年（平成31年）4月30日",
    }),
    ("昭和27年4月1日", {
        "en": "April 1, 1952", "zh-Hant": "1952年4月1日", "ko": "1952년 4월 1일",
        "ne": "1952 अप्रिल 1", "easy": "1952年（昭和27年）4月1日",
    }),
    ("R8.10.4", {
        "en": "October 4, 2026", "zh-Hans": "2026年10月4日", "vi": "4 tháng 10, 2026",
        "pt-BR": "4 de outubro de 2026", "easy": "2026年（令和8年）10月4日",
    }),
    ("Ｒ８年１０月４日", {"en": "October 4, 2026", "easy": "2026年（令和8年）10月4日"}),
    ("2026年（令和8年）10月4日", {"en": "October 4, 2026", "easy": "2026年（令和8年）10月4日"}),
    ("２０２６/１０/４", {
        "en": "October 4, 2026", "ko": "2026년 10월 4일", "id": "4 Oktober 2026",
        "tl": "Oktubre 4, 2026", "easy": "2026年10月4日",
    }),
    ("2026-10-04", {"en": "October 4, 2026", "pt-BR": "4 de outubro de 2026"}),
    ("10月4日（日）", {
        "en": "Sunday, October 4", "zh-Hans": "10月4日星期日", "zh-Hant": "10月4日 星期日",
        "ko": "10월 4일 (일요일)", "vi": "Chủ Nhật, 4 tháng 10", "pt-BR": "domingo, 4 de outubro",
        "tl": "Linggo, Oktubre 4", "ne": "अक्टोबर 4, आइतबार", "id": "Minggu, 4 Oktober",
        "easy": "10月4日（日）", "fr": "dimanche 4 octobre",
    }),
    ("10/4（日）", {
        "en": "Sunday, October 4", "zh-Hans": "10月4日星期日", "ko": "10월 4일 (일요일)",
        "id": "Minggu, 4 Oktober", "easy": "10月4日（日）",
    }),
    ("十月四日日曜日", {"en": "Sunday, October 4", "vi": "Chủ Nhật, 4 tháng 10"}),
    ("10月4日(日・祝)", {
        "en": "Sunday, October 4 (public holiday)", "zh-Hans": "10月4日星期日（公共假日）",
        "pt-BR": "domingo, 4 de outubro (feriado)", "id": "Minggu, 4 Oktober (hari libur nasional)",
        "easy": "10月4日（日・祝日）",
    }),
    # 4 October 2026 is a Sunday: the officer's weekday stays.
    ("2026年10月4日（月）", {
        "en": "Monday, October 4, 2026", "zh-Hans": "2026年10月4日星期一",
        "vi": "Thứ Hai, 4 tháng 10, 2026", "pt-BR": "segunda-feira, 4 de outubro de 2026",
        "easy": "2026年10月4日（月）",
    }),
    ("2月29日（木）", {"en": "Thursday, February 29", "ko": "2월 29일 (목요일)"}),
    ("4日（日）", {
        "en": "Sunday the 4th", "zh-Hans": "4日星期日", "ko": "4일 일요일",
        "vi": "Chủ Nhật, ngày 4", "pt-BR": "domingo, dia 4", "tl": "Linggo, ika-4",
        "ne": "4 तारिख, आइतबार", "id": "Minggu, tanggal 4", "easy": "4日（日）",
    }),
    ("12月", {
        "en": "December", "zh-Hans": "十二月", "ko": "12월", "pt-BR": "dezembro", "easy": "12月",
    }),
    ("令和9年10月", {
        "en": "October 2027", "zh-Hans": "2027年10月", "ko": "2027년 10월",
        "pt-BR": "outubro de 2027", "id": "Oktober 2027", "easy": "2027年（令和9年）10月",
    }),
    ("平成10年", {"en": "1998", "ko": "1998년", "zh-Hant": "1998年", "easy": "1998年（平成10年）"}),
    ("令和8年度", {
        "en": "fiscal year 2026", "zh-Hans": "2026年度", "ko": "2026년도",
        "pt-BR": "ano fiscal de 2026", "vi": "năm tài khóa 2026", "easy": "2026年度（令和8年度）",
    }),
    ("2026年度", {"en": "fiscal year 2026", "id": "tahun fiskal 2026", "easy": "2026年度"}),
    ("午前8時", {
        "en": "8:00 AM", "zh-Hans": "08:00", "zh-Hant": "上午8:00", "ko": "오전 8:00",
        "vi": "08:00", "pt-BR": "08:00", "ne": "08:00", "id": "08.00", "easy": "午前8時",
    }),
    ("午後1時30分", {
        "en": "1:30 PM", "zh-Hant": "下午1:30", "ko": "오후 1:30", "vi": "13:30",
        "pt-BR": "13:30", "id": "13.30", "easy": "午後1時30分",
    }),
    # Whether it is morning nobody said.
    ("8時半", {"en": "8:30", "vi": "8:30", "pt-BR": "8:30", "id": "8.30", "easy": "8時30分"}),
    ("４：００", {"en": "4:00", "ko": "4:00", "easy": "4時"}),
    ("17時15分", {"en": "5:15 PM", "vi": "17:15", "ko": "오후 5:15", "easy": "午後5時15分"}),
    ("正午", {"en": "12:00 noon", "vi": "12:00", "zh-Hant": "中午12:00",
             "ko": "낮 12:00", "easy": "昼の12時"}),
    ("24:00", {
        "en": "24:00 (midnight)", "vi": "24:00", "ko": "24:00 (자정)", "id": "24.00",
        "easy": "夜の12時",
    }),
    ("午前0時", {"en": "0:00 (midnight)", "pt-BR": "00:00", "zh-Hant": "凌晨0:00", "easy": "午前0時"}),
    ("10月4日（日） 午前8時", {
        "en": "Sunday, October 4, 8:00 AM", "zh-Hans": "10月4日星期日 08:00",
        "vi": "08:00 Chủ Nhật, 4 tháng 10", "pt-BR": "domingo, 4 de outubro 08:00",
        "easy": "10月4日（日）午前8時",
    }),
    ("12月8日（火）23時から9日（水）5時まで", {
        "en": "Tuesday, December 8, 11:00 PM – Wednesday the 9th, 5:00 AM",
        "zh-Hans": "12月8日星期二 23:00 – 9日星期三 05:00",
        "pt-BR": "terça-feira, 8 de dezembro 23:00 – quarta-feira, dia 9 05:00",
        "id": "Selasa, 8 Desember 23.00 – Rabu, tanggal 9 05.00",
        "easy": "12月8日（火）午後11時から9日（水）午前5時まで",
    }),
    ("10/4（日）8:00〜17:00", {
        "en": "Sunday, October 4, 8:00 AM – 5:00 PM", "ko": "10월 4일 (일요일) 오전 8:00 – 오후 5:00",
        "easy": "10月4日（日）午前8時から午後5時まで",
    }),
    ("午後1時～3時", {"en": "1:00 PM – 3:00 PM", "vi": "13:00 – 15:00", "easy": "午後1時から午後3時まで"}),
    ("午前10時-3時", {"en": "10:00 AM – 3:00", "easy": "午前10時から3時まで"}),
    ("12月28日〜1月4日", {
        "en": "December 28 – January 4", "zh-Hans": "12月28日 – 1月4日",
        "pt-BR": "28 de dezembro – 4 de janeiro", "easy": "12月28日から1月4日まで",
    }),
    ("7～9月", {"en": "July – September", "ko": "7월 – 9월", "easy": "7月から9月まで"}),
    ("7時〜", {"en": "7:00 –", "easy": "7時から"}),
    ("日曜日", {
        "en": "Sunday", "zh-Hans": "星期日", "ko": "일요일", "vi": "Chủ Nhật", "ne": "आइतबार",
        "easy": "日曜日",
    }),
    ("月・木曜日", {
        "en": "Monday and Thursday", "zh-Hans": "星期一和星期四", "vi": "Thứ Hai và Thứ Năm",
        "pt-BR": "segunda-feira e quinta-feira", "id": "Senin dan Kamis", "easy": "月曜日・木曜日",
    }),
    ("第2・第4土曜日", {
        "en": "2nd and 4th Saturday", "zh-Hans": "第2和4个星期六", "ko": "2번째 및 4번째 토요일",
        "vi": "Thứ Bảy thứ 2 và thứ 4", "pt-BR": "2º e 4º sábado", "id": "Sabtu ke-2 dan ke-4",
        "easy": "第2・第4土曜日",
    }),
    ("第1月曜日", {"pt-BR": "1ª segunda-feira", "en": "1st Monday"}),
    ("月〜金", {"en": "Monday – Friday", "tl": "Lunes – Biyernes", "easy": "月曜日から金曜日まで"}),
    ("500円", {
        "en": "500 yen", "zh-Hans": "500日元", "zh-Hant": "500日圓", "ko": "500엔",
        "vi": "500 yên", "pt-BR": "500 ienes", "tl": "500 yen", "ne": "500 येन", "id": "500 yen",
        "easy": "500円", "de": "500 Japanische Yen",
    }),
    ("１，０００円", {"en": "1,000 yen", "pt-BR": "1.000 ienes", "vi": "1.000 yên", "easy": "1,000円"}),
    ("1万5千円", {"en": "15,000 yen", "id": "15.000 yen", "ko": "15,000엔", "easy": "1万5千円"}),
    ("684万円", {"en": "6,840,000 yen", "ne": "68,40,000 येन", "pt-BR": "6.840.000 ienes"}),
    ("三千円", {"en": "3,000 yen", "vi": "3.000 yên"}),
    ("￥1,500", {"en": "1,500 yen", "ko": "1,500엔"}),
    ("4,000〜8,000円", {"en": "4,000–8,000 yen", "pt-BR": "4.000–8.000 ienes", "easy": "4,000円から8,000円"}),
    ("1〜2万円", {"en": "10,000–20,000 yen", "zh-Hans": "10,000–20,000日元", "easy": "1〜2万円"}),
    ("3人", {
        "en": "3 people", "zh-Hans": "3人", "ko": "3명", "vi": "3 người", "pt-BR": "3 pessoas",
        "tl": "3 tao", "ne": "3 जना", "id": "3 orang", "easy": "3人", "fr": "3人",
    }),
    ("1名", {"en": "1 person", "pt-BR": "1 pessoa", "ko": "1명", "id": "1 orang", "easy": "1名"}),
    ("6.8人", {"en": "6.8 people", "pt-BR": "6,8 pessoas", "vi": "6,8 người"}),
    ("1,086世帯", {"en": "1,086 households", "ko": "1,086세대", "id": "1.086 rumah tangga"}),
    ("2〜3回", {"en": "2–3 times", "vi": "2–3 lần", "pt-BR": "2–3 vezes", "easy": "2回から3回"}),
    ("3階", {
        "en": "3rd floor", "zh-Hans": "3楼", "ko": "3층", "vi": "tầng 3", "pt-BR": "andar 3F",
        "tl": "ika-3 palapag", "id": "lantai 3", "easy": "3階",
    }),
    ("2丁目", {"en": "2-chome", "zh-Hans": "2丁目", "ko": "2초메", "vi": "2-chome", "tl": "2-chome"}),
    ("1203号室", {"en": "room 1203", "zh-Hans": "1203室", "ko": "1203호실", "id": "kamar 1203"}),
    ("02号室", {"en": "room 02", "pt-BR": "sala 02"}),
    ("75歳", {"en": "75 years old", "zh-Hans": "75岁", "ko": "75세", "vi": "75 tuổi"}),
    ("2時間", {"en": "2 hours", "zh-Hans": "2小时", "ko": "2시간", "pt-BR": "2 horas", "id": "2 jam"}),
    ("1時間", {"en": "1 hour", "pt-BR": "1 hora", "vi": "1 tiếng", "tl": "1 oras", "ne": "1 घण्टा"}),
    ("30分", {"en": "30 minutes", "zh-Hant": "30 分鐘", "ko": "30분", "vi": "30 phút", "ne": "30 मिनेट"}),
    ("3日間", {"en": "3 days", "zh-Hans": "3天", "ko": "3일", "tl": "3 araw", "easy": "3日間"}),
    ("1週間", {"en": "1 week", "zh-Hans": "1周", "pt-BR": "1 semana", "id": "1 minggu", "ne": "1 हप्ता"}),
    ("5年", {"en": "5 years", "vi": "5 năm", "pt-BR": "5 anos", "tl": "5 taon", "id": "5 tahun"}),
    ("10km", {"en": "10 kilometers", "zh-Hans": "10公里", "ko": "10킬로미터", "id": "10 kilometer"}),
    ("2.6ｍ", {"en": "2.6 meters", "vi": "2,6 mét", "ko": "2.6미터"}),
    ("5㎏", {"en": "5 kilograms", "pt-BR": "5 quilogramas", "ko": "5킬로그램", "fr": "5\u00a0kilogrammes"}),
    ("42パーセント", {"en": "42%", "ko": "42%", "vi": "42%", "pt-BR": "42%", "easy": "42パーセント"}),
    ("3割", {"en": "30%", "id": "30%", "easy": "3割"}),
    ("−４℃", {"en": "-4°C", "ko": "-4°C", "zh-Hans": "-4°C", "vi": "-4°C", "easy": "−4℃"}),
    ("マイナス4度", {"en": "-4°C", "pt-BR": "-4°C", "easy": "マイナス4度"}),
    ("3分の2", {"en": "2/3", "ko": "2/3", "easy": "3分の2"}),
    ("第42回", {"en": "42nd", "zh-Hans": "第42届", "ko": "제42회", "vi": "lần thứ 42", "id": "ke-42"}),
    ("2本目", {"en": "2nd", "ko": "2번째", "tl": "ika-2", "id": "ke-2", "easy": "2本目"}),
    ("46灯", {}),
    ("110番", {"en": "110", "ko": "110", "vi": "110", "pt-BR": "110", "easy": "110番"}),
    ("内線123", {"en": "ext. 123", "ko": "내선 123", "pt-BR": "ramal 123", "zh-Hans": "分机123"}),
    ("1口", {"en": "1口", "ko": "1구좌", "vi": "1口"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "code", "expected"),
    [(source, code, text) for source, texts in WRITTEN for code, text in texts.items()],
)
def test_each_language_writes_it_by_rule(source: str, code: str, expected: str) -> None:
    masked = mask(source, {})

    assert (masked.text, masked.bare) == ("⟦0⟧", True)
    assert masked.filled("⟦0⟧", language(code)) == expected


@pytest.mark.parametrize("source", [source for source, _ in WRITTEN])
def test_japanese_stays_as_written(source: str) -> None:
    masked = mask(source, {})

    assert masked.filled(masked.text, language("ja")) == source


# Where the words around decide: the segment, what of it is masked, how the first thing is in English.
DECIDED = [
    ("夜7時に集合", "夜⟦0⟧に集合", "7:00 PM"),
    ("毎朝6時30分から", "毎朝⟦0⟧から", "6:30 AM"),
    ("車は4時になったらライトを", "車は⟦0⟧になったらライトを", "4:00"),
    ("大みそか12時に", "大みそか⟦0⟧に", "12:00"),
    ("朝6時から8時まで", "朝⟦0⟧", "6:00 AM – 8:00 AM"),
    ("夜10時〜12時", "夜⟦0⟧", "10:00 PM – 12:00"),
    ("8時から9時に変更します", "⟦0⟧から⟦1⟧に変更します", "8:00"),
    ("3台から5台に増やす", "⟦0⟧から⟦1⟧に増やす", "3"),
    ("10時から12時の間に", "⟦0⟧の間に", "10:00 – 12:00"),
    ("午後12時に", "午後⟦0⟧に", "12:00"),
    ("26日まで", "⟦0⟧まで", "the 26th"),
    ("2日前までに", "⟦0⟧前までに", "2 days"),
    ("2日で380杯", "⟦0⟧で⟦1⟧", "2日"),
    ("2〜3日です", "⟦0⟧です", "2–3日"),
    ("40日", "⟦0⟧", "40 days"),
    ("1日1回", "⟦0⟧⟦1⟧", "1 day"),
    ("一日ずつ", "一日ずつ", ""),
    ("補助率1/2", "補助率⟦0⟧", "1/2"),
    ("期間は10/4まで", "期間は⟦0⟧まで", "October 4"),
    ("最高気温37度", "最高気温⟦0⟧", "37°C"),
    ("2度おいしい", "⟦0⟧度おいしい", "2"),
    ("震度5強以上", "震度⟦0⟧以上", "5 Upper"),
    ("震度６弱", "震度⟦0⟧", "6 Lower"),
    ("警戒レベル3", "警戒レベル⟦0⟧", "3"),
    ("2班-4人", "⟦0⟧-⟦1⟧", "block 2"),
    ("2班〜4人", "⟦0⟧〜⟦1⟧", "block 2"),
    ("500円まで", "⟦0⟧まで", "500 yen"),
    ("蛍光灯46灯", "蛍光灯⟦0⟧灯", "46"),
    ("第2研修室", "⟦0⟧研修室", "No. 2"),
    ("毎週火・金", "毎週⟦0⟧", "Tuesday and Friday"),
    ("祝日と土日", "祝日と⟦0⟧", "Saturday and Sunday"),
    ("一般会計", "一般会計", ""),
    ("2月30日", "⟦0⟧", "2月30日"),
    ("令和8年（2027年）", "⟦0⟧", "令和8年(2027年)"),
    ("二人以上で", "⟦0⟧以上で", "2 people"),
    ("一人暮らし", "一人暮らし", ""),
    ("1回答です", "⟦0⟧回答です", "1"),
    ("1日曜大工", "⟦0⟧⟦1⟧大工", "1"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "first"), DECIDED)
def test_what_stands_around_decides(source: str, text: str, first: str) -> None:
    masked = mask(source, {})

    assert masked.text == text
    assert [thing.written(language("en")) for thing in masked.things[:1]] == [first] * bool(first)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_language_loses_a_digit_of_what_is_no_amount(code: str) -> None:
    for source in ("076-000-1330", "０１２０−０００−０００", "〒920-0000", "#9110", "A4", "3-12"):
        (thing,) = mask(source, {}).things
        assert [int(digit) for digit in thing.written(language(code)) if digit.isdigit()] == [
            int(digit) for digit in source if digit.isdigit()
        ]
