"""The file of answers: it opens in Excel, says everything once, and runs nothing."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from syncd.console.items.spreadsheet import harmless
from syncd.store.tables import audit
from tests.console.conftest import UME, Browser, Town, entry

MOCHI, FILE = f"{UME}/mochi", "/console/items/machi.kita.ume.mochi/answers.csv"
YES = {"choices": {"attend": ["yes"]}, "headcount": 3, "comment": "=HYPERLINK(1)"}


@pytest.fixture
def browser(town: Town, ume: Browser, soon: datetime) -> Browser:
    town.publish(entry("mochi", deadline=soon))
    phone = town.phone(town.household("山田"))
    phone.read(MOCHI, town.now)
    phone.answer(MOCHI, YES, town.now)
    town.household("@佐藤", unit="2班", paper=True)
    return ume


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_it_begins_with_a_byte_order_mark_and_has_a_japanese_name(browser: Browser) -> None:
    response = browser.client.get(FILE)
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in response.data
    assert response.content_type == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''%E3%82%82%E3%81%A1" in response.headers["Content-Disposition"]


def test_a_row_for_each_household_with_all_that_was_said(town: Town, browser: Browser) -> None:
    head, first, second = rows_of(browser.get(FILE))
    assert head[:7] == ["班", "世帯", "配り方", "既読の日時", "回答", "人", "参加しますか"]
    assert first[:3] == ["1班", "山田", "携帯"]
    assert first[4:9] == ["回答", "", "参加する", "3", "'=HYPERLINK(1)"]
    assert first[11] == "携帯"
    assert second == ["2班", "'@佐藤", "紙", "", "未回答", *[""] * 8]
    assert len(head) == len(first) == len(second)


def test_the_officer_who_entered_it_is_named(town: Town, browser: Browser) -> None:
    home = town.household("江口", unit="2班", paper=True)
    page = f"/console/items/machi.kita.ume.mochi/households/{home.id}"
    browser.post(page, data={"id": "01JD0000000000000000000000", "choice.attend": "no"})
    row = next(row for row in rows_of(browser.get(FILE)) if row[1] == "江口")
    assert row[6] == "参加しない"
    assert row[-2:] == ["代理", "会長 山田"]


def test_late_answers_are_rows_that_say_so(town: Town, ume: Browser) -> None:
    town.publish(entry("mochi", deadline=town.now - timedelta(hours=1)))
    town.phone(town.household("山田")).answer(MOCHI, YES, town.now)
    (row,) = rows_of(ume.get(FILE))[1:]
    assert row[4] == "締切のあと"


def test_it_is_in_the_officers_language(town: Town, browser: Browser) -> None:
    english = town.browser(UME, language="en", name="Vice")
    head, first, _ = rows_of(english.get(FILE))
    assert head[:2] == ["Unit", "Household"]
    assert first[6] == "Attend"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_is_made_text(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["山田", "", "1班", 3, "a=b", "'quoted"])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell


def test_taking_the_file_is_in_the_log(town: Town, browser: Browser) -> None:
    browser.get(FILE)
    (row,) = town.rows(select(audit).where(audit.c.action == "item.download"))
    assert (row.actor, row.subject) == (f"officer:{browser.officer}", MOCHI)
    assert row.details == {"households": 2}
