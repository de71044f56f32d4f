"""Packages: the translation models installed here, each from an archive nobody had to trust.

A package is a folder below the models' folder, laid out as Argos Translate lays it out, with the
SHA-256 of the archive it came from in ``archive.sha256``. The newest of a pair of languages counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.locks import held
from plugins.translation.archives import CHUNK, LIMITS, Limits, extract
from plugins.translation.package_error import PackageError

RECORD = "archive.sha256"
METADATA = "metadata.json"
UNFINISHED = ".new-"
METADATA_MOST = 1 << 20
# Argos Translate's codes that are not ours. Of two for one language the first is preferred.
ARGOS_CODES = {"zh-Hans": ("zh",), "zh-Hant": ("zt",), "pt-BR": ("pb", "pt")}
_OURS = {argos: ours for ours, codes in ARGOS_CODES.items() for argos in codes}
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_VERSION = re.compile(r"[\w.+-]{1,40}", re.ASCII)


@dataclass(frozen=True)
class Package:
    """An installed model; ``argos_from`` and ``argos_to`` are Argos Translate's codes."""

    argos_from: str
    argos_to: str
    version: str
    sha256: str
    path: Path

    @property
    def from_code(self) -> str:
        return _OURS.get(self.argos_from, self.argos_from)

    @property
    def to_code(self) -> str:
        return _OURS.get(self.argos_to, self.argos_to)

    def __str__(self) -> str:
        return f"{self.from_code}→{self.to_code} {self.version} {self.sha256[:8]}"


def installed(folder: Path) -> list[Package]:
    """The packages of a folder, by their languages; what is no whole package is not among them."""
    found: dict[tuple[str, str], tuple[int, Package]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or not path.is_dir():
            continue
        try:
            package = _package(path, (path / RECORD).read_text("ascii").strip())
            age = (path / RECORD).stat().st_mtime_ns
        except (OSError, UnicodeDecodeError, PackageError):
            continue
        pair = package.argos_from, package.argos_to
        if pair not in found or found[pair][0] < age:
            found[pair] = age, package
    return [package for _, (_, package) in sorted(found.items())]


def install(file: Path, folder: Path, sha256: str = "", limits: Limits = LIMITS) -> Package:
    """Install an ``.argosmodel`` file, in place of what was installed for its languages.

    ``sha256`` is what its publisher says it is; empty: not compared. Raises PackageError, and then
    everything is as it was. One killed leaves a folder that counts for nothing, and the next
    removes it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with held(folder / ".lock"):
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as scratch:
            return _install(file, folder, Path(scratch), sha256.strip().lower(), limits)


def _install(file: Path, folder: Path, scratch: Path, sha256: str, limits: Limits) -> Package:
    copy, content = scratch / "archive", scratch / "content"
    content.mkdir()
    try:
        digest = _copied(file, copy, limits.archive)
    except OSError as error:
        raise PackageError("package.unreadable", f"{file}: {error.strerror}") from error
    if sha256 and digest != sha256:
        raise PackageError("package.sha256", digest)
    with copy.open("rb") as archive:
        extract(archive, copy.stat().st_size, content, limits)
    roots = [path.parent for path in (*content.glob(METADATA), *content.glob(f"*/{METADATA}"))]
    if len(roots) != 1:
        raise PackageError("package.no-metadata")
    (roots[0] / RECORD).write_text(f"{digest}\n", "ascii")
    package = _package(roots[0], digest)
    for path in content.rglob("*"):
        if path.is_file():
            with path.open("rb") as written:
                os.fsync(written.fileno())
    name = f"{package.argos_from}_{package.argos_to}"
    place = folder / f"{name}.{scratch.name.removeprefix(UNFINISHED)}"
    os.replace(roots[0], place)
    for old in folder.glob(f"{name}.*"):
        if old != place:
            shutil.rmtree(old)
    return _package(place, digest)


def _copied(file: Path, copy: Path, most: int) -> str:
    """The SHA-256 of a file, and the file where nobody else changes it."""
    digest = hashlib.sha256()
    left = most
    with file.open("rb") as source, copy.open("wb") as out:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise PackageError("package.too-big", f"{file.name}: more than {most:,} bytes")
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _package(path: Path, digest: str) -> Package:
    """The package a folder is. Raises PackageError when it is none."""
    metadata = _metadata(path / METADATA)
    codes = [metadata.get("from_code"), metadata.get("to_code")]
    if not all(isinstance(code, str) and _CODE.fullmatch(code) for code in codes):
        raise PackageError("package.broken-metadata", "from_code, to_code")
    version = metadata.get("package_version")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise PackageError("package.broken-metadata", "package_version")
    if metadata.get("type", "translate") != "translate" or codes[0] == codes[1]:
        raise PackageError("package.broken-metadata", "type")
    for part in (("sentencepiece.model", "bpe.model"), ("model/model.bin",)):
        if not any((path / name).is_file() for name in part):
            raise PackageError("package.incomplete", part[0])
    if not any(path.glob("model/*vocabulary*")):
        raise PackageError("package.incomplete", "model/*vocabulary*")
    return Package(str(codes[0]), str(codes[1]), version, digest, path)


def _metadata(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise PackageError("package.no-metadata")
    if file.stat().st_size > METADATA_MOST:
        raise PackageError("package.broken-metadata", "size")
    try:
        metadata = json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise PackageError("package.broken-metadata", str(error)) from error
    if not isinstance(metadata, dict):
        raise PackageError("package.broken-metadata", "{ }")
    return metadata
