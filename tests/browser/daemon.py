"""The daemon as an operator runs it: web server, worker and watcher, in processes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from plugins.settings import Settings
from syncd.settings import daemon_settings
from tests.browser.processes import end, end_with_us
from tests.browser.waiting import until

REPOSITORY = Path(__file__).parents[2]
KAIRAN = (sys.executable, "-m", "syncd")
START_SECONDS, STOP_SECONDS = 60.0, 30.0


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Daemon:
    """``kairan serve`` on a content folder, with its log in a file. ``port`` stays through restarts."""

    def __init__(self, folder: Path, origins: str = "", *, furigana: bool = False) -> None:
        self.content, self.output = folder / "content", folder / "output"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "daemon.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._chosen = {
            "CONTENT": str(self.content),
            "OUTPUT": str(self.output),
            "STATE": str(folder / "var"),
            "PUBLIC_URL": f"{self.url}/",
            "ORIGINS": origins,
            "VAPID_SUBJECT": "mailto:operator@example.jp",
            "PUSH_ALLOW_LOOPBACK": "1",
            "FURIGANA": "1" if furigana else "0",
        }

    @property
    def settings(self) -> Settings:
        """What it runs with; whoever opens its store beside it needs the same."""
        return daemon_settings({}, **self._chosen)

    def start(self) -> None:
        """Start it and wait until it is well and has published the content."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*KAIRAN, "serve", "--port", str(self.port)],
                cwd=REPOSITORY,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_us,
            )
        until(self._is_well, "the daemon is well", START_SECONDS)

    def kairan(self, *arguments: str) -> str:
        """What a command prints, run as the operator does beside the daemon."""
        return subprocess.run(
            [*KAIRAN, *arguments],
            cwd=REPOSITORY,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=True,
        ).stdout

    def stop(self) -> None:
        """End it gracefully; by force when it takes too long, which is then told."""
        if self._process is None:
            return
        process, self._process = self._process, None
        status = end(process, signal.SIGTERM, STOP_SECONDS)
        assert status == 0, f"the daemon ended with status {status}:\n{self.log()}"

    def log(self, longest: int = 12_000) -> str:
        """The end of what it logged."""
        return self._log.read_text("utf-8")[-longest:] if self._log.exists() else ""

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KAIRAN_")}
        return kept | {f"KAIRAN_{name}": value for name, value in self._chosen.items()}

    def _is_well(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"it ended:\n{self.log()}"
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as response:
                health = json.load(response)
        except (URLError, ConnectionError, TimeoutError):
            return False
        return bool(health["status"] == "ok" and health.get("build", {}).get("status") == "ok")
