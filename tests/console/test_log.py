"""The log: every look at personal data and every change, the newest first."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from syncd import audit as audit_notes
from syncd.console.auditing import PER_PAGE
from syncd.console.deeds import DEEDS
from syncd.safety import checks
from syncd.store.tables import audit
from tests.console.conftest import KITA, MATSU, UME, Browser, Town, entry, words

LOG = "/console/log/"


@pytest.fixture
def looked_at(town: Town, soon: datetime) -> dict[str, str]:
    """Each page with names, and the action a look at it is."""
    home = town.household("梅沢")
    town.phone(home).report("safety", "safe", town.now)
    town.publish(entry("mochi", deadline=soon))
    with town.daemon.store.write() as connection:
        check = checks.start(
            connection,
            organization=UME,
            titles={"ja": "訓練", "en": "Drill"},
            drill=True,
            actor="operator",
            now=town.now,
        ).id
    item = "/console/items/machi.kita.ume.mochi"
    return {
        item: "item.look",
        f"{item}/households/{home.id}": "answer.look",
        f"{item}/read?unit=1班&who=everyone": "item.look",
        f"{item}/answers.csv": "item.download",
        "/console/safety/": "safety-report.look",
        f"/console/safety/{check}": "safety-check.look",
        f"/console/safety/{check}/sheet": "safety-check.look",
        f"/console/safety/{check}/households/{home.id}": "safety-report.look",
        "/console/households/": "households.look",
        f"/console/households/{home.id}": "household.look",
        f"/console/households/{home.id}/move-out": "household.look",
    }


def test_every_look_at_personal_data_is_written_down(
    town: Town, ume: Browser, looked_at: dict[str, str]
) -> None:
    mine = audit.c.actor == f"officer:{ume.officer}"
    for path, action in looked_at.items():
        before = town.rows(select(func.max(audit.c.id)))[0][0]
        assert "梅沢" in ume.get(path), path
        rows = town.rows(select(audit).where(mine, audit.c.id > before))
        assert [(row.action, row.organization) for row in rows] == [(action, UME)], path


def test_pages_without_names_write_nothing(town: Town, ume: Browser, soon: datetime) -> None:
    town.household("梅沢")
    town.publish(entry("mochi", deadline=soon))
    number = select(func.count()).select_from(audit)
    before = town.rows(number)
    for path in ("/console/", "/console/items/", "/console/safety/", "/console/safety/start"):
        assert "梅沢" not in ume.get(path)
    assert town.rows(number) == before
    above = town.browser(KITA, name="事務局")
    before = town.rows(number)
    for path in ("/console/items/", "/console/households/", "/console/bulbs/"):
        above.get(path)
    assert town.rows(number) == before


def test_it_says_who_did_what_to_whom_the_newest_first(town: Town, ume: Browser) -> None:
    home = town.household("梅沢")
    ume.get(f"/console/households/{home.id}")
    ume.post(f"/console/households/{home.id}/card", form_at="/console/")
    text = words(ume.get(LOG))
    made, looked, added = (
        text.index(deed)
        for deed in (
            "会長 山田 参加カードを作りました 梅沢",
            "会長 山田 世帯のページを見ました 梅沢",
            "運営者 世帯を加えました 梅沢",
        )
    )
    assert made < looked < added


def test_another_associations_rows_are_not_shown(town: Town, ume: Browser) -> None:
    other = town.browser(MATSU, name="松の会長")
    home = town.household("松本", MATSU)
    other.get(f"/console/households/{home.id}")
    other.post(f"/console/households/{home.id}/card", form_at="/console/")
    text = words(ume.get(LOG))
    assert "松の会長" not in text
    assert "松本" not in text


def test_older_rows_are_a_page_further(town: Town, ume: Browser) -> None:
    with town.daemon.store.write() as connection:
        for number in range(PER_PAGE + 5):
            audit_notes.note(
                connection,
                actor="daemon",
                action=f"test.{number}",
                subject="x",
                organization=UME,
                now=town.now,
            )
    page = ume.get(LOG)
    assert f"test.{PER_PAGE + 4}<" in page
    assert "test.1<" not in page
    older = page.partition("?before=")[2].partition('"')[0]
    second = ume.get(f"{LOG}?before={older}")
    assert "test.1<" in second
    assert f"test.{PER_PAGE + 4}<" not in second


def test_every_action_the_console_and_the_core_write_has_a_name(
    town: Town, ume: Browser, looked_at: dict[str, str]
) -> None:
    for path in looked_at:
        ume.get(path)
    ume.get(LOG)
    written = {row.action for row in town.rows(select(audit.c.action))}
    assert len(written) > 8
    assert written <= DEEDS.keys()
