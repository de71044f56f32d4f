"""Whole files: whoever reads one sees it as it was or as it is, never a part of it."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, data: str | bytes, *, lasting: bool = False) -> None:
    """Put other bytes in the place of a file; with ``lasting`` they are on the disk before."""
    new = file.with_name(f"{file.name}.new")
    with new.open("wb") as out:
        out.write(data.encode() if isinstance(data, str) else data)
        if lasting:
            out.flush()
            os.fsync(out.fileno())
    os.replace(new, file)
