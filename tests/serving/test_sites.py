"""The sites as the daemon serves them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from secrets import token_bytes

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from syncd import sites
from syncd.codings import CodedFiles


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    site = tmp_path / "output" / "machi"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<p>回覧</p>")
    (site / "index.html.br").write_bytes(brotli.compress("<p>回覧</p>".encode()))
    (site / "assets" / "a.js").write_text("export {}")
    (site / "manifest.webmanifest").write_text("{}")
    (site / "calendar.html").write_text("<p>予定</p>" * 100)
    (site / "photo.jpg").write_bytes(bytes(range(256)))
    (tmp_path / "secret").write_text("secret")
    app = Flask("test", static_folder=None)
    app.register_blueprint(sites.blueprint(tmp_path / "output"))
    return app.test_client()


def get(client: FlaskClient, place: str, **headers: str) -> TestResponse:
    """The response, its file read and closed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(place, headers=named, buffered=True)


def test_a_folder_is_its_index(client: FlaskClient) -> None:
    assert get(client, "/machi/").get_data(as_text=True) == "<p>回覧</p>"
    assert get(client, "/machi").headers["Location"].endswith("/machi/")


def test_the_browser_gets_the_variant_it_accepts(client: FlaskClient) -> None:
    plain = get(client, "/machi/index.html")
    small = get(client, "/machi/index.html", Accept_Encoding="gzip, br")

    assert plain.headers.get("Content-Encoding") is None
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.data) == plain.data
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert small.content_type == plain.content_type == "text/html; charset=utf-8"


def test_pages_are_revalidated_and_named_bytes_kept_for_ever(client: FlaskClient) -> None:
    page = get(client, "/machi/index.html")
    again = get(client, "/machi/index.html", If_None_Match=page.headers["ETag"])

    assert page.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304
    assert "immutable" in get(client, "/machi/assets/a.js").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("coding", "decoded"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_text_is_compressed_where_no_variant_lies_beside_it(
    client: FlaskClient, coding: str, decoded: Callable[[bytes], bytes]
) -> None:
    plain = get(client, "/machi/calendar.html")
    small = get(client, "/machi/calendar.html", Accept_Encoding=coding)
    seen = get(
        client, "/machi/calendar.html", Accept_Encoding=coding, If_None_Match=small.headers["ETag"]
    )

    assert small.headers["Content-Encoding"] == coding
    assert decoded(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 5
    assert small.headers["ETag"] != plain.headers["ETag"]
    assert small.headers["Vary"] == "Accept-Encoding"
    assert seen.status_code == 304
    assert not seen.data


def test_a_page_built_anew_is_compressed_anew(client: FlaskClient, tmp_path: Path) -> None:
    page = tmp_path / "output/machi/calendar.html"
    before = get(client, "/machi/calendar.html", Accept_Encoding="br")
    page.with_name("new").write_text("<p>来年</p>")
    page.with_name("new").replace(page)

    after = get(
        client,
        "/machi/calendar.html",
        Accept_Encoding="br",
        If_None_Match=before.headers["ETag"],
    )

    assert brotli.decompress(after.data).decode() == "<p>来年</p>"


def test_a_look_at_the_headers_alone_brings_no_bytes(client: FlaskClient) -> None:
    whole = get(client, "/machi/calendar.html", Accept_Encoding="br")
    head = client.head("/machi/calendar.html", headers={"Accept-Encoding": "br"})

    assert not head.data
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize("place", ["/machi/index.html", "/machi/calendar.html"])
def test_a_range_is_one_of_the_bytes_as_they_lie(client: FlaskClient, place: str) -> None:
    coded = get(client, place, Accept_Encoding="br", Range="bytes=0-9")
    plain = get(client, "/machi/photo.jpg", Accept_Encoding="br", Range="bytes=10-19")

    assert coded.status_code == 200
    assert plain.status_code == 206
    assert plain.data == bytes(range(10, 20))


def test_pictures_are_not_compressed(client: FlaskClient) -> None:
    assert "Content-Encoding" not in get(client, "/machi/photo.jpg", Accept_Encoding="br").headers


def test_the_memory_of_codings_is_bounded(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.html" for number in range(20)]
    for file in files:
        file.write_bytes(file.name.encode() + token_bytes(1000))
    kept = CodedFiles(3000)

    first = [kept.coded(file, "gzip").data for file in files]

    assert 0 < kept.bytes <= 3000
    assert [kept.coded(file, "gzip").data for file in files] == first


def test_types(client: FlaskClient) -> None:
    assert get(client, "/machi/assets/a.js").mimetype == "text/javascript"
    assert get(client, "/machi/manifest.webmanifest").mimetype == "application/manifest+json"


@pytest.mark.parametrize(
    "place", ["/../secret", "/machi/../../secret", "/%2e%2e/secret", "/machi/nowhere", "/machi/%00"]
)
def test_what_is_not_there_or_outside_is_not_found(client: FlaskClient, place: str) -> None:
    response = get(client, place)

    assert response.status_code == 404
    assert b"secret" not in response.data
