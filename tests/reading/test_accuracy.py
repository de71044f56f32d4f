"""How many words of municipal notices get their right reading."""

from __future__ import annotations

import pytest

from tests.reading.annotations import SENTENCES, annotated, parts, plain, wrong_words

AT_LEAST = 0.95


def sentences() -> list[tuple[str, str]]:
    lines = SENTENCES.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]  # type: ignore[misc]


def test_the_share_of_words_with_their_right_reading(capsys: pytest.CaptureFixture[str]) -> None:
    words = 0
    wrong: list[str] = []
    for sentence, wanted in sentences():
        made = annotated(sentence)
        words += sum(part.readings != {part.surface} for part in parts(wanted))
        wrong.extend(f"{part.surface} in {made}" for part in wrong_words(wanted, made))

    share = 1 - len(wrong) / words
    with capsys.disabled():
        print(f"\n{share:.1%} of {words} words right", *wrong, sep="\n  ")
    assert share >= AT_LEAST


def test_the_sentences_are_annotated_without_slips() -> None:
    assert len(sentences()) >= 70
    for sentence, wanted in sentences():
        assert plain(wanted) == sentence
        assert not [part for part in parts(wanted) if part.readings == {""}]


@pytest.mark.parametrize(
    ("wanted", "made", "wrong"),
    [
        ("{側溝|そっこう}の{日|ひ}", "{側溝|そっこう}の{日|ひ}", []),
        ("{側溝|そっこう}{清掃|せいそう}", "{側溝清掃|そっこうせいそう}", []),
        ("{側溝清掃|そっこうせいそう}", "{側溝|そっこう}{清掃|せいそう}", []),
        ("{明日|あす/あした}は", "{明日|あした}は", []),
        ("{側溝|そっこう}{清掃|せいそう}", "{側溝|がわみぞ}{清掃|せいそう}", ["側溝"]),
        ("{側溝|そっこう}{清掃|せいそう}", "{側溝清掃|がわみぞせいそう}", ["側溝", "清掃"]),
        ("{側溝|そっこう}の", "側溝の", ["側溝"]),
        ("その", "{そ|そ}の", []),
        ("8{時|じ}", "{8時|はちじ}", ["時"]),
    ],
)
def test_words_are_compared_wherever_they_are_cut(wanted: str, made: str, wrong: list[str]) -> None:
    assert [part.surface for part in wrong_words(wanted, made)] == wrong
