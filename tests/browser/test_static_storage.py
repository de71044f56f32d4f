"""A site on static storage of its own, the daemon at other addresses, the first of them dead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plugins.build import build
from plugins.settings import Settings
from tests.browser.city import SAKURA
from tests.browser.conftest import new_profile
from tests.browser.daemon import Daemon, free_port
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import COMING, DELIVERED

GUTTER = f"{SAKURA}/sokko"


class Files(SimpleHTTPRequestHandler):
    """What cheap hosting does: files, and nothing else."""

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def storage(tmp_path: Path, daemon: Daemon, static_port: int) -> Iterator[str]:
    """The origin of static storage that holds the city's sites."""
    settings = Settings(
        environ={},
        CONTENT=daemon.content,
        OUTPUT=tmp_path / "output",
        STATE=tmp_path / "var",
        FURIGANA="0",
        SEALING_SECRET=daemon.settings.kept_secret("SEALING_SECRET").hex(),
        DAEMONS=f"http://127.0.0.1:{free_port()} {daemon.url}",
    )
    build(settings)
    handler = partial(Files, directory=str(tmp_path / "output"))
    server = ThreadingHTTPServer(("127.0.0.1", static_port), handler)
    thread = threading.Thread(target=server.serve_forever, name="static storage")
    thread.start()
    yield f"http://127.0.0.1:{static_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


def test_joining_reading_and_answering_go_to_the_daemon_that_lives(
    chromium: Browser, storage: str, office: Office
) -> None:
    card = office.card(SAKURA, "よその置き場の家")
    with new_profile(chromium) as context:
        phone = Phone(context, storage, SAKURA)
        phone.join(card)
        phone.keep_newest(1)

        phone.open()
        expect(phone.entry(f"{SAKURA}/fuho")).to_be_visible()
        phone.open_item(GUTTER)
        phone.answer_event(COMING, people=4)

        expect(phone.state).to_have_text(DELIVERED)
        assert [a.value["headcount"] for a in office.answers(card.household)] == [4]
        assert phone.faults == []
