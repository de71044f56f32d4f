"""A village with households, phones and circulars that were really built, in a real store."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from plugins.build import build
from plugins.organization_files import read_tree
from plugins.organizations import Tree
from plugins.settings import Settings
from syncd import devices, households, joining
from syncd.app import create_app
from syncd.circulation import Circulated, circulate
from syncd.clock import iso, read_clock
from syncd.daemon import Daemon, open_daemon
from syncd.households import Household
from syncd.identifiers import new_id
from syncd.settings import daemon_settings
from syncd.store import Store
from syncd.store.migration import migrate
from tests.conftest import ORGANIZATIONS, circular, write_files
from tests.daemon.postgresql import Cluster

MACHI, KITA = "machi", "machi/kita"
UME, MATSU, KODOMO = "machi/kita/ume", "machi/kita/matsu", "machi/kita/kodomo"
SITE_ORIGIN = "https://kairan.example.jp"
SEALING_SECRET = "5e" * 32
TOKYO = ZoneInfo("Asia/Tokyo")
# The day the tests began: midnight must not come between the circulars and what is asked of them.
TODAY = datetime.now(TOKYO).date()
# Where a test gives the moment: noon in Tokyo, so that no hours are quiet.
NOW = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)

Answer = dict[str, Any]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "settings(**settings): what the daemon's settings are")


def day(days: int) -> str:
    """The day so many days from today, as front matter has it."""
    return (TODAY + timedelta(days=days)).isoformat()


def end_of(days: int) -> datetime:
    """The end of that day: the deadline front matter means by it."""
    return datetime.fromisoformat(f"{day(days)}T23:59:59+09:00")


def circulars() -> dict[str, str | bytes]:
    """One item of every kind and audience, issued long ago, open, closed and closed long ago."""
    issued = day(-60)
    starts = f'"{day(30)} 08:00"'
    event = {"date": issued, "kind": "event", "starts": starts}
    return {
        f"{UME}/mochi.md": circular("もちつき", **event, deadline=day(10), headcount="5"),
        f"{UME}/mochi.en.md": "---\ntitle: Rice cakes\n---\nWe pound rice.\n",
        f"{UME}/closed.md": circular("しめきり", **event, deadline=day(-1)),
        f"{UME}/long-closed.md": circular("むかし", date=issued, kind="request", deadline=day(-20)),
        f"{UME}/anketo.md": circular(
            "アンケート",
            date=issued,
            kind="survey",
            comment="false",
            questions="\n  - {id: place, label: どこ, choices: [公園, 集会所]}"
            "\n  - {id: toys, label: 何を, choices: [こま, はね, たこ], multiple: true}"
            "\n  - {id: why, label: なぜ}",
        ),
        f"{UME}/teishutsu.md": circular("提出", date=issued, kind="request"),
        f"{UME}/kairan.md": circular("回覧", date=issued),
        f"{UME}/gomi.md": circular("ごみの出し方", date=issued, kind="page"),
        f"{UME}/fuho.md": circular("訃報", date=issued, audience="members"),
        f"{UME}/toban.md": circular("当番", **event, audience='["unit:1班"]'),
        f"{UME}/yakuin.md": circular("役員会", **event, audience="officers"),
        f"{KITA}/rengo.md": circular("連合会", date=issued),
        f"{KODOMO}/asobi.md": circular("子ども会", **event, audience="group:kodomo"),
        f"{MATSU}/matsuri.md": circular("松まつり", **event),
    }


@dataclass
class Press:
    """A content folder and the sites built of it, as often as a test wants."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def tree(self) -> Tree:
        return read_tree(self.content)

    def write(self, files: dict[str, str | bytes]) -> None:
        write_files(self.content, files)

    def build(self, organization: str | None = None) -> None:
        settings = Settings(
            environ={},
            CONTENT=self.content,
            OUTPUT=self.output,
            STATE=self.folder / "var",
            PRECOMPRESS="",
            SEALING_SECRET=SEALING_SECRET,
        )
        build(settings, organization=organization)

    def circulate(self, daemon: Daemon, now: datetime = NOW) -> Circulated:
        return circulate(daemon, self.output, self.tree, now)


def make_press(folder: Path, files: dict[str, str | bytes]) -> Press:
    press = Press(folder)
    press.write({**ORGANIZATIONS, **files})
    press.build()
    return press


