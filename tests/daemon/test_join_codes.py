"""Join codes: read whatever way they are typed, and never mistaken for another."""

from __future__ import annotations

import pytest

from syncd.join_codes import ALPHABET, LENGTH, check_character, make_code, printed, read_code

BODY = "0A1B9ZYXJK"
CODE = BODY + check_character(BODY)


def test_a_code_is_eleven_characters_nobody_confuses() -> None:
    codes = {make_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {LENGTH}
    assert not set("".join(codes)) & set("ILOU")
    assert [read_code(code) for code in codes] == list(codes)


def test_a_code_is_printed_in_fours() -> None:
    assert printed("ABCDEFGHJKM") == "ABCD-EFGH-JKM"


@pytest.mark.parametrize(
    "typed",
    [
        printed(CODE),
        CODE.lower(),
        f"  {CODE[:4]} {CODE[4:8]}\t{CODE[8:]}\n",
        printed(CODE).replace("-", "ー"),
        printed(CODE).replace("-", "−"),
        printed(CODE).replace("-", "　"),
        "".join(chr(ord(c) + 0xFEE0) for c in printed(CODE)),
        "".join(chr(ord(c) + 0xFEE0) for c in CODE.lower()),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l"),
        CODE.replace("0", "Ｏ").replace("1", "ｌ"),
    ],
)
def test_every_way_of_typing_it_is_read(typed: str) -> None:
    assert read_code(typed) == CODE


def test_every_single_wrong_character_is_found() -> None:
    wrong = [
        CODE[:place] + character + CODE[place + 1 :]
        for place in range(LENGTH)
        for character in ALPHABET
        if character != CODE[place]
    ]

    assert len(wrong) == LENGTH * (len(ALPHABET) - 1)
    assert [code for code in wrong if read_code(code) is not None] == []


def test_nearly_every_exchange_of_neighbours_is_found() -> None:
    pairs = [(a, b) for a in ALPHABET for b in ALPHABET if a < b]
    missed = [p for p in pairs if check_character("".join(p)) == check_character("".join(p[::-1]))]

    assert missed == [("0", "Z")]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "-",
        CODE[:-1],
        CODE + "0",
        "U" * 11,
        "回覧板回覧板回覧板回覧",
        "A" * 100_000,
        "\0",
    ],
)
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert read_code(typed) is None
