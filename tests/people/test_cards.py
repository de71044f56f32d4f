"""Join cards: on paper, ten on a sheet, and what each must say."""

from __future__ import annotations

from syncd.card import Card, as_html

CARD = Card(
    "梅町会", "1班", "辰巳 <誠>", "ABCD-EFGH-JKM", "https://kairan.example.jp/machi/kita/ume/"
)


def test_links() -> None:
    assert CARD.join_link == (
        "https://kairan.example.jp/machi/kita/ume/settings.html#join=ABCD-EFGH-JKM"
    )
    assert CARD.safety_link == "https://kairan.example.jp/machi/kita/ume/safety.html"


def test_a_page_of_cards_says_what_a_household_needs() -> None:
    page = as_html([CARD, CARD])

    assert page.count("<li>") == 2
    assert page.count("ABCD-EFGH-JKM") == 2
    assert page.count("<svg") == 2
    assert CARD.safety_link in page
    assert "辰巳 &lt;誠&gt;" in page
