"""The list of circulars and the page of one: who has read, who has answered, who has not."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from syncd.households import Household
from tests.console.conftest import KITA, MACHI, MATSU, UME, Browser, Town, entry, words

MOCHI, PAGE = f"{UME}/mochi", "/console/items/machi.kita.ume.mochi"
YES = {"choices": {"attend": ["yes"]}, "headcount": 3, "comment": "七時に行きます"}
NO = {"choices": {"attend": ["no"]}}


@pytest.fixture
def homes(town: Town, soon: datetime) -> list[Household]:
    """Three households of Ume in two units, one of them on paper, and one of Matsu."""
    town.publish(entry("mochi", deadline=soon))
    return [
        town.household("山田"),
        town.household("佐藤", paper=True),
        town.household("鈴木", unit="2班"),
        town.household("松本", MATSU),
    ]


def cells(page: str, name: str) -> list[str]:
    """The numbers of a line of the table."""
    row = page.split(f'<th scope="row">\n              {name}', 1)
    row = row if len(row) == 2 else page.split(f'<th scope="row">{name}', 1)
    return words(row[1].split("</tr>", 1)[0]).replace(name, "").split()


def test_figures_are_those_of_the_answers_phones_delivered(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    phones = [town.phone(home) for home in (homes[0], homes[2])]
    assert [phone.read(MOCHI, town.now) for phone in phones] == ["stored", "stored"]
    assert phones[0].answer(MOCHI, YES, town.now) == "stored"

    page = ume.get(PAGE)

    text = words(page)
    assert "既読 2 /3 世帯" in text
    assert "回答 1 /3 世帯" in text
    # households, read, answered, attend, not attend, people
    assert cells(page, "1班") == ["2", "1", "1", "1", "0", "3"]
    assert cells(page, "2班") == ["1", "1", "0", "0", "0", "0"]
    assert cells(page, "合計") == ["3", "2", "1", "1", "0", "3"]


def test_paper_households_are_counted_and_marked(ume: Browser, homes: list[Household]) -> None:
    text = words(ume.get(PAGE))
    assert "紙の世帯（1 世帯）も数に入っています。" in text
    assert "佐藤 紙" in text.partition("未回答")[2]


def test_who_answered_what_when_and_by_what(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    at = town.now - timedelta(hours=2)
    town.phone(homes[0]).answer(MOCHI, YES, at)
    answered = words(ume.get(PAGE)).partition(" 回答 1 ")[2]
    assert "山田 1班 参加しますか 参加する 人数 3 ひとこと 七時に行きます 携帯" in answered
    local = at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert f"{local.month}月{local.day}日" in answered


def test_opened_is_not_answered(town: Town, ume: Browser, homes: list[Household]) -> None:
    town.phone(homes[0]).read(MOCHI, town.now)
    unanswered = words(ume.get(PAGE)).partition("未回答 3")[2]
    assert "山田 既読" in unanswered


def test_a_late_answer_is_apart_and_not_counted(town: Town, ume: Browser) -> None:
    deadline = town.now - timedelta(hours=1)
    town.publish(entry("mochi", deadline=deadline))
    home = town.household("山田")
    assert town.phone(home).answer(MOCHI, YES, town.now) == "late"
    page = ume.get(PAGE)
    assert "回答 0 /1 世帯" in words(page)
    late = words(page).partition("締切のあと 1 ")[2]
    assert "数には入れていません" in late
    assert "山田 1班 参加しますか 参加する" in late
    assert cells(page, "1班") == ["1", "0", "0", "0", "0", "0"]


def test_an_answer_made_in_time_and_delivered_late_counts(town: Town, ume: Browser) -> None:
    deadline = town.now - timedelta(hours=1)
    town.publish(entry("mochi", deadline=deadline))
    phone = town.phone(town.household("山田"))
    assert phone.answer(MOCHI, YES, deadline - timedelta(minutes=5)) == "stored"
    text = words(ume.get(PAGE))
    assert "回答 1 /1 世帯" in text
    assert "届いたのは" in text


def test_only_the_last_answer_of_a_household_counts(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    first, second = town.phone(homes[0]), town.phone(homes[0])
    first.answer(MOCHI, YES, town.now - timedelta(hours=2))
    second.answer(MOCHI, NO, town.now - timedelta(hours=1))
    assert cells(ume.get(PAGE), "1班") == ["2", "0", "1", "0", "1", "0"]


def test_the_list_says_what_is_open_first_and_how_far_it_is(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    town.publish(
        entry("kairan", MACHI, kind="circular", form=None, title="市からのお知らせ"),
        entry("closed", deadline=town.now - timedelta(days=1), title="しめきった行事"),
    )
    town.phone(homes[0]).answer(MOCHI, YES, town.now)
    waiting, _, others = words(ume.get("/console/items/")).partition("そのほか")
    assert "もちつき大会 締切" in waiting
    assert "未回答 2 世帯" in waiting
    assert "市からのお知らせ" in others
    assert "しめきった行事" in others


def test_items_addressed_to_no_household_here_are_not_listed(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    town.publish(entry("club", KITA, audience="group:kodomo", title="子ども会の行事"))
    assert "子ども会の行事" not in ume.get("/console/items/")
    town.household("木村", groups=[(KITA, "kodomo")])
    assert "子ども会の行事" in ume.get("/console/items/")


def test_a_withdrawn_item_keeps_its_page_and_says_so(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    town.phone(homes[0]).answer(MOCHI, YES, town.now)
    town.entries.clear()
    town.publish()
    assert "もちつき大会" not in ume.get("/console/items/")
    text = words(ume.get(PAGE))
    assert "取り下げられました" in text
    assert "回答 1 /3 世帯" in text


def test_moved_out_households_are_counted_no_more(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    town.phone(homes[0]).answer(MOCHI, YES, town.now)
    ume.post(
        f"/console/households/{homes[0].id}/move-out",
        form_at=f"/console/households/{homes[0].id}/move-out",
    )
    assert "回答 0 /2 世帯" in words(ume.get(PAGE))
