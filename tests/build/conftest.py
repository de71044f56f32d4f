"""Building small cities in temporary folders."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.build import build
from plugins.settings import Settings
from plugins.press import Report
from tests.conftest import WriteContent, write_files

SECRET = "5e" * 32


@dataclass
class Workshop:
    """A content folder with its output and state, built as often as a test wants."""

    content: Path
    output: Path
    state: Path
    precompress: str = ""

    def settings(self) -> Settings:
        return Settings(
            environ={},
            CONTENT=self.content,
            OUTPUT=self.output,
            STATE=self.state,
            SEALING_SECRET=SECRET,
            PRECOMPRESS=self.precompress,
        )

    def build(self, organization: str | None = None) -> Report:
        return build(self.settings(), organization=organization)

    def write(self, files: dict[str, str | bytes]) -> None:
        write_files(self.content, files)

    def digests(self) -> dict[str, str]:
        """The digest of every file of the output, by place."""
        return {
            file.relative_to(self.output).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(self.output.rglob("*"))
            if file.is_file()
        }


MakeWorkshop = Callable[[dict[str, str | bytes]], Workshop]


@pytest.fixture
def workshop(tmp_path: Path, write_content: WriteContent) -> MakeWorkshop:
    def make(files: dict[str, str | bytes]) -> Workshop:
        return Workshop(write_content(files), tmp_path / "output", tmp_path / "var")

    return make
