"""Nothing is sent away: models are installed and used where no socket can be opened."""

from __future__ import annotations

import platform
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.translation.engine import Bounds
from plugins.translation.machine import Machine
from plugins.translation.packages import install
from tests.translation.models import ARCHIVE, ENGLISH, JAPANESE, ROOT
from tests.translation.socketless import PYTHON_ENGINE, SOCKET

by_kernel = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in SOCKET,
    reason="only Linux can forbid a call to native code",
)


def socketless(*what: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.translation.socketless", *what],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@by_kernel
def test_a_socket_would_be_the_end() -> None:
    """Else the next test would show nothing."""
    assert socketless("kernel", "open_one").returncode == -signal.SIGSYS
    assert socketless("kernel", "open_one_below").stdout == f"{-signal.SIGSYS}\n"


@by_kernel
def test_neither_we_nor_native_code_nor_the_engine_opens_one(tmp_path: Path) -> None:
    done = socketless("kernel", "translate", str(tmp_path / "models"))

    assert done.stdout.splitlines() == ENGLISH, done.stderr


def test_python_would_refuse_one() -> None:
    done = socketless("python", "open_one")

    assert done.returncode == 1
    assert "PermissionError: socket.__new__" in done.stderr


def test_python_is_asked_for_none(tmp_path: Path) -> None:
    done = socketless("python", "translate", str(tmp_path / "models"))

    assert done.stdout.splitlines() == ENGLISH, done.stderr


def test_none_is_opened_in_this_process_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    install(ARCHIVE, tmp_path / "models")

    with Machine(tmp_path / "models", Bounds(beam=1), PYTHON_ENGINE) as machine:
        assert [one.text for one in machine.translate(JAPANESE, "en")] == ENGLISH
