"""Answers entered from paper: by whom and when is kept, and the same judge decides."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from syncd.answers.judge import DELIVERY_GRACE
from syncd.households import Household
from syncd.store.tables import answers, audit, receipts
from tests.console.conftest import UME, Browser, Town, entry, words

MOCHI, PAGE = f"{UME}/mochi", "/console/items/machi.kita.ume.mochi"
YES = {"choices": {"attend": ["yes"]}, "headcount": 3}


@pytest.fixture
def home(town: Town, soon: datetime) -> Household:
    town.publish(entry("mochi", deadline=soon))
    return town.household("佐藤", paper=True)


def at(home: Household) -> str:
    return f"{PAGE}/households/{home.id}"


def fields(town: Town, **more: str) -> dict[str, str]:
    """The fields as a browser sends them; the page gives the answer its id."""
    filled = {"id": "01JD0000000000000000000000", "choice.attend": "yes", "headcount": "2"}
    return {**filled, **{name.replace("__", "."): value for name, value in more.items()}}


def test_it_is_kept_with_officer_moment_and_source(
    town: Town, ume: Browser, home: Household
) -> None:
    response = ume.post(at(home), data=fields(town, comment="座れる場所を"))
    assert response.status_code == 303
    (row,) = town.rows(select(answers))
    assert (row.source, row.officer, row.device) == ("proxy", ume.officer, None)
    assert row.value == {
        "choices": {"attend": ["yes"]},
        "texts": {},
        "headcount": 2,
        "comment": "座れる場所を",
    }
    assert abs(row.at - town.now) < timedelta(minutes=1)
    page = words(ume.get(response.location))
    assert "回答を入力しました。数に入ります。" in page
    assert "代理 会長 山田" in page


def test_it_counts_in_the_tally_with_phones(town: Town, ume: Browser, home: Household) -> None:
    town.phone(town.household("山田")).answer(MOCHI, YES, town.now)
    ume.post(at(home), data=fields(town))
    text = words(ume.get(PAGE))
    assert "回答 2 /2 世帯" in text
    assert "合計人数 5" in text


def test_whoever_answered_on_paper_has_read(town: Town, ume: Browser, home: Household) -> None:
    ume.post(at(home), data=fields(town))
    (mark,) = town.rows(select(receipts))
    assert (mark.household, mark.source, mark.officer) == (home.id, "proxy", ume.officer)


def test_pressing_the_button_twice_enters_it_once(
    town: Town, ume: Browser, home: Household
) -> None:
    for _ in range(2):
        assert ume.post(at(home), data=fields(town)).status_code == 303
    assert len(town.rows(select(answers))) == 1


def test_every_form_shown_is_a_new_answer(ume: Browser, home: Household) -> None:
    first, second = (
        ume.get(at(home)).partition('name="id" value="')[2].partition('"')[0] for _ in range(2)
    )
    assert first != second


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"headcount": "さんにん"}, "人数は「3」のように数字で書いてください。"),
        ({"headcount": "-1"}, "人数は「3」のように数字で書いてください。"),
        ({"headcount": "9"}, "人数は一世帯5人までです。"),
        ({"comment": "長" * 2001}, "2000字より長くなっています。"),
        ({"choice__attend": "", "headcount": ""}, "何も選ばれていません。"),
        ({"choice__attend": "perhaps"}, "この回答は形式が正しくありません"),
        ({"id": "no ulid"}, "この回答は形式が正しくありません"),
    ],
)
def test_wrong_input_is_kept_and_told_and_nothing_is_stored(
    town: Town, ume: Browser, home: Household, typed: dict[str, str], said: str
) -> None:
    data = fields(town, **typed)
    response = ume.post(at(home), data=data)
    assert response.status_code == 422
    assert said in words(response.text)
    for name in ("headcount", "comment"):
        assert data.get(name, "") in response.text
    assert town.rows(select(answers)) == []


def test_what_is_wrong_stands_beside_its_field(town: Town, ume: Browser, home: Household) -> None:
    page = ume.post(at(home), data=fields(town, headcount="9")).text
    block = page.partition('id="headcount-hint"')[2].partition("</div>")[0]
    assert 'id="wrong-headcount"' in block
    assert 'aria-describedby="wrong-headcount headcount-hint"' in " ".join(block.split())
    assert 'value="9"' in block


def test_full_width_digits_are_digits(town: Town, ume: Browser, home: Household) -> None:
    ume.post(at(home), data=fields(town, headcount="３"))
    (row,) = town.rows(select(answers))
    assert row.value["headcount"] == 3


def test_phone_then_paper_is_a_conflict_one_can_see(
    town: Town, ume: Browser, home: Household
) -> None:
    town.phone(home).answer(MOCHI, YES, town.now - timedelta(hours=3))
    ume.post(at(home), data=fields(town, choice__attend="no", headcount=""))
    assert "携帯と紙の回答が食い違っています" in ume.get(PAGE)
    history = words(ume.get(at(home))).partition("この世帯の回答のすべて")[2]
    assert "数えている 参加しますか 参加しない" in history
    assert "新しい回答に置きかわった 参加しますか 参加する" in history


def test_the_same_answer_twice_is_no_conflict(town: Town, ume: Browser, home: Household) -> None:
    same = {"choices": {"attend": ["yes"]}, "texts": {}, "headcount": 2}
    town.phone(home).answer(MOCHI, same, town.now - timedelta(hours=3))
    ume.post(at(home), data=fields(town))
    assert "食い違って" not in ume.get(PAGE)


def test_a_newer_phone_answer_stays_and_the_officer_is_told(
    town: Town, ume: Browser, home: Household
) -> None:
    assert town.phone(home).answer(MOCHI, YES, town.now + timedelta(minutes=4)) == "stored"
    response = ume.post(at(home), data=fields(town, choice__attend="no"))
    assert "この世帯のもっと新しい回答を数えています" in ume.get(response.location)


class TestAfterTheDeadline:
    @pytest.fixture
    def closed(self, town: Town) -> Household:
        town.publish(entry("mochi", deadline=town.now - timedelta(days=2)))
        return town.household("佐藤", paper=True)

    def test_one_must_say_when_the_paper_came(
        self, town: Town, ume: Browser, closed: Household
    ) -> None:
        assert "紙はいつ届きましたか" in ume.get(at(closed))
        response = ume.post(at(closed), data=fields(town))
        assert response.status_code == 422
        assert "紙が締切までに届いたかどうか" in response.text
        assert 'value="2"' in response.text

    def test_paper_that_came_in_time_counts_and_is_marked(
        self, town: Town, ume: Browser, closed: Household
    ) -> None:
        ume.post(at(closed), data=fields(town, in_time="yes"))
        (row,) = town.rows(select(answers))
        assert not row.late
        assert row.at == town.now - timedelta(days=2)
        assert row.received_at >= town.now
        text = words(ume.get(PAGE))
        assert "回答 1 /1 世帯" in text
        assert "締切までに紙で届き、" in text

    def test_paper_that_came_late_is_kept_as_late(
        self, town: Town, ume: Browser, closed: Household
    ) -> None:
        response = ume.post(at(closed), data=fields(town, in_time="no"))
        assert "「締切後」の回答として残しました" in ume.get(response.location)
        (row,) = town.rows(select(answers))
        assert row.late
        assert "回答 0 /1 世帯" in words(ume.get(PAGE))

    def test_after_two_weeks_even_paper_in_time_is_late(self, town: Town, ume: Browser) -> None:
        deadline = town.now - DELIVERY_GRACE - timedelta(days=1)
        town.publish(entry("mochi", deadline=deadline))
        home = town.household("佐藤", paper=True)
        response = ume.post(at(home), data=fields(town, in_time="yes"))
        assert "「締切後」の回答として残しました" in ume.get(response.location)

    def test_it_can_be_corrected(self, town: Town, ume: Browser, closed: Household) -> None:
        ume.post(at(closed), data=fields(town, in_time="yes"))
        again = {"id": "01JD0000000000000000000001", "choice.attend": "no", "headcount": ""}
        ume.post(at(closed), data={**again, "in_time": "yes"})
        assert "数えている 参加しますか 参加しない" in words(ume.get(at(closed)))


def test_what_counts_now_is_filled_in_for_correcting(
    town: Town, ume: Browser, home: Household
) -> None:
    ume.post(at(home), data=fields(town, comment="<b>&"))
    page = ume.get(at(home))
    assert 'value="2"' in page
    assert "&lt;b&gt;&amp;</textarea>" in page


def test_a_household_the_item_is_not_addressed_to_is_not_there(town: Town, ume: Browser) -> None:
    town.publish(entry("toban", audience="unit:1班"))
    home = town.household("鈴木", unit="2班")
    path = f"/console/items/machi.kita.ume.toban/households/{home.id}"
    ume.get(path, 404)
    assert ume.post(path, form_at="/console/", data=fields(town)).status_code == 404


def test_an_item_without_a_form_takes_no_answer(town: Town, ume: Browser) -> None:
    town.publish(entry("kairan", kind="circular", form=None))
    home = town.household("鈴木")
    path = f"/console/items/machi.kita.ume.kairan/households/{home.id}"
    assert "紙の回答を入力する" not in ume.get(path)
    assert ume.post(path, form_at="/console/", data=fields(town)).status_code == 404


def test_the_log_says_who_entered_it_for_whom(town: Town, ume: Browser, home: Household) -> None:
    ume.post(at(home), data=fields(town))
    (row,) = town.rows(select(audit).where(audit.c.action == "answer.proxy"))
    assert row.actor == f"officer:{ume.officer}"
    assert (row.organization, row.subject) == (UME, MOCHI)
    assert row.details["household"] == home.id
    assert row.details["status"] == "stored"
