"""Read marks from paper: for a household, or for a 班 whose board has been round."""

import pytest
from sqlalchemy import select

from syncd.households import Household
from syncd.store.tables import audit, receipts
from tests.console.conftest import MATSU, UME, Browser, Town, entry, words

KAIRAN, PAGE = f"{UME}/kairan", "/console/items/machi.kita.ume.kairan"


@pytest.fixture
def homes(town: Town) -> list[Household]:
    """Two on paper and one with a phone in 班 1, one on paper in 班 2."""
    town.publish(entry("kairan", kind="circular", form=None))
    return [
        town.household("青木", paper=True),
        town.household("石井", paper=True),
        town.household("上田"),
        town.household("江口", unit="2班", paper=True),
    ]


def marked(town: Town) -> set[str]:
    return {row.household for row in town.rows(select(receipts))}


def test_whom_it_marks_is_shown_first_and_nothing_is_marked(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    text = words(ume.get(f"{PAGE}/read?unit=1班&who=paper"))
    assert "次の 2 世帯" in text
    assert "青木" in text
    assert "上田" not in text
    assert "江口" not in text
    assert "次の 3 世帯" in words(ume.get(f"{PAGE}/read?unit=1班&who=everyone"))
    assert marked(town) == set()


def test_a_whole_unit_is_marked_with_officer_and_source(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    form = f"{PAGE}/read?unit=1班&who=paper"
    chosen = [home.id for home in homes[:2]]
    response = ume.post(f"{PAGE}/read", form_at=form, data={"household": chosen})
    assert response.status_code == 303
    assert "2 世帯を「紙で既読」にしました。" in ume.get(response.location)
    rows = town.rows(select(receipts))
    assert {row.household for row in rows} == set(chosen)
    assert {(row.source, row.officer) for row in rows} == {("proxy", ume.officer)}
    text = words(ume.get(PAGE))
    assert "既読 2 /4 世帯" in text
    assert "紙で (会長 山田)" in text


def test_who_has_read_already_is_not_marked_again(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    town.phone(homes[0]).read(KAIRAN, town.now)
    assert "青木" not in words(ume.get(f"{PAGE}/read?unit=1班&who=paper"))
    assert "石井" in words(ume.get(f"{PAGE}/read?unit=1班&who=paper"))


def test_one_household_can_be_marked(town: Town, ume: Browser, homes: list[Household]) -> None:
    form = f"{PAGE}/read?household={homes[3].id}"
    assert "次の 1 世帯" in words(ume.get(form))
    ume.post(f"{PAGE}/read", form_at=form, data={"household": homes[3].id})
    assert marked(town) == {homes[3].id}


def test_with_one_stranger_among_them_nobody_is_marked(
    town: Town, ume: Browser, homes: list[Household]
) -> None:
    stranger = town.household("松本", MATSU, paper=True)
    data = {"household": [homes[0].id, stranger.id]}
    response = ume.post(f"{PAGE}/read", form_at="/console/", data=data)
    assert response.status_code == 404
    assert marked(town) == set()


def test_choosing_nobody_leads_back(town: Town, ume: Browser, homes: list[Household]) -> None:
    response = ume.post(f"{PAGE}/read", form_at="/console/")
    assert response.location == PAGE
    assert marked(town) == set()


def test_the_log_names_whom_it_marked(town: Town, ume: Browser, homes: list[Household]) -> None:
    ume.post(f"{PAGE}/read", form_at="/console/", data={"household": homes[0].id})
    (row,) = town.rows(select(audit).where(audit.c.action == "receipt.proxy"))
    assert (row.subject, row.details) == (KAIRAN, {"households": [homes[0].id]})
