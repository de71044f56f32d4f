"""A city whose Japanese pages have furigana, as they have unless an operator chose otherwise.

Tests of the folder above look for words as they are written, which readings among them would hide.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.city import SAKURA, write_city
from tests.browser.daemon import Daemon, free_port
from tests.browser.office import Office
from tests.browser.waiting import until


@pytest.fixture(scope="session")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    running = Daemon(
        tmp_path_factory.mktemp("furigana"),
        origins=f"http://127.0.0.1:{free_port()}",
        furigana=True,
    )
    write_city(running.content)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def office(daemon: Daemon) -> Iterator[Office]:
    office = Office(daemon)
    until(lambda: office.knows(f"{SAKURA}/sokko"), "the daemon knows the items")
    yield office
    office.close()
