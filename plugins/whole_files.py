"""Whole files: whoever reads one sees it as it was or as it is, never a part of it."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, text: str, *, lasting: bool = False) -> None:
    """Put a text in the place of a file; with ``lasting`` it is on the disk itself before."""
    new = file.with_name(f"{file.name}.new")
    with new.open("w", encoding="utf-8") as out:
        out.write(text)
        if lasting:
            out.flush()
            os.fsync(out.fileno())
    os.replace(new, file)
