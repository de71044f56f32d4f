"""Outputs made by hand, and real storages: an S3 endpoint, an SFTP server, a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from plugins.settings import Settings
from syncd.publishing.publication import Published, publish
from tests.conftest import write_files
from tests.publishing.processes import free_port, listening, until

RCLONE = str(Path(sys.executable).with_name("rclone"))
UME = "machi/kita/ume"
PAGES = {
    "index.html": "<p>町市</p>",
    "icons/favicon-32.png": "icon",
    "assets/0a1b2c3d4e5f/board.js": "export {}",
    f"{UME}/index.html": "<p>梅町会</p>",
    f"{UME}/index.json": "{}",
    f"{UME}/calendar.html": "<p>予定</p>",
    f"{UME}/feed.atom": "<feed/>",
    f"{UME}/manifest.webmanifest": "{}",
    f"{UME}/items/dansui.html": "<p>断水</p>",
    f"{UME}/items/seiso.html": "<p>清掃</p>",
    f"{UME}/en/index.html": "<p>Ume</p>",
    f"{UME}/assets/0a1b2c3d4e5f/board.js": "export {}",
    f"{UME}/assets/0a1b2c3d4e5f/board.css": "p { color: red }",
    f"{UME}/icons/icon-192.png": "icon",
    f"{UME}/files/0123456789abcdef0123.jpg": "photograph",
    f"{UME}/files/0123456789abcdef0124.pdf": "paper",
    f"{UME}/sealed/0123456789abcdef0125.bin": "sealed",
    f"{UME}/sw.js": "self",
}


@dataclass
class Sites:
    """Built sites and the state folder beside them."""

    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def settings(self) -> Settings:
        return Settings(environ={}, OUTPUT=self.output, STATE=self.folder / "var")

    def write(self, files: dict[str, str | bytes]) -> None:
        """Lay files as a build does: new ones in the place of old ones."""
        for place in files:
            (self.output / place).unlink(missing_ok=True)
        write_files(self.output, files)

    def remove(self, *places: str) -> None:
        for place in places:
            (self.output / place).unlink()

    def contents(self) -> dict[str, bytes]:
        return contents(self.output)

    def publish(self, storage: Storage, **options: bool) -> Published:
        return publish(self.settings, storage.remote, **options)

    def forget(self) -> None:
        """Another machine, or a state folder that was lost."""
        shutil.rmtree(self.folder / "var")


@dataclass
class Storage:
    """A storage as rclone calls it, and the folder in which its files can be looked at."""

    remote: str
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def contents(self) -> dict[str, bytes]:
        return contents(self.folder)

    def put(self, place: str, data: bytes) -> None:
        """Somebody else writes to the storage. A server is asked, not gone behind: it caches."""
        self._rclone("rcat", place, data)

    def delete(self, place: str) -> None:
        self._rclone("deletefile", place, b"")

    def _rclone(self, command: str, place: str, data: bytes) -> None:
        words = [RCLONE, command, f"{self.remote}/{place}"]
        subprocess.run(words, input=data, check=True, capture_output=True, timeout=60)

    def state(self) -> dict[str, tuple[int, int]]:
        """By place what changes when a file is written again."""
        return {
            file.relative_to(self.folder).as_posix(): (file.stat().st_ino, file.stat().st_ctime_ns)
            for file in self.folder.rglob("*")
            if file.is_file()
        }


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    made = Sites(tmp_path)
    made.write(dict(PAGES))
    return made


@pytest.fixture(autouse=True)
def own_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own rclone.conf."""
    monkeypatch.setenv("RCLONE_CONFIG", os.devnull)


@contextmanager
def served(kind: str, folder: Path, *options: str) -> Iterator[int]:
    """The port at which rclone serves a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = subprocess.Popen(
        [RCLONE, "serve", kind, str(folder), "--addr", f"127.0.0.1:{port}", *options],
        env={**os.environ, "RCLONE_CONFIG": os.devnull},
        stderr=subprocess.DEVNULL,
    )
    with server:
        try:
            until(lambda: listening(port), f"rclone serve {kind}")
            yield port
        finally:
            server.kill()


def s3_environment(port: int, key: str = "", secret: str = "") -> dict[str, str]:
    facts = {
        "TYPE": "s3",
        "PROVIDER": "Rclone",
        "ENDPOINT": f"http://127.0.0.1:{port}",
        "ACCESS_KEY_ID": key,
        "SECRET_ACCESS_KEY": secret,
    }
    return {f"RCLONE_CONFIG_S3_{name}": value for name, value in facts.items()}


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """An endpoint that lets everybody in; a test has a bucket of its own."""
    folder = tmp_path_factory.mktemp("s3")
    with served("s3", folder) as port:
        yield Storage("s3:", folder, s3_environment(port), f"http://127.0.0.1:{port}/")


@pytest.fixture(scope="session")
def sftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    hidden = subprocess.run(
        [RCLONE, "obscure", "secret"], capture_output=True, text=True, check=True
    ).stdout.strip()
    folder = tmp_path_factory.mktemp("sftp")
    with served("sftp", folder, "--user", "kairan", "--pass", "secret") as port:
        facts = {"TYPE": "sftp", "HOST": "127.0.0.1", "PORT": str(port), "USER": "kairan"}
        named = {f"RCLONE_CONFIG_SSH_{name}": value for name, value in facts.items()}
        yield Storage("ssh:", folder, {**named, "RCLONE_CONFIG_SSH_PASS": hidden})


@pytest.fixture
def storage(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Storage:
    """A folder, or the storage a test asks for by ``on``."""
    kind = getattr(request, "param", "folder")
    if kind == "folder":
        return Storage(str(tmp_path / "storage"), tmp_path / "storage")
    server: Storage = request.getfixturevalue(kind)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    place = f"kairan-{uuid4().hex}/city"
    return Storage(server.remote + place, server.folder / place, {}, server.url + place)


on: Callable[..., pytest.MarkDecorator] = lambda *kinds: pytest.mark.parametrize(  # noqa: E731
    "storage", kinds, indirect=True
)
