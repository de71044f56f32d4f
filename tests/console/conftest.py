"""A small town with households, officers and items, in a real store, and a browser for officers."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from plugins.organization_files import read_tree
from plugins.organizations import Tree
from plugins.settings import Settings
from syncd import console, devices, households, officers
from syncd.app import create_app
from syncd.clock import iso, read_clock
from syncd.console.sessions import Sessions
from syncd.console.visit import COOKIE
from syncd.daemon import Daemon, open_daemon
from syncd.households import Household
from syncd.identifiers import new_id
from syncd.items.index import Entry, Reading
from syncd.items.ingest import ingest
from syncd.settings import daemon_settings
from tests.conftest import ORGANIZATIONS, write_files

UME, MATSU, KITA, MACHI = "machi/kita/ume", "machi/kita/matsu", "machi/kita", "machi"
KODOMO = "machi/kita/kodomo"
EVENT_FORM = {
    "questions": [
        {
            "id": "attend",
            "label": {"ja": "参加しますか", "en": "Will you take part?"},
            "choices": [
                {"id": "yes", "label": {"ja": "参加する", "en": "Attend"}},
                {"id": "no", "label": {"ja": "参加しない", "en": "Do not attend"}},
            ],
            "multiple": False,
        }
    ],
    "headcount": 5,
    "comment": True,
}


def entry(
    name: str,
    organization: str = UME,
    *,
    reach: str | None = None,
    audience: str = "public",
    kind: str = "event",
    form: Mapping[str, Any] | None = EVENT_FORM,
    deadline: datetime | None = None,
    title: str = "もちつき大会",
) -> Entry:
    """An item as an index shows it, without building a site."""
    reach = organization if reach is None else reach
    data = {
        "id": f"{organization}/{name}",
        "organization": organization,
        "organization_names": {"ja": organization, "en": organization},
        "kind": kind,
        "audience": [audience],
        "priority": "normal",
        "date": "2026-01-01T00:00:00+09:00",
        "starts": None,
        "ends": None,
        "deadline": None if deadline is None else iso(deadline),
        "expires": None,
        "title": {"ja": title, "en": f"{name} in English"},
        "summary": {"ja": ""},
        "place": None,
        "form": form,
        "languages": ["ja"],
        "url": f"items/{name}.html",
        "notify": True,
        "digest": f"{name}{deadline}",
    }
    return Entry(data, ((reach, audience),), reach)


@dataclass
class Town:
    """The town; every helper writes as the daemon itself would."""

    app: Flask
    daemon: Daemon
    tree: Tree
    now: datetime
    entries: dict[str, Entry] = field(default_factory=dict)

    def publish(self, *entries: Entry) -> None:
        self.entries.update({one.id: one for one in entries})
        reading = Reading(changed={o.path for o in self.tree.associations()}, entries=self.entries)
        with self.daemon.store.write() as connection:
            ingest(connection, reading, self.tree, self.now - timedelta(days=30))

    def household(
        self, label: str, organization: str = UME, unit: str = "1班", **more: Any
    ) -> Household:
        with self.daemon.store.write() as connection:
            return households.create(
                connection,
                organization=organization,
                unit=unit,
                label=label,
                actor="operator",
                now=self.now,
                **more,
            )

    def phone(self, household: Household) -> "Phone":
        with self.daemon.store.write() as connection:
            identifier, token = devices.create(
                connection, self.daemon.credentials, household, language="ja", now=self.now
            )
        return Phone(self.app.test_client(), identifier, token)

    def officer(self, organization: str = UME, name: str = "会長 山田") -> str:
        with self.daemon.store.write() as connection:
            return officers.create(
                connection, organization=organization, name=name, actor="operator", now=self.now
            ).id

    def browser(self, organization: str = UME, language: str = "ja", **more: Any) -> "Browser":
        """A browser in which an officer of the organization is signed in."""
        officer = self.officer(organization, **more)
        sessions = Sessions(self.daemon.credentials.derived_secret("console"))
        session = sessions.read(None, self.now).signed_in(officer, self.now)
        client = self.app.test_client()
        client.set_cookie(COOKIE, sessions.write(session), path="/console")
        return Browser(client, officer, {"Accept-Language": language})

    def rows(self, query: Any) -> list[Any]:
        with self.daemon.store.read() as connection:
            return list(connection.execute(query))


@dataclass
class Phone:
    """A joined phone, which speaks to the daemon's API."""

    client: FlaskClient
    id: str
    token: str

    def answer(self, item: str, value: dict[str, Any], at: datetime, **more: Any) -> str:
        """The status the daemon gave the answer."""
        answer = {"id": new_id(at), "item": item, "kind": "event", "value": value, "at": iso(at)}
        response = self.client.post(
            "/v1/answers",
            json={"answers": [{**answer, **more}]},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        assert response.status_code == 200, response.text
        return str(response.json["results"][0]["status"])

    def read(self, item: str, at: datetime) -> str:
        return self.answer(item, {}, at, kind="receipt")

    def report(self, check: str, state: str, at: datetime, **more: Any) -> str:
        note = more.pop("note", "")
        return self.answer(check, {"state": state, "note": note}, at, kind="safety", **more)

    def subscribe(self) -> None:
        response = self.client.put(
            "/v1/subscription",
            json=SUBSCRIPTION | {"endpoint": f"https://push.example.net/{self.id}"},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        assert response.status_code == 200, response.text


# Any point of P-256 will do; this one is the example of RFC 8291, section 5.
SUBSCRIPTION = {
    "keys": {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    }
}


@dataclass
class Browser:
    """An officer's browser. It fills in the form's token as a browser does."""

    client: FlaskClient
    officer: str
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, status: int = 200) -> str:
        response = self.client.get(path, headers=self.headers)
        assert response.status_code == status, f"{path}: {response.status}\n{response.text}"
        return response.text

    def post(self, path: str, *, form_at: str | None = None, **fields: Any) -> TestResponse:
        """Send a form found at ``form_at``; names of fields may hold dots, so give them as a dict."""
        page = self.client.get(form_at or path, headers=self.headers).text
        data = {"token": form_token(page), **fields.pop("data", {}), **fields}
        return self.client.post(path, data=data, headers=self.headers)


def form_token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, page
    return found[1]


def words(html: str) -> str:
    """The text of a page, tags and runs of white space gone: what somebody reads."""
    text = re.sub(r"<(script|style|svg).*?</\1>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small content and a state whose schema is made; copied for each test."""
    folder = tmp_path_factory.mktemp("blank")
    write_files(folder / "content", dict(ORGANIZATIONS))
    open_daemon(settings_in(folder)).store.close()
    return folder


def settings_in(folder: Path) -> Settings:
    places = {"STATE": "var", "OUTPUT": "output", "CONTENT": "content"}
    return daemon_settings({}, **{name: folder / place for name, place in places.items()})


@pytest.fixture
def town(tmp_path: Path, blank: Path) -> Iterator[Town]:
    folder = shutil.copytree(blank, tmp_path / "town")
    daemon = open_daemon(settings_in(folder))
    app = create_app(daemon=daemon, extras=[console.register])
    app.testing = True
    # Exceptions are to become error pages, as for officers.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    town = Town(app, daemon, read_tree(folder / "content"), read_clock())
    town.publish()
    yield town
    daemon.store.close()


@pytest.fixture
def ume(town: Town) -> Browser:
    """An officer of the association Ume."""
    return town.browser(UME)


@pytest.fixture
def soon() -> datetime:
    return datetime.now(UTC) + timedelta(days=3)
