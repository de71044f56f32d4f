"""Ingesting: the store's items become those the sites show, the sealed ones unsealed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from syncd.daemon import Daemon
from syncd.items import lookup
from syncd.items.index import UnreadableSites, read_indexes
from syncd.items.lookup import Item
from syncd.store.tables import items, organizations
from tests.conftest import circular
from tests.daemon.conftest import (
    KITA,
    KODOMO,
    MACHI,
    MATSU,
    NOW,
    UME,
    Press,
    Village,
    circulars,
    end_of,
)

HOUR = timedelta(hours=1)
MakePress = Callable[[dict[str, str | bytes]], Press]


@pytest.fixture
def reprinted(printed: Press, tmp_path: Path) -> Press:
    """A copy of the printed sites that may be changed."""
    return Press(shutil.copytree(printed.folder, tmp_path / "press"))


def items_of(daemon: Daemon) -> dict[str, Item]:
    with daemon.store.read() as connection:
        known = list(connection.scalars(items.select().with_only_columns(items.c.id)))
        return lookup.find(connection, known)


def test_every_item_is_known_with_who_may_see_it(printed: Press, daemon: Daemon) -> None:
    done = printed.circulate(daemon)

    known = items_of(daemon)
    written = {place.removesuffix(".md") for place in circulars() if place.count(".") == 1}
    assert set(known) == written
    assert {entry.id for entry in done.changes.baseline} == written
    assert known[f"{UME}/mochi"].scopes == ((UME, "public"),)
    assert known[f"{UME}/fuho"].scopes == ((UME, "members"),)
    assert known[f"{UME}/toban"].scopes == ((UME, "unit:1班"),)
    assert known[f"{UME}/yakuin"].scopes == ((UME, "officers"),)
    assert known[f"{KODOMO}/asobi"].scopes == ((KITA, "group:kodomo"),)
    assert known[f"{KITA}/rengo"].scopes == ((KITA, "public"),)


def test_sealed_items_are_unsealed_for_the_daemon(printed: Press, daemon: Daemon) -> None:
    printed.circulate(daemon)

    known = items_of(daemon)
    assert known[f"{UME}/fuho"].data["title"] == {"ja": "訃報"}
    assert known[f"{UME}/fuho"].data["url"].startswith("sealed.html#")
    form = known[f"{KODOMO}/asobi"].form
    assert form is not None
    assert form["questions"][0]["id"] == "attend"


def test_deadlines_are_moments(printed: Press, daemon: Daemon) -> None:
    printed.circulate(daemon)

    assert items_of(daemon)[f"{UME}/mochi"].deadline == end_of(10)
    assert items_of(daemon)[f"{UME}/kairan"].deadline is None


def test_the_organizations_are_kept_with_their_names(printed: Press, village: Village) -> None:
    printed.circulate(village.daemon)

    kept = {row.path: row for row in village.rows(organizations)}
    assert set(kept) == {MACHI, KITA, UME, MATSU, KODOMO}
    assert kept[UME].names == {"ja": "梅町会", "en": "Ume"}
    assert kept[UME].units == ["1班", "2班"]
    assert kept[KODOMO].reach == KITA
    assert {path for path, row in kept.items() if row.index_digest} == {UME, MATSU}


def test_the_same_sites_again_change_nothing(printed: Press, daemon: Daemon) -> None:
    printed.circulate(daemon)

    done = printed.circulate(daemon, NOW + HOUR)

    assert done.changes == type(done.changes)()
    assert done.deliveries == 0


def test_new_changed_withdrawn_and_returned(reprinted: Press, daemon: Daemon) -> None:
    reprinted.circulate(daemon)
    old = (reprinted.content / UME / "kairan.md").read_text("utf-8")
    (reprinted.content / UME / "kairan.md").unlink()
    reprinted.write(
        {f"{UME}/new.md": circular("新しい"), f"{KITA}/rengo.md": circular("連合会", "変わった")}
    )
    reprinted.build()
    first = reprinted.circulate(daemon, NOW + HOUR).changes
    gone = items_of(daemon)[f"{UME}/kairan"]
    reprinted.write({f"{UME}/kairan.md": old})
    reprinted.build()
    second = reprinted.circulate(daemon, NOW + 2 * HOUR).changes

    assert [entry.id for entry in first.new] == [f"{UME}/new"]
    assert [entry.id for entry in first.changed] == [f"{KITA}/rengo"]
    assert first.withdrawn == (f"{UME}/kairan",)
    assert gone.withdrawn_at == NOW + HOUR
    assert (second.new, second.changed, second.withdrawn) == ((), (), ())
    assert items_of(daemon)[f"{UME}/kairan"].withdrawn_at is None


def test_who_may_see_an_item_changes_with_it(reprinted: Press, daemon: Daemon) -> None:
    reprinted.circulate(daemon)
    reprinted.write({f"{UME}/kairan.md": circular("回覧", audience="officers")})
    reprinted.build()

    reprinted.circulate(daemon, NOW + HOUR)

    assert items_of(daemon)[f"{UME}/kairan"].scopes == ((UME, "officers"),)


def test_an_association_that_leaves_takes_its_items_along(
    reprinted: Press, village: Village
) -> None:
    reprinted.circulate(village.daemon)
    shutil.rmtree(reprinted.content / MATSU)
    reprinted.build()

    done = reprinted.circulate(village.daemon, NOW + HOUR)

    assert done.changes.withdrawn == (f"{MATSU}/matsuri",)
    gone = {row.path: row.gone_at for row in village.rows(organizations)}
    assert gone == {MACHI: None, KITA: None, UME: None, KODOMO: None, MATSU: NOW + HOUR}


def test_an_empty_output_withdraws_nothing(reprinted: Press, daemon: Daemon) -> None:
    reprinted.circulate(daemon)
    shutil.rmtree(reprinted.output)
    reprinted.output.mkdir()

    with pytest.raises(UnreadableSites, match="build the sites first"):
        reprinted.circulate(daemon, NOW + HOUR)

    assert all(item.withdrawn_at is None for item in items_of(daemon).values())


@pytest.mark.parametrize(
    "index",
    ["", "{", "[]", "{}", '{"items": [{"id": "x"}]}', '{"items": [{"sealed": "x"}]}', "\xff"],
)
def test_an_index_that_cannot_be_read_changes_nothing(
    index: str, reprinted: Press, daemon: Daemon
) -> None:
    reprinted.circulate(daemon)
    before = items_of(daemon)
    (reprinted.output / UME / "index.json").write_bytes(index.encode("latin-1"))

    with pytest.raises(UnreadableSites, match=r"index\.json"):
        reprinted.circulate(daemon, NOW + HOUR)

    assert items_of(daemon) == before


def test_a_sealed_entry_that_was_altered_changes_nothing(reprinted: Press, daemon: Daemon) -> None:
    file = reprinted.output / UME / "index.json"
    index = json.loads(file.read_text("utf-8"))
    (sealed, *_) = [entry for entry in index["items"] if "sealed" in entry]
    name = sealed["keys"][0]
    sealed["data"][name] = sealed["data"][name][:-4] + "AAAA"
    file.write_text(json.dumps(index), "utf-8")

    with pytest.raises(UnreadableSites, match="SealError"):
        reprinted.circulate(daemon)

    assert items_of(daemon) == {}


def test_the_wrong_sealing_secret_is_told_and_not_taken_for_nothing(
    printed: Press, daemon: Daemon
) -> None:
    with pytest.raises(UnreadableSites, match="not sealed under"):
        read_indexes(printed.output, printed.tree, b"x" * 32, {})


def test_an_item_of_the_city_is_read_once_though_every_site_shows_it(
    press: MakePress, daemon: Daemon
) -> None:
    made = press({"machi/a.md": circular("市から", audience="members")})

    reading = read_indexes(made.output, made.tree, daemon.sealing, {})

    assert list(reading.entries) == ["machi/a"]
    assert reading.changed == {UME, MATSU}


def test_only_what_changed_is_read_again(reprinted: Press, daemon: Daemon) -> None:
    reprinted.circulate(daemon)
    reprinted.write({f"{MATSU}/new.md": circular("松だけ")})
    reprinted.build()

    done = reprinted.circulate(daemon, NOW + HOUR)

    assert [entry.id for entry in done.changes.new] == [f"{MATSU}/new"]
    assert done.changes.withdrawn == ()


def test_sites_taken_in_by_several_workers_at_once_are_news_once(
    reprinted: Press, village: Village
) -> None:
    reprinted.circulate(village.daemon)
    reprinted.write({f"{UME}/new.md": circular("新しい"), "machi/new.md": circular("市から")})
    reprinted.build()

    with ThreadPoolExecutor(4) as workers:
        done = list(
            workers.map(lambda _: reprinted.circulate(village.daemon, NOW + HOUR), range(4))
        )

    assert sorted(entry.id for one in done for entry in one.changes.new) == [
        f"{UME}/new", "machi/new",
    ]  # fmt: skip
