"""docs/hosting/publish.yml: its steps, run as a Git host's CI runs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import UME
from tests.conftest import WriteContent, circular
from tests.publishing.conftest import contents

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.safe_load((ROOT / "docs/hosting/publish.yml").read_text("utf-8"))
JOB = WORKFLOW["jobs"]["publish"]
STEPS = [step for step in JOB["steps"] if "run" in step]
SECRET = "5e" * 32
EXPRESSION = re.compile(r"\$\{\{ (secrets|vars)\.(\w+) }}")


@pytest.fixture
def checkout(tmp_path: Path, write_content: WriteContent) -> Path:
    """The repository as it is in CI, with content of its own."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("plugins", "syncd", "theme", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    content = write_content({f"{UME}/seiso.md": circular("清掃")})
    content.rename(folder / "content")
    return folder


def environment(given: dict[str, str]) -> dict[str, str]:
    """The job's environment with its secrets and variables filled in."""
    own = {
        name: EXPRESSION.sub(lambda found: given.get(found[2], ""), value)
        for name, value in JOB["env"].items()
    }
    return {**{k: v for k, v in os.environ.items() if not k.startswith("KAIRAN_")}, **own}


def test_every_step_does_what_it_says(checkout: Path, tmp_path: Path) -> None:
    storage = tmp_path / "storage"
    given = {"KAIRAN_SEALING_SECRET": SECRET, "KAIRAN_PUBLISH_TO": str(storage)}

    def run_all(*, installing: bool) -> list[str]:
        printed = []
        for step in STEPS:
            if step["name"] == "Install" and not installing:
                continue
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=checkout,
                env=environment(given),
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert done.returncode == 0, f"{step['name']}: {done.stdout}{done.stderr}"
            printed.append(done.stdout)
        return printed

    run_all(installing=True)
    assert contents(storage) == contents(checkout / "output")
    assert (storage / UME / "index.html").exists()
    assert not (checkout / "var/secrets/sealing_secret").exists()

    # The next push: another machine, with what the cache kept.
    kept = JOB["steps"][2]["with"]["path"].split()
    assert all((checkout / folder).is_dir() for folder in kept)
    shutil.rmtree(checkout / "output")
    for folder in (checkout / "var").iterdir():
        if f"var/{folder.name}" not in kept:
            shutil.rmtree(folder)
    (checkout / "content" / UME / "seiso.md").write_text(circular("大清掃"))

    printed = run_all(installing=False)

    assert contents(storage) == contents(checkout / "output")
    assert '"compared": false' in printed[-1]


def test_the_workflow_is_what_the_project_is() -> None:
    steps = {step.get("name", step.get("uses")): step for step in JOB["steps"]}
    publish_extra = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (rclone,) = publish_extra["project"]["optional-dependencies"]["publish"]

    assert f"'{rclone}'" in steps["Install"]["run"]
    assert [step["name"] for step in STEPS] == ["Install", "Check", "Build", "Publish"]
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert WORKFLOW["concurrency"]["cancel-in-progress"] is False
    assert "var/secrets" not in steps["actions/cache@v4"]["with"]["path"]
