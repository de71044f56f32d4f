"""Every form carries a token bound to the session; without it nothing changes (CSRF)."""

import pytest
from sqlalchemy import func, select

from syncd.store.tables import audit
from tests.console.conftest import UME, Browser, Town, entry, form_token


@pytest.fixture
def targets(town: Town) -> list[str]:
    """The addresses of every form that changes something."""
    household = town.household("山田")
    phone = town.phone(household)
    town.publish(entry("mochi"))
    item = "/console/items/machi.kita.ume.mochi"
    home = f"/console/households/{household.id}"
    return [
        "/console/sign-out",
        f"{item}/households/{household.id}",
        f"{item}/read",
        "/console/safety/start",
        "/console/safety/none/close",
        "/console/safety/none/sheet",
        f"/console/safety/none/households/{household.id}",
        "/console/households/add",
        f"{home}/card",
        f"{home}/move-out",
        f"{home}/devices/{phone.id}/revoke",
    ]


def test_every_post_is_in_the_list_above(town: Town, targets: list[str]) -> None:
    posts = {
        str(rule.endpoint)
        for rule in town.app.url_map.iter_rules()
        if rule.endpoint.startswith("console.") and "POST" in (rule.methods or ())
    }
    adapter = town.app.url_map.bind("localhost")
    covered = {adapter.match(target, method="POST")[0] for target in targets}
    assert posts - covered == {"console.entrance.sign_in", "console._nothing_here"}


def test_a_form_without_the_token_changes_nothing(
    town: Town, ume: Browser, targets: list[str]
) -> None:
    before = town.rows(select(func.count()).select_from(audit))
    for target in targets:
        response = ume.client.post(target, data={"label": "x"})
        assert response.status_code == 403, target
        assert "この画面は古くなっています" in response.text
    assert town.rows(select(func.count()).select_from(audit)) == before


def test_another_officers_token_is_refused(town: Town, ume: Browser) -> None:
    other = form_token(town.browser(UME, name="副会長").get("/console/"))
    assert ume.client.post("/console/sign-out", data={"token": other}).status_code == 403
    assert ume.get("/console/")
