"""Who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
OUTER = ("syncd.api", "syncd.console", "syncd.cli")
# What puts the parts together, and may know all of them.
ASSEMBLY = {"syncd/app.py", "syncd/web.py", "syncd/__main__.py"}
LONGEST = 300


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def reaches(file: Path, above: str) -> bool:
    return any(name == above or name.startswith(above + ".") for name in imports(file))


def test_the_plugins_know_nothing_of_the_daemon() -> None:
    assert [str(f) for f in modules("plugins") if reaches(f, "syncd")] == []


def test_the_daemons_nouns_know_nothing_of_those_who_ask_them() -> None:
    wrong = [
        f"{place} imports {outer}"
        for file in modules("syncd")
        if (place := file.relative_to(ROOT).as_posix()) not in ASSEMBLY
        for outer in OUTER
        if reaches(file, outer) and not place.startswith(outer.replace(".", "/"))
    ]

    # The console's requests share the API's access to the daemon's parts.
    assert [line for line in wrong if "console/" not in line or "syncd.api" not in line] == []


def test_only_newsroom_build_workers_and_command_line_know_the_build() -> None:
    allowed = ("syncd/cli/", "syncd/newsroom.py", "syncd/build_worker.py")
    wrong = [
        place
        for file in modules("syncd")
        if reaches(file, "plugins.build") or reaches(file, "pelican")
        if not (place := file.relative_to(ROOT).as_posix()).startswith(allowed)
    ]

    assert wrong == []


def test_no_module_is_long_or_named_for_nothing() -> None:
    files = [
        file
        for folder in ("plugins", "syncd", "theme")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".js", ".css", ".html"} and "versions" not in file.parts
    ]

    assert [f.name for f in files if len(f.read_text("utf-8").splitlines()) > LONGEST] == []
    assert [f.name for f in files if f.stem in {"utils", "helpers", "common", "misc"}] == []
