"""Running ``kairan`` as its users do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WriteContent, circular

Kairan = Callable[..., subprocess.CompletedProcess[str]]

UME = "machi/kita/ume"


@pytest.fixture
def content(write_content: WriteContent) -> Path:
    return write_content(
        {
            "machi/dansui.md": circular("断水"),
            "machi/dansui.en.md": "---\ntitle: Water cut\n---\nNo water.\n",
            f"{UME}/seiso.md": circular("清掃"),
        }
    )


@pytest.fixture
def kairan(tmp_path: Path, content: Path) -> Kairan:
    """Runs a command in a folder of its own; what it printed and its exit status."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KAIRAN_")},
        "KAIRAN_CONTENT": str(content),
        "KAIRAN_OUTPUT": str(tmp_path / "output"),
        "KAIRAN_STATE": str(tmp_path / "var"),
        "PYTHONWARNINGS": "error",
    }

    def run(*words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "syncd", *words],
            cwd=tmp_path,
            env={**environment, **more},
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
