"""The plan as a function of what is wanted and what is known."""

from __future__ import annotations

from syncd.publishing.built import Built
from syncd.publishing.plan import UNSURE, Manner, difference, marks

UME = "machi/ume"
BUCKET, GZIP = Manner(headers=True, gzip=False), Manner(headers=True, gzip=True)


def built(*places: str) -> Built:
    return Built({place: f"digest of {place}" for place in places}, {UME})


def test_what_is_known_to_be_there_does_not_travel() -> None:
    city = built(f"{UME}/index.html", f"{UME}/sw.js")
    wanted = marks(city, BUCKET)

    plan = difference(wanted, wanted, city, BUCKET)

    assert (plan.parcels, plan.gone, plan.empty) == ([], [], [])


def test_what_is_unsure_travels_or_is_deleted() -> None:
    city = built(f"{UME}/index.html")
    known = {f"{UME}/index.html": UNSURE, f"{UME}/old.html": UNSURE}

    plan = difference(marks(city, BUCKET), known, city, BUCKET)

    assert plan.places() == [f"{UME}/index.html"]
    assert plan.gone == [f"{UME}/old.html"]


def test_files_with_other_headers_travel_apart() -> None:
    city = built(f"{UME}/assets/a.js", f"{UME}/assets/b.css", f"{UME}/icons/c.png", "assets/d.js")

    plan = difference(marks(city, BUCKET), {}, city, BUCKET)

    assert [parcel.places for parcel in plan.parcels] == [
        [f"{UME}/assets/b.css"],
        ["assets/d.js", f"{UME}/assets/a.js"],
        [f"{UME}/icons/c.png"],
    ]


def test_a_storage_without_headers_takes_one_parcel_a_stage() -> None:
    city = built(f"{UME}/assets/a.js", f"{UME}/assets/b.css", f"{UME}/icons/c.png")
    folder = Manner(headers=False, gzip=False)

    assert len(difference(marks(city, folder), {}, city, folder).parcels) == 1


def test_files_stored_in_another_coding_travel_again() -> None:
    city = built(f"{UME}/index.html", f"{UME}/files/a.jpg")

    plan = difference(marks(city, GZIP), marks(city, BUCKET), city, GZIP)

    assert plan.places() == [f"{UME}/index.html"]


def test_an_association_called_files_is_not_kept_for_ever() -> None:
    city = Built({"files/index.html": "x", "files/files/a.jpg": "y"}, {"files"})

    plan = difference(marks(city, BUCKET), {}, city, BUCKET)

    assert [parcel.headers[0] for parcel in plan.parcels] == [
        "Cache-Control: public, max-age=31536000, immutable",
        "Cache-Control: no-cache",
    ]


def test_only_the_topmost_emptied_folders_are_told() -> None:
    city = built(f"{UME}/index.html")
    known = {f"{UME}/en/items/a.html": "1", f"{UME}/en/index.html": "2", "machi/take/x.html": "3"}

    assert difference(marks(city, BUCKET), known, city, BUCKET).empty == [
        "machi/take",
        f"{UME}/en",
    ]