@pytest.fixture
def press(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Press]:
    """Builds the sites of some files below the small tree of organizations."""
    return lambda files: make_press(tmp_path / "press", files)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The sites of ``circulars()``, built once. Not to be changed."""
    return make_press(tmp_path_factory.mktemp("printed"), circulars())


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own."""
    with Cluster() as running:
        yield running


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings in a temporary folder; the mark ``settings`` adds or changes some."""
    given: dict[str, Any] = {
        "STATE": tmp_path / "var",
        "CONTENT": tmp_path / "content",
        "OUTPUT": tmp_path / "output",
        "ORIGINS": SITE_ORIGIN,
        "SEALING_SECRET": SEALING_SECRET,
        "VAPID_SUBJECT": "mailto:board@example.jp",
    }
    marker = request.node.get_closest_marker("settings")
    return daemon_settings({}, **given | (marker.kwargs if marker else {}))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite store nothing is in, its schema made. To be copied."""
    file = tmp_path_factory.mktemp("migrated") / "kairan.db"
    store = Store(f"sqlite:///{file}")
    migrate(store)
    store.close()
    return file


@pytest.fixture
def daemon(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Daemon]:
    """An open daemon, on SQLite unless the fixture is parametrized with ``postgresql``."""
    if getattr(request, "param", "sqlite") == "postgresql":
        database = request.getfixturevalue("cluster").new_database()
        settings = daemon_settings(
            {}, **{name: settings[name] for name in settings.declared} | {"DATABASE": database}
        )
    else:
        # Made anew for every test it would take most of the tests' time.
        shutil.copy(request.getfixturevalue("migrated"), settings.state_folder())
    opened = open_daemon(settings)
    yield opened
    opened.store.close()


@pytest.fixture
def app(daemon: Daemon) -> Flask:
    return create_app(daemon=daemon)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@dataclass
class Phone:
    """A phone that has joined."""

    client: FlaskClient
    household: Household
    id: str
    token: str
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **self.headers}
        return self.client.open(path, method=method, headers=headers, **more)

    def deliver(self, *answers: Answer) -> list[dict[str, Any]]:
        """The results of answers delivered together."""
        response = self.call("POST", "/v1/answers", json={"answers": answers})
        assert response.status_code == 200, response.text
        return list(response.json["results"])

    def status(self, answer: Answer) -> str:
        return str(self.deliver(answer)[0]["status"])

    def me(self) -> dict[str, Any]:
        response = self.call("GET", "/v1/me")
        assert response.status_code == 200, response.text
        return dict(response.json)

    def standing(self) -> dict[tuple[str, str | None], dict[str, Any]]:
        """The answers that count, by item and person."""
        return {(answer["item"], answer["person"]): answer for answer in self.me()["answers"]}


@dataclass
class Village:
    """The village; every helper writes as the daemon itself would."""

    daemon: Daemon
    app: Flask
    now: datetime
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def household(
        self, label: str = "", organization: str = UME, unit: str = "1班", **more: Any
    ) -> Household:
        """A new household; one without a label is called by a number."""
        label = label or f"{next(self.numbers)}番"
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

    def phone(self, household: Household | None = None, language: str = "ja") -> Phone:
        household = household or self.household()
        with self.daemon.store.write() as connection:
            identifier, token = devices.create(
                connection, self.daemon.credentials, household, language=language, now=self.now
            )
        return Phone(self.app.test_client(), household, identifier, token)

    def code(self, household: Household, **more: Any) -> str:
        with self.daemon.store.write() as connection:
            return joining.issue_code(
                connection,
                self.daemon.credentials,
                household.id,
                actor="operator",
                now=self.now,
                **more,
            )

    def rows(self, table: Any, *where: Any) -> list[Any]:
        with self.daemon.store.read() as connection:
            return list(connection.execute(select(table).where(*where)))


@pytest.fixture
def village(daemon: Daemon, app: Flask) -> Village:
    """A village nothing has circulated in yet."""
    return Village(daemon, app, read_clock())


@pytest.fixture
def board(village: Village, printed: Press) -> Village:
    """A village in which ``circulars()`` circulate."""
    printed.circulate(village.daemon, village.now)
    return village


def answer(item: str, value: Any = None, at: datetime | None = None, **more: Any) -> Answer:
    """An answer as a phone's outbox holds it: to an event of Ume's, made just now."""
    at = at or read_clock()
    if value is None:
        value = {"choices": {"attend": ["yes"]}}
    path = item if "/" in item else f"{UME}/{item}"
    return {
        "id": new_id(at), "item": path, "kind": "event", "value": value, "at": iso(at), **more
    }  # fmt: skip


def read_mark(item: str, at: datetime | None = None) -> Answer:
    return answer(item, {}, at, kind="receipt")


def report(check: str, state: str, at: datetime | None = None, **more: Any) -> Answer:
    """A safety report; ``more`` beside ``person`` belongs to its value."""
    person = {"person": more.pop("person")} if "person" in more else {}
    value = {"state": state, **more}
    return {**answer("", value, at, kind="safety", **person), "item": check}
