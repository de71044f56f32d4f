"""The sites as the daemon serves them."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from syncd import sites


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    site = tmp_path / "output" / "machi"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<p>回覧</p>")
    (site / "index.html.br").write_bytes(brotli.compress("<p>回覧</p>".encode()))
    (site / "assets" / "a.js").write_text("export {}")
    (site / "manifest.webmanifest").write_text("{}")
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
