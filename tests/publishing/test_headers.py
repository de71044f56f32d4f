"""What a browser is told of a file: by a real S3 endpoint, over HTTP."""

from __future__ import annotations

import gzip
import urllib.request
from http.client import HTTPMessage

import pytest

from syncd.headers import cache_control, content_type
from syncd.publishing.errors import PublicationError
from tests.publishing.conftest import UME, Sites, Storage, on

IMMUTABLE = "public, max-age=31536000, immutable"


def answer(storage: Storage, place: str) -> tuple[HTTPMessage, bytes]:
    with urllib.request.urlopen(f"{storage.url}/{place}", timeout=10) as response:
        return response.headers, response.read()


@on("s3")
def test_types_and_how_long_a_browser_keeps_a_file(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)

    expected = {
        f"{UME}/index.html": ("text/html; charset=utf-8", "no-cache"),
        f"{UME}/index.json": ("application/json", "no-cache"),
        f"{UME}/items/dansui.html": ("text/html; charset=utf-8", "no-cache"),
        f"{UME}/feed.atom": ("application/atom+xml", "no-cache"),
        f"{UME}/manifest.webmanifest": ("application/manifest+json", "no-cache"),
        f"{UME}/sw.js": ("text/javascript; charset=utf-8", "no-cache"),
        f"{UME}/icons/icon-192.png": ("image/png", "public, max-age=86400"),
        f"{UME}/assets/0a1b2c3d4e5f/board.js": ("text/javascript; charset=utf-8", IMMUTABLE),
        f"{UME}/assets/0a1b2c3d4e5f/board.css": ("text/css; charset=utf-8", IMMUTABLE),
        f"{UME}/files/0123456789abcdef0123.jpg": ("image/jpeg", IMMUTABLE),
        f"{UME}/files/0123456789abcdef0124.pdf": ("application/pdf", IMMUTABLE),
        f"{UME}/sealed/0123456789abcdef0125.bin": ("application/octet-stream", IMMUTABLE),
    }
    for place, (type_, kept) in expected.items():
        headers, body = answer(storage, place)
        assert (place, headers["Content-Type"], headers["Cache-Control"]) == (place, type_, kept)
        assert (content_type(place), cache_control(place)) == (type_, kept)
        assert headers["Content-Encoding"] is None
        assert body == sites.contents()[place]


@on("s3")
def test_text_is_stored_gzip_encoded_where_asked(sites: Sites, storage: Storage) -> None:
    sites.write({f"{UME}/items/long.html": "<p>長い話</p>" * 1000})
    first = sites.publish(storage, gzip=True)

    headers, body = answer(storage, f"{UME}/items/long.html")
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert gzip.decompress(body).decode() == "<p>長い話</p>" * 1000
    assert len(body) < 1000
    assert first.bytes < sum(map(len, sites.contents().values()))
    picture, body = answer(storage, f"{UME}/files/0123456789abcdef0123.jpg")
    assert picture["Content-Encoding"] is None
    assert body == b"photograph"

    assert sites.publish(storage, gzip=True).sent == 0
    # The bytes are the same every time, so that another machine finds them as they should be.
    sites.forget()
    assert sites.publish(storage, gzip=True).sent == 0


@on("s3")
def test_another_coding_is_sent_again_for_text_alone(sites: Sites, storage: Storage) -> None:
    sites.publish(storage, gzip=True)

    sites.publish(storage)

    assert storage.contents() == sites.contents()
    headers, _ = answer(storage, f"{UME}/index.html")
    assert headers["Content-Encoding"] is None


def test_a_storage_without_headers_takes_no_gzip(sites: Sites, storage: Storage) -> None:
    with pytest.raises(PublicationError, match="keeps no headers"):
        sites.publish(storage, gzip=True)

    assert not storage.folder.exists()
