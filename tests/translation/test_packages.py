"""Packages: what is installed, and what is refused of archives that strangers made."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.translation.archives import Limits
from plugins.translation.package_error import PackageError
from plugins.translation.packages import install, installed
from plugins.translation.routes import route
from tests.translation.models import ARCHIVE, archive_of, changed, part, parts, renamed

SHA256 = hashlib.sha256(ARCHIVE.read_bytes()).hexdigest()


def refusal(file: Path, folder: Path, sha256: str = "", limits: Limits | None = None) -> str:
    """The code of the error, once nothing is left of the attempt and all is told."""
    with pytest.raises(PackageError) as caught:
        install(file, folder, sha256, limits or Limits())
    assert [path.name for path in folder.iterdir()] == [".lock"]
    assert not list(folder.parent.glob("**/evil*"))
    ja, en = str(caught.value).split("\n    ")
    assert ja.endswith("ください。")
    assert en.endswith(".")
    return caught.value.code


def crafted(file: Path, *entries: tuple[zipfile.ZipInfo, bytes]) -> Path:
    """The model and entries as zipfile would not write them by itself."""
    data = io.BytesIO(ARCHIVE.read_bytes())
    with zipfile.ZipFile(data, "a") as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    file.write_bytes(data.getvalue())
    return file


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)
    found.external_attr = mode << 16
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    return tmp_path / "bad.argosmodel"


def test_a_model_is_installed_and_found(folder: Path) -> None:
    package = install(ARCHIVE, folder, SHA256.upper())

    assert installed(folder) == [package]
    assert (package.from_code, package.to_code, package.version) == ("ja", "en", "0.0.1")
    assert package.sha256 == SHA256
    assert (package.path / "archive.sha256").read_text() == f"{SHA256}\n"
    assert str(package) == f"ja→en 0.0.1 {SHA256[:8]}"
    assert {
        file.relative_to(package.path).as_posix(): file.read_bytes()
        for file in package.path.rglob("*")
        if file.is_file() and file.name != "archive.sha256"
    } == {name.partition("/")[2]: data for name, data in parts().items()}


def test_only_the_owner_may_look_at_models(folder: Path) -> None:
    package = install(ARCHIVE, folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert package.path.is_dir()


def test_no_folder_is_no_packages(tmp_path: Path) -> None:
    assert installed(tmp_path / "none") == []


def test_installing_again_replaces(folder: Path, tmp_path: Path) -> None:
    install(ARCHIVE, folder)
    newer = renamed(tmp_path / "new.argosmodel", "ja", "en", package_version="1.2")

    package = install(newer, folder)

    assert installed(folder) == [package]
    assert package.version == "1.2"
    assert len([path for path in folder.iterdir() if not path.name.startswith(".")]) == 1


def test_installing_the_same_again_mends_it(folder: Path) -> None:
    (install(ARCHIVE, folder).path / "model/model.bin").write_bytes(b"")

    package = install(ARCHIVE, folder)

    assert (package.path / "model/model.bin").read_bytes() == parts()[part("model.bin")]


def test_a_refused_one_leaves_what_was_installed(folder: Path, evil: Path) -> None:
    package = install(ARCHIVE, folder)

    with pytest.raises(PackageError):
        install(changed(evil, {"model.bin": None}), folder)

    assert installed(folder) == [package]


@pytest.mark.parametrize(
    ("argos", "ours"),
    [("zh", "zh-Hans"), ("zt", "zh-Hant"), ("pb", "pt-BR"), ("pt", "pt-BR"), ("ko", "ko")],
)
def test_argos_has_its_own_codes(folder: Path, tmp_path: Path, argos: str, ours: str) -> None:
    package = install(renamed(tmp_path / "m.argosmodel", "ja", argos), folder)

    assert package.to_code == ours
    assert route([package], ours) == (package,)


def test_a_route_is_direct_if_it_can_be(folder: Path, tmp_path: Path) -> None:
    def model(source: str, target: str) -> None:
        install(renamed(tmp_path / "m.argosmodel", source, target), folder)

    def found(language: str) -> list[str]:
        return [f"{p.argos_from}-{p.argos_to}" for p in route(installed(folder), language)]

    model("en", "pt")
    assert found("pt-BR") == []
    model("ja", "en")
    assert found("pt-BR") == ["ja-en", "en-pt"]
    model("en", "pb")
    assert found("pt-BR") == ["ja-en", "en-pb"]
    model("ja", "pt")
    assert found("pt-BR") == ["ja-pt"]
    assert found("en") == ["ja-en"]
    assert found("ja") == found("easy") == found("ko") == []


def test_another_sha256(folder: Path) -> None:
    assert refusal(ARCHIVE, folder, "0" * 64) == "package.sha256"


def test_no_file(folder: Path, tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.argosmodel", folder) == "package.unreadable"
    assert refusal(tmp_path, folder) == "package.unreadable"


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"<html>not found</html>", b"PK\x03\x04"])
def test_no_zip(folder: Path, evil: Path, data: bytes) -> None:
    evil.write_bytes(data)

    assert refusal(evil, folder) == "package.not-zip"


def test_a_download_cut_short(folder: Path, evil: Path) -> None:
    evil.write_bytes(ARCHIVE.read_bytes()[:-1000])

    assert refusal(evil, folder) == "package.not-zip"


def test_a_byte_changed(folder: Path, evil: Path) -> None:
    data = bytearray(ARCHIVE.read_bytes())
    data[len(data) // 2] ^= 0xFF
    evil.write_bytes(data)

    assert refusal(evil, folder) == "package.damaged"


@pytest.mark.parametrize("name", ["metadata.json"])
def test_no_metadata(folder: Path, evil: Path, name: str) -> None:
    assert refusal(changed(evil, {name: None}), folder) == "package.no-metadata"
    assert refusal(archive_of(evil, {}), folder) == "package.no-metadata"


@pytest.mark.parametrize(
    "metadata",
    [
        b"{",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b"{}",
        b" " * 2_000_000,
        b'{"from_code": "ja", "to_code": "../../evil", "package_version": "1"}',
        b'{"from_code": "ja", "to_code": ["en"], "package_version": "1"}',
        b'{"from_code": "ja", "to_code": "en", "package_version": "1/../.."}',
        b'{"from_code": "ja", "to_code": "en"}',
        b'{"from_code": "ja", "to_code": "en", "package_version": "1", "type": "sbd"}',
        b'{"from_code": "en", "to_code": "en", "package_version": "1"}',
    ],
    ids=lambda data: data[:60].decode("latin-1"),
)
def test_broken_metadata(folder: Path, evil: Path, metadata: bytes) -> None:
    file = changed(evil, {"metadata.json": metadata})

    assert refusal(file, folder) == "package.broken-metadata"


@pytest.mark.parametrize("missing", ["model.bin", "sentencepiece.model"])
def test_a_part_missing(folder: Path, evil: Path, missing: str) -> None:
    assert refusal(changed(evil, {missing: None}), folder) == "package.incomplete"


def test_no_vocabulary(folder: Path, evil: Path) -> None:
    file = changed(evil, {"source_vocabulary.json": None, "target_vocabulary.json": None})

    assert refusal(file, folder) == "package.incomplete"


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "/tmp/evil",
        "//evil",
        "..\\evil",
        "C:\\evil",
        "C:evil",
        "a/./evil",
        "a//evil",
        "evil\n",
        "e" * 300 + "evil",
        "evil/" * 50,
    ],
)
def test_names_that_lead_elsewhere(folder: Path, evil: Path, name: str) -> None:
    assert refusal(crafted(evil, (entry(name), b"x")), folder) == "package.unsafe-name"


def test_a_name_with_a_nul(folder: Path, evil: Path) -> None:
    crafted(evil, (entry("evil.X"), b"x"))
    evil.write_bytes(evil.read_bytes().replace(b"evil.X", b"evil\0X"))

    assert refusal(evil, folder) == "package.unsafe-name"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices(folder: Path, evil: Path, kind: int) -> None:
    file = crafted(evil, (entry("evil", kind | 0o777), b"/etc/passwd"))

    assert refusal(file, folder) == "package.unsafe-kind"


def test_an_encrypted_entry(folder: Path, evil: Path) -> None:
    data = bytearray(ARCHIVE.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    evil.write_bytes(data)

    assert refusal(evil, folder) == "package.encrypted"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a", "a"), ("a", "A"), ("a", "a/b"), ("が", "か\u3099")])
def test_a_name_twice(folder: Path, evil: Path, names: tuple[str, str]) -> None:
    file = crafted(evil, *((entry(name), b"x") for name in names))

    assert refusal(file, folder) == "package.duplicate-name"


def test_too_many_files(folder: Path, evil: Path) -> None:
    file = archive_of(evil, {f"{number}": b"" for number in range(1001)})

    assert refusal(file, folder) == "package.too-big"


def test_a_bomb_that_says_so(folder: Path, evil: Path) -> None:
    file = archive_of(evil, {"zeros": bytes(30_000_000)})
    assert file.stat().st_size < 40_000

    assert refusal(file, folder) == "package.too-big"


def test_a_bomb_that_says_it_is_small(folder: Path, evil: Path) -> None:
    archive_of(evil, {"zeros": bytes(30_000_000)})
    size, small = struct.pack("<L", 30_000_000), struct.pack("<L", 1000)
    evil.write_bytes(evil.read_bytes().replace(size, small))

    assert refusal(evil, folder) == "package.damaged"


def test_a_bomb_whose_files_share_their_bytes(folder: Path, evil: Path) -> None:
    """Every entry of the index points at the one file there is."""
    archive_of(evil, {"0": bytes(1_000_000)})
    data = evil.read_bytes()
    at = data.index(b"PK\x01\x02")
    index, end = data[at : at + 47], data[data.index(b"PK\x05\x06") :]
    many = b"".join(index[:46] + bytes([65 + number]) for number in range(50))
    counted = end[:8] + struct.pack("<HHL", 50, 50, len(many)) + end[16:]
    evil.write_bytes(data[:at] + many + counted)

    assert refusal(evil, folder) == "package.too-big"


def test_too_big_altogether(folder: Path) -> None:
    assert refusal(ARCHIVE, folder, limits=Limits(archive=100_000)) == "package.too-big"
    assert refusal(ARCHIVE, folder, limits=Limits(total=100_000)) == "package.too-big"


KILLED = """
import os, signal, sys
from pathlib import Path
from plugins.translation import packages

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(packages if sys.argv[3] == "json" else packages.os, *{
    "fsync": ("fsync", killed), "replace": ("replace", killed), "json": ("_metadata", killed)
}[sys.argv[3]])
packages.install(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("when", ["json", "fsync", "replace"])
def test_one_killed_leaves_nothing_that_counts(folder: Path, tmp_path: Path, when: str) -> None:
    older = install(renamed(tmp_path / "old.argosmodel", "ja", "en", package_version="0"), folder)

    died = subprocess.run([sys.executable, "-c", KILLED, ARCHIVE, folder, when])

    assert died.returncode == -signal.SIGKILL
    assert installed(folder) == [older]
    assert [path for path in folder.iterdir() if path.name.startswith(".new-")]
    package = install(ARCHIVE, folder)
    assert {path.name for path in folder.iterdir()} == {".lock", package.path.name}


def test_one_interrupted_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        install(ARCHIVE, folder)

    assert [path.name for path in folder.iterdir()] == [".lock"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: (path / "metadata.json").write_bytes(b"{"),
        lambda path: (path / "metadata.json").unlink(),
        lambda path: (path / "archive.sha256").unlink(),
        lambda path: (path / "archive.sha256").write_bytes(b"\xff"),
    ],
)
def test_what_is_no_whole_package_does_not_count(
    folder: Path, harm: Callable[[Path], object]
) -> None:
    harm(install(ARCHIVE, folder).path)

    assert installed(folder) == []


def test_it_lies_as_argos_translate_lays_it(folder: Path) -> None:
    package = install(ARCHIVE, folder)

    assert json.loads((package.path / "metadata.json").read_text())["from_code"] == "ja"
    assert (package.path / "model/model.bin").is_file()
