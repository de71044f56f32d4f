"""Firefox, headless, receiving real pushes from a push service on this machine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.browser.bidi import Bidi, BidiError
from tests.browser.processes import end, end_with_us
from tests.browser.waiting import until

PROGRAM = "firefox-esr"
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
START_SECONDS, STOP_SECONDS = 60.0, 20.0
PREFERENCES: dict[str, bool | int | str] = {
    "dom.push.enabled": True,
    "dom.push.connection.enabled": True,
    "dom.push.testing.allowInsecureServerURL": True,
    "dom.push.retryBaseInterval": 200,
    "permissions.default.desktop-notification": 1,
    "dom.webnotifications.requireuserinteraction": False,
    "alerts.useSystemBackend": False,
    # Nothing leaves this machine.
    "network.dns.disabled": True,
    "network.trr.mode": 5,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class Firefox:
    """One browser with one tab, while it is entered."""

    def __init__(self, folder: Path, push_url: str) -> None:
        self._folder = folder
        self._preferences = {**PREFERENCES, "dom.push.serverURL": push_url}
        self._said: list[str] = []
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        profile = self._folder / "profile"
        profile.mkdir(parents=True)
        lines = [
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in self._preferences.items()
        ]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        command = [PROGRAM, "--headless", "--no-remote", "--profile", str(profile)]
        self._process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0", "about:blank"],
            env={**os.environ, "HOME": str(self._folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=end_with_us,
        )
        self._reader = threading.Thread(target=self._read, name="firefox")
        self._reader.start()
        with ExitStack() as failing:
            failing.callback(self._stop)
            url = until(self._listening, "Firefox is listening", START_SECONDS)
            self._bidi = failing.enter_context(Bidi(url))
            self._ending = failing.pop_all()
        self._tab = self._bidi.call("browsingContext.getTree")["contexts"][0]["context"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ending.close()

    def open(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""
        self._bidi.call("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def see(self, expression: str) -> Any:
        """The JSON value of an expression in the page; a promise's when it is settled."""
        said = self._bidi.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression}) ?? null))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if said["type"] == "exception":
            raise BidiError(f"{expression}: {said['exceptionDetails']['text']}")
        return json.loads(said["result"]["value"])

    def wait_for(self, expression: str, seconds: float = 20.0) -> Any:
        """The value of the expression in the page once it is true."""
        return until(lambda: self.see(expression), expression, seconds)

    def click(self, selector: str) -> None:
        """Click with the mouse, as a person does, once the element is there to be clicked."""
        find = f"document.querySelector({json.dumps(selector)})"
        self.wait_for(f"Boolean({find}?.checkVisibility())")
        self.see(f"{find}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")
        pointer = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": self._element(selector)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": pointer}
        self._bidi.call("input.performActions", context=self._tab, actions=[mouse])

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.click(selector)
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        board = {"type": "key", "id": "keyboard", "actions": keys}
        self._bidi.call("input.performActions", context=self._tab, actions=[board])

    def _element(self, selector: str) -> dict[str, Any]:
        locator = {"type": "css", "value": selector}
        found = self._bidi.call("browsingContext.locateNodes", context=self._tab, locator=locator)
        return {"type": "element", "element": {"sharedId": found["nodes"][0]["sharedId"]}}

    def _listening(self) -> str | None:
        assert self._process.poll() is None, "Firefox ended:\n" + "".join(self._said)
        found = LISTENING.search("".join(self._said))
        return found and found[1]

    def _read(self) -> None:
        assert self._process.stderr
        with self._process.stderr as lines:
            self._said.extend(line.decode("utf-8", "replace") for line in lines)

    def _stop(self) -> None:
        end(self._process, signal.SIGTERM, STOP_SECONDS)
        self._reader.join(STOP_SECONDS)
