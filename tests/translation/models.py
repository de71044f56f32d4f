"""The model of the tests, other archives made of it, and processes in which words do harm."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FIXTURE = Path(__file__).parent / "fixture"
ARCHIVE = FIXTURE / "fixture-ja_en.argosmodel"
PHRASES = [
    tuple(line.split("\t")) for line in (FIXTURE / "phrases.tsv").read_text("utf-8").splitlines()
]
JAPANESE = [phrase[0] for phrase in PHRASES]
ENGLISH = [phrase[1] for phrase in PHRASES]

POISONED = (sys.executable, "-P", "-m", "tests.translation.poisoned")


def parts() -> dict[str, bytes]:
    """The files of the model, by their names in the archive."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(name: str) -> str:
    """The whole name of a file of the model."""
    return next(whole for whole in parts() if whole.endswith(name))


def changed(file: Path, changes: dict[str, bytes | None]) -> Path:
    """The model with files replaced, added, or, by None, left out."""
    named = {next((n for n in parts() if n.endswith(k)), k): v for k, v in changes.items()}
    return archive_of(file, {k: v for k, v in {**parts(), **named}.items() if v is not None})


def renamed(file: Path, source: str, target: str, **more: str) -> Path:
    """The model, said to be of other languages."""
    metadata = json.loads(parts()[part("metadata.json")])
    metadata |= {"from_code": source, "to_code": target, **more}
    return changed(file, {"metadata.json": json.dumps(metadata).encode()})


def archive_of(file: Path, files: dict[str, bytes]) -> Path:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    file.write_bytes(data.getvalue())
    return file
