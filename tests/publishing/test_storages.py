"""Every kind of storage becomes what was built, and only what changed travels."""

from __future__ import annotations

import pytest

from syncd.publishing.errors import PublicationError
from tests.publishing.conftest import UME, Sites, Storage, on

every_kind = on("s3", "sftp", "folder")


@every_kind
def test_the_storage_becomes_what_was_built(sites: Sites, storage: Storage) -> None:
    published = sites.publish(storage)

    assert storage.contents() == sites.contents()
    assert published.sent == len(sites.contents())
    assert published.compared


@every_kind
def test_only_what_changed_travels_and_what_is_gone_goes(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)
    before = storage.state()
    sites.write({f"{UME}/index.html": "<p>竹町会</p>", f"{UME}/items/bon.html": "<p>盆</p>"})
    sites.remove(f"{UME}/items/seiso.html")

    published = sites.publish(storage)

    assert storage.contents() == sites.contents()
    after = storage.state()
    written = {place for place in after if after[place] != before.get(place)}
    assert written == {f"{UME}/index.html", f"{UME}/items/bon.html"}
    assert (published.sent, published.deleted, published.compared) == (2, 1, False)

    again = sites.publish(storage)

    assert (again.sent, again.deleted) == (0, 0)
    assert storage.state() == after


@on("s3", "sftp")
def test_a_storage_that_was_tampered_with_is_repaired_by_comparing(
    sites: Sites, storage: Storage
) -> None:
    sites.publish(storage)
    same_size = (storage.folder / f"{UME}/index.html").read_bytes()[::-1]
    storage.put(f"{UME}/index.html", same_size)
    storage.put("stranger.html", b"?")
    storage.delete(f"{UME}/sw.js")

    published = sites.publish(storage, compare=True)

    assert storage.contents() == sites.contents()
    assert (published.sent, published.deleted) == (2, 1)


@on("s3", "folder")
def test_without_a_memory_the_storage_is_asked(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)
    before = storage.state()
    sites.forget()
    sites.write({f"{UME}/index.html": "<p>竹町会</p>"})
    sites.remove(f"{UME}/calendar.html")

    published = sites.publish(storage)

    assert storage.contents() == sites.contents()
    assert (published.sent, published.deleted, published.compared) == (1, 1, True)
    assert len(set(storage.state().items()) - set(before.items())) == 1


@on("s3", "sftp")
def test_names_with_anything_in_them_travel(sites: Sites, storage: Storage) -> None:
    odd = [
        "１班・梅／松.html", "が.html", "が.html", "#?%20&+.html", "[a-z]*{b,c}.html",
        "; - x.html", "~$'\"`\\.html", " leading and trailing .txt", "絵文字🏮.html",
    ]  # fmt: skip
    sites.write({f"{UME}/{name}": name for name in odd})
    sites.publish(storage)
    assert storage.contents() == sites.contents()

    sites.remove(*(f"{UME}/{name}" for name in odd[::2]))
    sites.publish(storage)
    assert storage.contents() == sites.contents()

    sites.forget()
    assert sites.publish(storage).sent == 0


@on("sftp")
def test_folders_that_hold_nothing_any_more_go(sites: Sites, storage: Storage) -> None:
    matsu = {f"machi/kita/matsu/{name}": "x" for name in ("index.html", "items/a[1].html", "sw.js")}
    sites.write(matsu)
    (storage.folder / "machi/kita/mine/empty").mkdir(parents=True)
    sites.publish(storage)
    sites.remove(*matsu)

    sites.publish(storage)

    assert not (storage.folder / "machi/kita/matsu").exists()
    assert (storage.folder / "machi/kita/mine/empty").exists()


def test_what_is_nothing_of_ours_is_not_deleted_unasked(sites: Sites, storage: Storage) -> None:
    storage.folder.mkdir()
    (storage.folder / "wedding.jpg").write_text("photograph")

    with pytest.raises(PublicationError, match=r"wedding\.jpg"):
        sites.publish(storage)
    assert set(storage.contents()) == {"wedding.jpg"}

    sites.publish(storage, compare=True)
    assert storage.contents() == sites.contents()


def test_a_storage_that_was_emptied_is_filled_again(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)
    storage.folder.rename(storage.folder.with_name("elsewhere"))

    sites.publish(storage)

    assert storage.contents() == sites.contents()


def test_two_storages_are_remembered_apart(sites: Sites) -> None:
    one = Storage(str(sites.folder / "one"), sites.folder / "one")
    two = Storage(str(sites.folder / "two"), sites.folder / "two")
    sites.publish(one)
    sites.write({f"{UME}/sw.js": "new"})
    sites.publish(two)

    assert two.contents() == sites.contents()
    assert sites.publish(one).sent == 1
    assert one.contents() == sites.contents()


def test_a_name_that_cannot_be_listed_is_refused(sites: Sites, storage: Storage) -> None:
    sites.write({f"{UME}/a\nb.html": "x"})

    with pytest.raises(PublicationError, match="control character"):
        sites.publish(storage)
