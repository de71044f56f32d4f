"""The report on a Markdown file: lines, what is judged, and one sentence about it all."""

from __future__ import annotations

from plugins.easy.blanks import blanked
from plugins.easy.report import report, summary

CIRCULAR = """---
title: 避難訓練
date: 2026-11-01
starts: 2026-11-22 13:00
place: 公園
questions:
  - id: go
    label: 参加費
    choices: [行く, 配布]
---

## 令和8年の 会

紙を **配布** します。[市の ページ](https://example.jp/10/4)を 見て ください。

```
13:00 回収
```

| いつ | だれ |
|------|------|
| 13時 | みんな |

`募集`と <span title="募集">水</span> と <!-- 募集 --> https://example.jp/13:00
"""


def found(text: str) -> list[tuple[int, str]]:
    return [(told.line, told.code) for told in report(text, "a.easy.md")]


def test_advice_stands_at_its_line() -> None:
    assert found(CIRCULAR) == [
        (2, "easy.explain"),
        (8, "easy.word"),
        (9, "easy.word"),
        (12, "easy.era"),
        (22, "easy.time"),
    ]


def test_a_word_is_told_of_where_it_stands_first() -> None:
    assert found(CIRCULAR.replace("配布]", "来る]"))[2:4] == [(12, "easy.era"), (14, "easy.word")]


def test_the_path_is_shown_as_given_and_lines_count_from_the_first() -> None:
    (told,) = report("水\n配布", "machi/ume/a.easy.md", first_line=10)
    assert str(told).startswith("machi/ume/a.easy.md:11: 「配布」は")
    assert told.as_json()["code"] == "easy.word"


def test_blanks_leave_every_place_where_it_is() -> None:
    text = blanked(CIRCULAR)
    assert len(text) == len(CIRCULAR)
    assert text.index("令和") == CIRCULAR.index("令和")
    assert "募集" not in text
    assert "回収" not in text
    assert "date" not in text
    assert "example" not in text


def test_cells_do_not_make_one_sentence() -> None:
    assert found("| 午前 | 9時 |") == [(1, "easy.time")]


def test_a_starred_list_is_a_list() -> None:
    assert found("* 水を 持って くる。") == []


def test_names_are_passed_on() -> None:
    assert report("権現山", "a.md", names=["権現山"]) == ()


def test_the_summary_counts_by_kind() -> None:
    told = report(
        "紙を 配布します。\n避難所へ 行きます。\nご提出ください。\n祭りが 行われる。\n13時です。",
        "a.md",
    )
    assert summary(told) == (
        "1 文が分かりにくい、2 語がむずかしい、2 か所の言い方がむずかしい、1 か所の日時や記号が分かりにくい",
        "1 sentence to recast, 2 hard words, 2 hard phrases, 1 unclear date or mark",
    )


def test_there_is_no_summary_of_nothing() -> None:
    assert summary(()) == ("", "")
