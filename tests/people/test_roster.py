"""The roster: Excel's habits, every slip told, the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from plugins.organization_files import read_tree
from plugins.organizations import Tree
from syncd.households import Household, find, people_of
from syncd.roster import Effect, RosterError, Row, import_roster, read_roster
from syncd.settings import daemon_settings, database_url
from syncd.store import Store
from syncd.store.migration import migrate
from syncd.store.tables import households
from tests.conftest import WriteContent

UME = "machi/kita/ume"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEADING = "町会,班,世帯,世帯員,紙,グループ,役員\n"
CSV = (
    HEADING
    + f"{UME},1班,辰巳,誠、節子,,kodomo,1\n"
    + f"{UME},2班,髙橋,ハル,1,,\n"
    + f"{UME},2班,グエン,グエン・ヴァン・ナム,,,\n"
)


@pytest.fixture
def tree(write_content: WriteContent) -> Tree:
    return read_tree(write_content({}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(database_url(daemon_settings(environ={}, STATE=tmp_path / "var")))
    migrate(opened)
    yield opened
    opened.close()


def load(store: Store, rows: list[Row], *, dry_run: bool = False) -> list[str]:
    with store.write() as connection:
        done = import_roster(connection, rows, actor="operator", now=NOW, dry_run=dry_run)
    return [difference.effect for difference in done]


def stored(store: Store) -> dict[str, tuple[Household, list[str]]]:
    with store.read() as connection:
        found = [
            find(connection, identifier)
            for identifier in connection.scalars(select(households.c.id)).all()
        ]
        return {
            household.label: (
                household,
                [person.label for person in people_of(connection, household.id)],
            )
            for household in found
            if household
        }


def test_households_come_in_with_people_paper_groups_and_officers(store: Store, tree: Tree) -> None:
    effects = load(store, read_roster(CSV.encode(), tree))

    kept = stored(store)
    tatsumi, people = kept["辰巳"]
    assert effects == [Effect.NEW] * 3
    assert (tatsumi.organization, tatsumi.unit, tatsumi.officer) == (UME, "1班", True)
    assert tatsumi.groups == {("machi/kita", "kodomo")}
    assert people == ["誠", "節子"]
    assert kept["髙橋"][0].paper
    assert kept["グエン"][1] == ["グエン・ヴァン・ナム"]


def test_the_same_file_twice_changes_nothing(store: Store, tree: Tree) -> None:
    rows = read_roster(CSV.encode(), tree)
    load(store, rows)
    before = stored(store)

    effects = load(store, rows)

    assert effects == [Effect.SAME] * 3
    assert stored(store) == before


def test_a_dry_run_tells_and_changes_nothing(store: Store, tree: Tree) -> None:
    load(store, read_roster(CSV.encode(), tree))
    before = stored(store)
    changed = CSV.replace("誠、節子", "誠").replace("グエン,", "グエン二世,")

    effects = load(store, read_roster(changed.encode(), tree), dry_run=True)

    assert effects == [Effect.CHANGED, Effect.SAME, Effect.NEW]
    assert stored(store) == before


def test_a_changed_row_changes_its_household_and_keeps_who_it_is(store: Store, tree: Tree) -> None:
    load(store, read_roster(CSV.encode(), tree))
    before, _ = stored(store)["辰巳"]
    changed = CSV.replace("誠、節子,,kodomo,1", "誠、節子、葵,1,,")

    load(store, read_roster(changed.encode(), tree))

    after, people = stored(store)["辰巳"]
    assert after.id == before.id
    assert (after.paper, after.officer, after.groups) == (True, False, frozenset())
    assert people == ["誠", "節子", "葵"]


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode("utf-8-sig"),
        CSV.encode("cp932", "replace").replace("?橋".encode("cp932"), "髙橋".encode("cp932")),
        CSV.replace("\n", "\r\n").encode(),
        CSV.replace(",", "\t").encode(),
        (CSV + ",,,,,,\n\n").encode(),
        CSV.replace("町会,", "Association,").replace("世帯,", "Household,").encode(),
        CSV.replace("辰巳", '"辰巳"').encode(),
    ],
    ids=["BOM", "Shift_JIS", "CRLF", "tabs", "blank lines", "English", "quoted"],
)
def test_excels_habits_are_understood(data: bytes, tree: Tree) -> None:
    rows = read_roster(data, tree)

    assert [row.label for row in rows] == ["辰巳", "髙橋", "グエン"]
    assert rows[0].people == ("誠", "節子")


@pytest.mark.parametrize(
    ("data", "line", "japanese", "english"),
    [
        (HEADING + "machi/kita/sakura,1班,田中,,,,\n", 2, "町会はありません", "no association"),
        (HEADING + "machi/kita,1班,田中,,,,\n", 2, "町会はありません", "no association"),
        (HEADING + f"{UME},9班,田中,,,,\n", 2, "1班、2班", "1班, 2班"),
        (HEADING + f"{UME},1班,,誠,,,\n", 2, "名前がありません", "no name"),
        (HEADING + f"{UME},1班,田中,,たぶん,,\n", 2, "1 か空欄", "Write 1"),
        (HEADING + f"{UME},1班,田中,,,shobodan,\n", 2, "団体はありません", "no group"),
        (CSV + f"{UME},1班,辰巳,,,,\n", 5, "二度あります", "twice"),
        ("班,世帯員\n1班,誠\n", 1, "町会、世帯", "association, household"),
        ("", 1, "町会、世帯", "association, household"),
    ],
)
def test_every_slip_is_told_with_its_line(
    data: str, line: int, japanese: str, english: str, tree: Tree
) -> None:
    with pytest.raises(RosterError) as told:
        read_roster(data.encode(), tree)

    (slip,) = told.value.slips
    assert slip.line == line
    assert japanese in slip.ja
    assert english in slip.en


def test_all_slips_are_told_at_once(tree: Tree) -> None:
    data = HEADING + f"{UME},9班,田中,,,,\n{UME},1班,佐藤,,?,,\nx,1班,林,,,,\n"

    with pytest.raises(RosterError) as told:
        read_roster(data.encode(), tree)

    assert [slip.line for slip in told.value.slips] == [2, 3, 4]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x81\x00", b"\x81"])
def test_what_is_no_text_is_told(data: bytes, tree: Tree) -> None:
    with pytest.raises(RosterError, match="CSV UTF-8"):
        read_roster(data, tree)
