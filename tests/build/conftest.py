"""Building small cities in temporary folders."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plugins.build import Builder, build
from plugins.orders import Report
from plugins.settings import Settings
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

    def builder(self, jobs: int = 1) -> Builder:
        return Builder(self.settings(), jobs)

    def from_scratch(self) -> dict[str, str]:
        """The digests of what the same content gives elsewhere, at another time, from nothing."""
        with TemporaryDirectory() as folder:
            elsewhere = Path(folder)
            other = replace(
                self,
                content=elsewhere / "texts",
                output=elsewhere / "sites",
                state=elsewhere / "state",
            )
            shutil.copytree(self.content, other.content)
            for file in other.content.rglob("*"):
                os.utime(file, (0, 0))
            other.build()
            return other.digests()

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


@pytest.fixture(autouse=True)
def no_power_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the disk, which other processes keep busy."""
    monkeypatch.setattr(os, "sync", lambda: None)
