"""Officers sign in by a link that works once, and lose the session when they should."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select, update

from syncd import officers
from syncd.console.sessions import Sessions
from syncd.console.visit import COOKIE
from syncd.officers import LINK_LIFETIME, Officer
from syncd.store.tables import audit, officer_links
from syncd.store.tables import officers as officer_rows
from tests.console.conftest import UME, Town, form_token, words


def invite(town: Town, name: str = "会長 山田") -> tuple[Officer, str]:
    with town.daemon.store.write() as connection:
        officer = officers.create(
            connection, organization=UME, name=name, actor="operator", now=town.now
        )
        token = officers.invite(connection, officer.id, actor="operator", now=town.now)
    return officer, f"/console/sign-in/{token}"


def press(client: FlaskClient, link: str) -> int:
    """The status of pressing the button on the link's page."""
    token = form_token(client.get(link).text)
    return client.post(link, data={"token": token}).status_code


def test_the_link_shows_who_and_lets_in_by_its_button(town: Town) -> None:
    _, link = invite(town)
    client = town.app.test_client()
    page = words(client.get(link).text)
    assert "会長 山田" in page
    assert "梅町会" in page
    assert press(client, link) == 303
    assert "きょう、すること" in client.get("/console/").text


def test_a_messenger_fetching_the_link_does_not_use_it_up(town: Town) -> None:
    _, link = invite(town)
    for _ in range(3):
        assert town.app.test_client().get(link).status_code == 200
    assert press(town.app.test_client(), link) == 303


def test_the_link_works_once_only(town: Town) -> None:
    _, link = invite(town)
    late = town.app.test_client()
    token = form_token(late.get(link).text)
    assert press(town.app.test_client(), link) == 303
    refused = late.post(link, data={"token": token})
    assert refused.status_code == 410
    assert "このリンクはもう使えません" in refused.text
    assert "kairan officer invite" in refused.text
    assert late.get("/console/").status_code == 401


def test_an_expired_link_is_refused_with_the_way_to_a_new_one(town: Town) -> None:
    officer, link = invite(town)
    client = town.app.test_client()
    token = form_token(client.get(link).text)
    with town.daemon.store.write() as connection:
        connection.execute(
            update(officer_links)
            .where(officer_links.c.officer == officer.id)
            .values(expires_at=town.now - LINK_LIFETIME)
        )
    for response in (client.get(link), client.post(link, data={"token": token})):
        assert response.status_code == 410
        assert "kairan officer invite" in response.text


def test_an_unknown_link_is_refused(town: Town) -> None:
    response = town.app.test_client().get("/console/sign-in/nobody-knows-this")
    assert response.status_code == 410
    assert "kairan officer invite" in response.text


def test_a_revoked_officers_link_and_session_end_at_once(town: Town) -> None:
    officer, link = invite(town)
    client = town.app.test_client()
    assert press(client, link) == 303
    assert client.get("/console/").status_code == 200
    with town.daemon.store.write() as connection:
        spare = officers.invite(connection, officer.id, actor="operator", now=town.now)
        officers.revoke(connection, officer.id, actor="operator", now=town.now)
    assert client.get("/console/").status_code == 401
    assert client.get(f"/console/sign-in/{spare}").status_code == 410


def test_signing_in_and_out_is_in_the_log(town: Town) -> None:
    officer, link = invite(town)
    client = town.app.test_client()
    press(client, link)
    token = form_token(client.get("/console/").text)
    assert client.post("/console/sign-out", data={"token": token}).status_code == 303
    assert client.get("/console/").status_code == 401
    actions = select(audit.c.action).where(audit.c.actor == f"officer:{officer.id}")
    assert [row.action for row in town.rows(actions)] == [
        "officer.sign-in-by-link",
        "officer.sign-out",
    ]


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_in_clear(town: Town) -> None:
    _, link = invite(town)
    secure = town.app.test_client().get(link, base_url="https://kairan.example.jp")
    cookie = secure.headers["Set-Cookie"]
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/console", "Max-Age=2592000"):
        assert part in cookie
    plain = town.app.test_client().get(link)
    assert "Secure" not in plain.headers["Set-Cookie"]


def test_a_session_idle_for_more_than_thirty_days_has_ended(town: Town) -> None:
    officer, _ = invite(town)
    sessions = Sessions(town.daemon.credentials.derived_secret("console"))
    for days, status in ((29, 200), (31, 401)):
        then = town.now - timedelta(days=days)
        cookie = sessions.write(sessions.read(None, then).signed_in(officer.id, then))
        client = town.app.test_client()
        client.set_cookie(COOKIE, cookie, path="/console")
        assert client.get("/console/").status_code == status


def test_a_forged_cookie_lets_nobody_in(town: Town) -> None:
    officer, _ = invite(town)
    forged = Sessions("another secret")
    client = town.app.test_client()
    session = forged.read(None, town.now).signed_in(officer.id, town.now)
    client.set_cookie(COOKIE, forged.write(session), path="/console")
    assert client.get("/console/").status_code == 401


def test_the_session_has_a_new_name_after_sign_in(town: Town) -> None:
    _, link = invite(town)
    client = town.app.test_client()
    before = form_token(client.get(link).text)
    press(client, link)
    after = form_token(client.get("/console/").text)
    assert before != after
    assert client.post("/console/sign-out", data={"token": before}).status_code == 403


def test_an_officer_of_an_organization_that_is_gone_is_signed_out(town: Town) -> None:
    officer, link = invite(town)
    client = town.app.test_client()
    press(client, link)
    with town.daemon.store.write() as connection:
        connection.execute(
            update(officer_rows)
            .where(officer_rows.c.id == officer.id)
            .values(organization="machi/kita/gone")
        )
    assert client.get("/console/").status_code == 401
