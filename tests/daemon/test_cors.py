"""CORS: browsers may call from the configured site origins, and from nowhere else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.daemon.conftest import SITE_ORIGIN, Village

PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


def test_a_site_may_call(village: Village) -> None:
    phone = village.phone()
    phone.headers["Origin"] = SITE_ORIGIN

    response = phone.call("GET", "/v1/me")

    assert response.headers["Access-Control-Allow-Origin"] == SITE_ORIGIN
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_site_may_read_errors_too(client: FlaskClient) -> None:
    for path, status in (("/v1/me", 401), ("/v1/nothing", 404), ("/v1/join", 405)):
        response = client.get(path, headers={"Origin": SITE_ORIGIN})
        assert response.status_code == status
        assert response.headers["Access-Control-Allow-Origin"] == SITE_ORIGIN


def test_a_preflight_says_what_a_site_may_send(client: FlaskClient) -> None:
    for path in ("/v1/answers", "/v1/subscription", "/v1/join"):
        response = client.options(path, headers={"Origin": SITE_ORIGIN, **PREFLIGHT})
        assert (response.status_code, response.data) == (204, b"")
        assert response.headers["Access-Control-Allow-Origin"] == SITE_ORIGIN
        methods = response.headers["Access-Control-Allow-Methods"].split(", ")
        assert {"GET", "POST", "PUT", "DELETE"} == set(methods)
        allowed = response.headers["Access-Control-Allow-Headers"].lower().split(", ")
        assert {"authorization", "content-type", "accept-language"} == set(allowed)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "*",
        "http://kairan.example.jp",
        "https://kairan.example.jp:8443",
        "https://kairan.example.jp.evil.example",
        "https://evil-kairan.example.jp",
        f"{SITE_ORIGIN}/",
        f"{SITE_ORIGIN} https://evil.example",
    ],
)
def test_nobody_else_may(origin: str, client: FlaskClient) -> None:
    called = client.get("/v1/me", headers={"Origin": origin})
    preflight = client.options("/v1/answers", headers={"Origin": origin, **PREFLIGHT})

    for response in (called, preflight):
        assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


@pytest.mark.settings(ORIGINS="https://one.example https://two.example/")
def test_several_sites_may_share_a_daemon(client: FlaskClient) -> None:
    for origin in ("https://one.example", "https://two.example"):
        response = client.get("/v1/me", headers={"Origin": origin})
        assert response.headers["Access-Control-Allow-Origin"] == origin


@pytest.mark.settings(ORIGINS="")
def test_without_the_setting_only_its_own_origin_may(client: FlaskClient) -> None:
    response = client.get("/v1/me", headers={"Origin": SITE_ORIGIN})

    assert "Access-Control-Allow-Origin" not in response.headers


def test_nothing_is_cached_and_caches_keep_origins_apart(village: Village) -> None:
    response = village.phone().call("GET", "/v1/me")

    assert response.headers["Cache-Control"] == "no-store"
    assert "Origin" in response.headers["Vary"]


def test_nothing_sets_a_cookie(village: Village, client: FlaskClient) -> None:
    phone = village.phone()
    code = village.code(phone.household)

    called = [
        client.post("/v1/join", json={"code": code}),
        phone.call("GET", "/v1/me"),
        phone.call("POST", "/v1/answers", json={"answers": []}),
        phone.call("DELETE", "/v1/subscription"),
        client.get("/healthz"),
        client.get("/openapi.json"),
        client.get("/v1/nothing"),
    ]

    assert [r.status_code for r in called] == [201, 200, 400, 204, 503, 200, 404]
    assert not any("Set-Cookie" in response.headers for response in called)
