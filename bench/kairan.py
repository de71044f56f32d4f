"""Kairan as it is measured: built and served by its own commands, edited like an officer edits."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.city import City, Organization, write_city

MARK = re.compile(r"（訂正\d+）")
TITLE = re.compile(r"^title: .*$", re.MULTILINE)
PAGE = re.compile(r".*item-\d+\.html")


@dataclass(frozen=True)
class Place:
    """The folders of one city below one folder."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def state(self) -> Path:
        return self.folder / "var"

    def write(self, city: City) -> None:
        write_city(self.content, city)

    def source(self, organization: Organization, number: int) -> Path:
        """The Japanese file of an organization's item; numbers begin at 1."""
        return self.content / organization.path / f"{_slug(number)}.md"

    def page(self, site: Organization, organization: Organization, number: int) -> Path:
        """The Japanese page of an organization's item in an association's site."""
        name = f"{organization.path.replace('/', '.')}.{_slug(number)}.html"
        return self.output / site.path / "items" / name

    def index(self, site: Organization) -> Path:
        return self.output / site.path / "index.json"

    def build_command(self) -> list[str]:
        return [
            *(sys.executable, "-m", "syncd", "build", "--content", str(self.content)),
            *("--output", str(self.output), "--state", str(self.state)),
        ]

    def serve_command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "syncd", "serve", "--port", str(port)]

    def environ(self) -> dict[str, str]:
        """The environment for Kairan: these folders, and else the defaults of every setting.

        Furigana are off unless the caller's environment has them on: the others have none.
        """
        kept = {key: value for key, value in os.environ.items() if not key.startswith("KAIRAN_")}
        return {
            **kept,
            "KAIRAN_FURIGANA": os.environ.get("KAIRAN_FURIGANA", "0"),
            "KAIRAN_CONTENT": str(self.content),
            "KAIRAN_OUTPUT": str(self.output),
            "KAIRAN_STATE": str(self.state),
        }


def edited(text: str, mark: str) -> str:
    """A circular's text with ``mark`` in title and body, in place of the one it had."""
    plain = MARK.sub("", text).rstrip()
    return TITLE.sub(lambda title: title[0] + mark, plain, count=1) + f"\n\n{mark}\n"


def mark(number: int) -> str:
    """What an edit leaves in a circular: found in its page and in the index."""
    return f"（訂正{number:06}）"


def count_item_pages(output: Path) -> int:
    """Item pages anywhere below a folder, of Kairan or of a peer."""
    return sum(1 for _, _, names in os.walk(output) for name in names if PAGE.fullmatch(name))


def _slug(number: int) -> str:
    return f"item-{number:03}"
