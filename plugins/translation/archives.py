"""Archives: zip files from strangers, taken apart without believing what they say of themselves."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from plugins.translation.package_error import PackageError

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
CHUNK = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What an archive may hold. ``ratio`` of its own size counts only above ``harmless`` bytes.

    Models shrink to no less than a half, their vocabularies to a tenth.
    """

    archive: int = 2 << 30
    files: int = 1000
    total: int = 4 << 30
    ratio: int = 20
    harmless: int = 8 << 20


LIMITS = Limits()


def extract(archive: IO[bytes], size: int, folder: Path, limits: Limits = LIMITS) -> None:
    """Put the files of an archive of ``size`` bytes into an empty folder.

    Every entry is judged before the first byte is written; sizes are counted again as they come.
    Raises PackageError; what was written by then is the caller's to remove.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _judge(entries, size, limits)
            left = _most(size, limits)
            for entry in entries:
                if not entry.is_dir():
                    left = _write(opened, entry, folder, left)
    except (zipfile.BadZipFile, zipfile.LargeZipFile) as error:
        code = "package.damaged" if zipfile.is_zipfile(archive) else "package.not-zip"
        raise PackageError(code, str(error)) from error
    except (zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise PackageError("package.damaged", str(error)) from error


def _most(size: int, limits: Limits) -> int:
    return min(limits.total, max(limits.harmless, size * limits.ratio))


def _judge(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(entries) > limits.files:
        raise PackageError("package.too-big", f"{len(entries)} files")
    if (total := sum(entry.file_size for entry in entries)) > _most(size, limits):
        raise PackageError("package.too-big", f"{total:,} bytes from {size:,}")
    seen: set[str] = set()
    for entry in entries:
        _judge_entry(entry)
        # Other systems' file names differ neither by case nor by how accents are composed.
        name = unicodedata.normalize("NFC", entry.filename.rstrip("/")).casefold()
        if name in seen:
            raise PackageError("package.duplicate-name", entry.filename)
        seen.add(name)
    for entry in entries:
        if not entry.is_dir() and any(other.startswith(f"{_key(entry)}/") for other in seen):
            raise PackageError("package.duplicate-name", entry.filename)


def _key(entry: zipfile.ZipInfo) -> str:
    return unicodedata.normalize("NFC", entry.filename.rstrip("/")).casefold()


def _judge_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename  # as it stands there, before zipfile mends it
    if not _is_harmless(name):
        raise PackageError("package.unsafe-name", repr(name))
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise PackageError("package.unsafe-kind", name)
    if entry.flag_bits & 0x41:  # encrypted, strongly encrypted
        raise PackageError("package.encrypted", name)
    if entry.compress_type not in METHODS:
        raise PackageError("package.damaged", f"{name}: compression {entry.compress_type}")


def _is_harmless(name: str) -> bool:
    parts = name.rstrip("/").split("/")
    return (
        not any(part in {"", ".", ".."} for part in parts)
        and not any(char in '\\:*?"<>|' or unicodedata.category(char) == "Cc" for char in name)
        and all(len(part.encode()) <= 200 for part in parts)
        and len(parts) <= 10
    )


def _write(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int) -> int:
    file = folder.joinpath(PurePosixPath(entry.filename))
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with opened.open(entry) as source, file.open("xb") as out:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise PackageError("package.too-big", entry.filename)
            out.write(chunk)
    return left
