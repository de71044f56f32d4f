"""docs/hosting/nginx.conf, served by a real nginx."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.publishing.conftest import UME, Sites
from tests.publishing.processes import free_port, listening, until

CONFIGURATION = Path(__file__).parents[2] / "docs/hosting/nginx.conf"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
MAIN = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/kairan.conf;
}}
"""


class Daemon(BaseHTTPRequestHandler):
    """Answers with what it was asked, as something behind a proxy sees it."""

    def do_GET(self) -> None:
        names = ("Host", "X-Forwarded-For", "X-Forwarded-Proto")
        body = " ".join([self.path, *(f"{name}={self.headers[name]}" for name in names)]).encode()
        self.send_response(200)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def daemon() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Daemon)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def port(sites: Sites, daemon: int, tmp_path: Path) -> Iterator[int]:
    """The port of an nginx with our configuration, its paths and ports replaced."""
    sites.write({f"{UME}/calendar.html": "<p>予定</p>" * 200})
    port = free_port()
    text = CONFIGURATION.read_text("utf-8")
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/srv/kairan/output", str(sites.output)),
        ("127.0.0.1:8000", f"127.0.0.1:{daemon}"),
    ):
        assert old in text
        text = text.replace(old, new)
    folder = tmp_path / "nginx"
    folder.mkdir()
    (folder / "kairan.conf").write_text(text, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")
    words = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    checked = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as nginx:
        try:
            until(lambda: listening(port), "nginx")
            yield port
        finally:
            nginx.terminate()


def get(port: int, place: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, place, headers={"Host": "kairan.example.jp", **named})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_the_sites_as_nginx_serves_them(port: int) -> None:
    page, body = get(port, f"/{UME}/")
    assert (page.status, body.decode()) == (200, "<p>梅町会</p>")
    assert get(port, "/")[1].decode() == "<p>町市</p>"

    redirected, _ = get(port, f"/{UME}")
    assert (redirected.status, redirected.headers["Location"]) == (301, f"/{UME}/")

    for place, type_, kept in (
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("index.json", "application/json", "no-cache"),
        ("sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("feed.atom", "application/atom+xml", "no-cache"),
        ("manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("icons/icon-192.png", "image/png", "public, max-age=86400"),
        ("assets/0a1b2c3d4e5f/board.css", "text/css; charset=utf-8", "immutable"),
        ("files/0123456789abcdef0123.jpg", "image/jpeg", "immutable"),
        ("sealed/0123456789abcdef0125.bin", "application/octet-stream", "immutable"),
    ):
        response, _ = get(port, f"/{UME}/{place}")
        assert (place, response.status) == (place, 200)
        assert (place, response.headers["Content-Type"]) == (place, type_)
        assert kept in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_text_is_compressed_and_revalidated(port: int, sites: Sites) -> None:
    place = f"/{UME}/calendar.html"
    plain, whole = get(port, place)
    small, body = get(port, place, Accept_Encoding="gzip")
    seen, nothing = get(port, place, If_None_Match=plain.headers["ETag"])

    assert plain.headers["Content-Encoding"] is None
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(body) == whole
    assert (seen.status, nothing) == (304, b"")
    assert seen.headers["Cache-Control"] == "no-cache"

    # KAIRAN_PRECOMPRESS: what lies beside the file is served as it lies.
    sites.write({f"{UME}/calendar.html.gz": gzip.compress(b"laid beside")})
    assert gzip.decompress(get(port, place, Accept_Encoding="gzip")[1]) == b"laid beside"


@pytest.mark.parametrize("place", ["/nowhere", f"/{UME}/nowhere.html", "/machi/"])
def test_what_is_not_there_is_told_as_a_page(port: int, place: str) -> None:
    response, body = get(port, place)

    assert response.status == 404
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "このページはありません" in body.decode()


def test_the_daemon_answers_at_the_same_origin(port: int) -> None:
    for place in ("/v1/me", "/console/", "/console", "/healthz", "/openapi.json"):
        response, body = get(port, place)
        assert (place, response.status) == (place, 200)
        assert body.decode().split()[:2] == [place, "Host=kairan.example.jp"]
        assert response.headers.get_all("Cache-Control") == ["no-store"]
    assert b"X-Forwarded-For=127.0.0.1 X-Forwarded-Proto=http" in get(port, "/v1/me")[1]
    assert get(port, "/v1nothing")[0].status == 404
