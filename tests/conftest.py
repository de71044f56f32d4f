"""What several kinds of tests share: a small content folder written on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

ORGANIZATIONS = {
    "machi/organization.toml": 'kind = "city"\nlanguages = ["ja", "en"]\n[name]\nja = "町市"\nen = "Machi"\n',
    "machi/kita/organization.toml": 'kind = "federation"\n[name]\nja = "北連合"\nen = "North"\n',
    "machi/kita/ume/organization.toml": 'kind = "association"\nunits = ["1班", "2班"]\n'
    '[name]\nja = "梅町会"\nen = "Ume"\n',
    "machi/kita/matsu/organization.toml": 'kind = "association"\nunits = ["1班"]\n'
    '[name]\nja = "松町会"\nen = "Matsu"\n',
    "machi/kita/kodomo/organization.toml": 'kind = "group"\n[name]\nja = "子ども会"\n',
}

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
BROWSER_PATIENCE = 15_000

WriteContent = Callable[[dict[str, str | bytes]], Path]


def write_files(folder: Path, files: dict[str, str | bytes]) -> None:
    for place, data in files.items():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.fixture
def write_content(tmp_path: Path) -> WriteContent:
    """Writes a content folder: a city, a federation, two associations, a group, and the files."""

    def write(files: dict[str, str | bytes]) -> Path:
        content = tmp_path / "content"
        write_files(content, {**ORGANIZATIONS, **files})
        return content

    return write


def circular(title: str = "お知らせ", body: str = "本文です。", **fields: str) -> str:
    """The text of a circular; a field's value is written as it is, as YAML."""
    head = {"title": title, "date": "2026-11-01", **fields}
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"---\n{lines}---\n{body}\n"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one Chromium of a run: Playwright cannot be started twice in a process."""
    expect.set_options(timeout=BROWSER_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
