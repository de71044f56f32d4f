"""Traits: what kind of storage it is, asked once and remembered."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

HASHES = ("md5", "sha1", "sha256")  # those Python makes too, the quickest first


@dataclass(frozen=True)
class Traits:
    """``hash`` is the name of the hash the storage keeps of each file, None without one.

    ``headers``: it keeps the headers of files. ``bucket``: it has no folders. ``partial``: a
    transfer cut off can leave a part of a file under another name.
    """

    hash: str | None
    headers: bool
    bucket: bool
    partial: bool

    def as_text(self) -> str:
        return json.dumps(asdict(self))


def remembered_traits(text: str) -> Traits:
    return Traits(**json.loads(text))


def traits_of(found: dict[str, Any]) -> Traits:
    """The traits of a storage from what ``rclone backend features`` tells of it."""
    can = found["Features"]
    return Traits(
        hash=next((name for name in HASHES if name in (found["Hashes"] or ())), None),
        headers=can["WriteMimeType"],
        bucket=can["BucketBased"],
        partial=can["PartialUploads"],
    )
