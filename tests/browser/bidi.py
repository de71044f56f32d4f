"""WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): commands over one WebSocket."""

from __future__ import annotations

import json
from contextlib import ExitStack
from itertools import count
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import connect

LARGEST_MESSAGE = 32 * 1024 * 1024


class BidiError(Exception):
    """The browser refused a command, or a script in it threw."""


class Bidi:
    """A session while it is entered. Commands are answered in order; no events are asked for."""

    def __init__(self, url: str, seconds: float = 30.0) -> None:
        self._seconds = seconds
        self._numbers = count(1)
        self._ending = ExitStack()
        # Pings draw from the one random generator that Hypothesis watches in all other tests.
        self._connecting = connect(
            f"{url}/session",
            max_size=LARGEST_MESSAGE,
            open_timeout=seconds,
            ping_interval=None,
        )

    def __enter__(self) -> Self:
        self._socket = self._ending.enter_context(self._connecting)
        self.call("session.new", capabilities={})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ending.close()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of a command."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._socket.recv(timeout=self._seconds))
            if said.get("id") != number:
                continue
            if said["type"] == "error":
                raise BidiError(f"{method}: {said['error']}: {said['message']}")
            result: dict[str, Any] = said["result"]
            return result
