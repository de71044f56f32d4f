"""One city, one daemon and one browser of each kind a run; a fresh phone a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.city import SAKURA, write_city
from tests.browser.daemon import Daemon, free_port
from tests.browser.desk import Desk
from tests.browser.firefox import Firefox
from tests.browser.office import Office
from tests.browser.phone import HEIGHT, WIDTH, Phone
from tests.browser.push_service import PushService
from tests.browser.waiting import until

HERE = Path(__file__).parent
DAEMON = pytest.StashKey[Daemon]()

MakePhone = Callable[..., Phone]
MakeDesk = Callable[..., Desk]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "last: takes minutes, so that it runs after all others")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A failure shows what the daemon logged."""
    report: Any = yield
    daemon = item.session.stash.get(DAEMON, None)
    if report.failed and daemon is not None:
        report.sections.append(("the daemon's log", daemon.log()))
    return report


@pytest.fixture(scope="session")
def static_port() -> int:
    """Where a test may put static storage of its own; the daemon admits that origin."""
    return free_port()


@pytest.fixture(scope="session")
def daemon(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, static_port: int
) -> Iterator[Daemon]:
    running = Daemon(tmp_path_factory.mktemp("city"), origins=f"http://127.0.0.1:{static_port}")
    write_city(running.content)
    request.session.stash[DAEMON] = running
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def office(daemon: Daemon) -> Iterator[Office]:
    office = Office(daemon)
    # A site is published a moment before the daemon has taken its items in.
    until(lambda: office.knows(f"{SAKURA}/sokko"), "the daemon knows the items")
    yield office
    office.close()


def new_profile(chromium: Browser, **options: Any) -> BrowserContext:
    """A browser profile on a small phone, with nothing in it."""
    chosen: dict[str, Any] = {
        "viewport": {"width": WIDTH, "height": HEIGHT},
        "locale": "ja-JP",
        "timezone_id": "Asia/Tokyo",
        "permissions": ["background-sync", "notifications"],
    }
    return chromium.new_context(**{**chosen, **options})


@pytest.fixture
def make_phone(chromium: Browser, daemon: Daemon) -> Iterator[MakePhone]:
    """Makes phones, each a browser profile of its own; none of them may have thrown."""
    phones: list[Phone] = []

    def make(association: str = SAKURA, **options: Any) -> Phone:
        phones.append(Phone(new_profile(chromium, **options), daemon.url, association))
        return phones[-1]

    yield make
    for phone in phones:
        phone.context.close()
    assert [fault for phone in phones for fault in phone.faults] == []


@pytest.fixture
def phone(make_phone: MakePhone) -> Phone:
    """A phone on 桜町会's board that has not joined."""
    return make_phone()


@pytest.fixture
def make_desk(chromium: Browser, daemon: Daemon, office: Office) -> Iterator[MakeDesk]:
    """Makes desks of officers who have signed in at an organization."""
    desks: list[Desk] = []

    def make(organization: str = SAKURA, **options: Any) -> Desk:
        desks.append(Desk(new_profile(chromium, **options), daemon.url))
        desks[-1].sign_in(office.officer_link(organization))
        return desks[-1]

    yield make
    for desk in desks:
        desk.context.close()


@pytest.fixture(scope="session")
def push_service() -> Iterator[PushService]:
    with PushService() as service:
        yield service


@pytest.fixture(scope="session")
def firefox(
    tmp_path_factory: pytest.TempPathFactory, push_service: PushService
) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox"), push_service.url) as running:
        yield running
