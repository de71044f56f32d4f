"""The documents say what is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from plugins.circular_fields import KEYS
from syncd.cli import COMMANDS, group
from syncd.settings import ALL_SETTINGS

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
PLACE = re.compile(r"`((?:plugins|syncd|theme|tests|content|docs|requirements)/[\w./-]*)`")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_link_and_place_exists(document: Path) -> None:
    said = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    links = [document.parent / link for link in LINK.findall(said) if "]" not in link]
    places = [ROOT / place for place in PLACE.findall(said)]

    missing = [
        str(path.relative_to(ROOT))
        for path in [*links, *places]
        if not path.exists() and path.suffix not in {".jpg", ".pdf"}
    ]

    assert missing == []


def test_every_command_is_in_the_readme_and_explains_itself() -> None:
    readme = text("README.md")
    for name in COMMANDS:
        assert f"kairan {name}" in readme
        told = CliRunner().invoke(group, [name, "--help"], prog_name="kairan")
        assert told.exit_code == 0, told.output
        assert f"kairan {name}" in told.output


def test_every_setting_is_documented_as_the_program_says() -> None:
    told = CliRunner().invoke(group, ["settings", "--markdown"], prog_name="kairan")

    assert told.output in text("docs/settings.md")
    assert all(setting.help.endswith(".") for setting in ALL_SETTINGS)


def test_every_front_matter_key_is_documented() -> None:
    documented = text("docs/circulars.md")

    assert [key for key in sorted(KEYS) if f"`{key}`" not in documented] == []


def test_every_dependency_is_justified_and_none_that_is_not_there() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {re.split(r"[\[<>=]", line)[0].lower() for group in groups for line in group}
    documented = text("docs/dependencies.md").lower()
    rows = set(re.findall(r"^\| ([\w-]+) \|", documented, re.MULTILINE)) - {"package"}

    assert [name for name in sorted(wanted) if not re.search(rf"\b{name}\b", documented)] == []
    assert rows - wanted == set()


def test_the_glossary_names_what_the_code_names() -> None:
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| ([^|]+) \|", text("docs/glossary.md"), re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`([A-Za-z_]+)`", row)} - {"incident"}
    code = "\n".join(
        file.read_text("utf-8")
        for folder in ("plugins", "syncd", "theme")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".js", ".html"}
    )

    assert len(names) > 30
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", code)] == []
