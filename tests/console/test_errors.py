"""Errors are pages too: in both languages, in the look of the rest, and they promise nothing false."""

import logging

import pytest
from sqlalchemy.exc import OperationalError

from syncd.console import home
from tests.console.conftest import Browser, Town

PATHS = ["/console/nothing", "/console/items/no.such.item", "/console/safety/none/x/y"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("language", "title"), [("ja", "このページはありません"), ("en", "There is no such page")]
)
def test_what_is_not_there(town: Town, path: str, language: str, title: str) -> None:
    page = town.browser(language=language).get(path, 404)
    assert title in page
    assert f'<html lang="{language}">' in page
    assert 'class="places"' in page


def test_a_form_sent_where_none_is_taken(ume: Browser) -> None:
    response = ume.post("/console/log/", form_at="/console/")
    assert response.status_code == 404
    assert "このページはありません" in response.text


@pytest.mark.parametrize("path", ["/console/", "/console/households/", "/console/nothing"])
def test_who_is_not_signed_in_is_told_how_to(town: Town, path: str) -> None:
    response = town.app.test_client().get(path)
    assert response.status_code == 401
    assert "サインインしてください" in response.text
    assert "kairan officer invite" in response.text


def test_an_unexpected_failure(
    ume: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(home, "duties_of", fail)
    with caplog.at_level(logging.ERROR):
        page = ume.get("/console/", 500)
    assert "思いがけない問題が起きました" in page
    assert "a secret of the machine" not in page
    assert "a secret of the machine" in caplog.text


def test_a_store_that_does_not_answer(
    ume: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("select", {}, OSError("locked"))

    monkeypatch.setattr(home, "duties_of", fail)
    assert "いまデータを保存できません" in ume.get("/console/", 503)


def test_too_much_at_once(ume: Browser) -> None:
    response = ume.post("/console/households/add", data={"people": "x" * 2_000_000})
    assert response.status_code == 413
    assert "一度に送る量が多すぎます" in response.text


def test_the_address_without_a_slash_leads_to_the_first_page(ume: Browser) -> None:
    response = ume.client.get("/console")
    assert response.status_code in {301, 308}
    assert response.location.endswith("/console/")


def test_the_api_keeps_its_own_errors(town: Town) -> None:
    assert town.app.test_client().get("/v1/nothing").is_json
