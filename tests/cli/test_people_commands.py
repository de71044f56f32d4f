"""roster, card, officer, bulb: what an operator does for people; backup and doctor."""

from __future__ import annotations

import re
import socket
import sqlite3
import tarfile
from pathlib import Path

import pytest

from tests.cli.conftest import UME, Kairan

HEADING = "町会,班,世帯,世帯員,紙,グループ,役員\n"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "roster.csv"
    file.write_text(HEADING + f"{UME},1班,辰巳,誠,,,\n{UME},2班,浜崎,勇,1,,\n")
    return file


def test_a_roster_is_imported_once(kairan: Kairan, roster: Path) -> None:
    tried = kairan("roster", "import", str(roster), "--dry-run")
    first = kairan("roster", "import", str(roster))
    second = kairan("roster", "import", str(roster))

    assert "2 new, 0 changed, 0 same (dry run" in tried.stdout, tried.stderr
    assert "2 new, 0 changed, 0 same" in first.stdout
    assert "0 new, 0 changed, 2 same" in second.stdout


def test_a_wrong_roster_is_told_line_by_line(kairan: Kairan, roster: Path) -> None:
    roster.write_text(HEADING + f"{UME},7班,辰巳,,,,\n")

    done = kairan("roster", "import", str(roster))

    assert done.returncode == 1
    assert f"{roster}:2: 「7班」という班は" in done.stderr


def test_cards_are_printed_and_a_new_code_ends_the_old(
    kairan: Kairan, roster: Path, tmp_path: Path
) -> None:
    kairan("roster", "import", str(roster))

    one = kairan("card", UME, "辰巳", KAIRAN_PUBLIC_URL="https://k.example.jp")
    every = kairan("card", UME, "--html", str(tmp_path / "cards.html"))

    (code,) = set(CODE.findall(one.stdout))
    assert f"https://k.example.jp/{UME}/settings.html#join={code}" in one.stdout
    codes = set(CODE.findall(every.stdout))
    assert len(codes) == 2
    assert code not in codes
    assert codes <= set(CODE.findall((tmp_path / "cards.html").read_text("utf-8")))


def test_a_card_for_nobody(kairan: Kairan) -> None:
    done = kairan("card", UME, "辰巳")

    assert done.returncode == 1
    assert "Import its roster" in done.stderr


def test_officers_are_invited_listed_and_revoked(kairan: Kairan) -> None:
    first = kairan("officer", "invite", UME, "会長")
    again = kairan("officer", "invite", UME, "会長")
    listed = kairan("officer", "list")
    revoked = kairan("officer", "revoke", UME, "会長")

    assert "/console/sign-in/" in first.stdout, first.stderr
    assert again.stdout != first.stdout
    assert listed.stdout == f"{UME}\t会長\n"
    assert revoked.returncode == 0
    assert kairan("officer", "list").stdout == ""
    assert kairan("officer", "revoke", UME, "会長").returncode == 1


def test_an_officer_of_nowhere(kairan: Kairan) -> None:
    done = kairan("officer", "invite", "machi/minami", "会長")

    assert done.returncode == 1
    assert UME in done.stderr


def test_bulbs_and_gateways(kairan: Kairan, roster: Path) -> None:
    kairan("roster", "import", str(roster))

    bulb = kairan("bulb", "add", UME, "浜崎", "--name", "玄関", "--id", "b-1")
    twice = kairan("bulb", "add", UME, "浜崎", "--name", "玄関", "--id", "b-1")
    gateway = kairan("bulb", "gateway", "machi/kita", "集会所")

    assert bulb.stdout == "b-1\n", bulb.stderr
    assert twice.returncode == 1
    assert len(gateway.stdout.strip()) > 40


def test_a_backup_holds_store_and_secrets_and_can_be_restored(
    kairan: Kairan, roster: Path, tmp_path: Path
) -> None:
    kairan("roster", "import", str(roster))
    kairan("build")
    file, elsewhere = tmp_path / "b.tar.gz", tmp_path / "restored"

    done = kairan("backup", str(file))

    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    elsewhere.mkdir(mode=0o700)
    with tarfile.open(file) as archive:
        archive.extractall(elsewhere, filter="data")
    for secret in (tmp_path / "var" / "secrets").iterdir():
        assert (elsewhere / "secrets" / secret.name).read_bytes() == secret.read_bytes()
    with sqlite3.connect(elsewhere / "kairan.db") as restored:
        assert restored.execute("select count(*) from households").fetchone() == (2,)
    restored.close()
    again = kairan("roster", "import", str(roster), KAIRAN_STATE=str(elsewhere))
    assert "2 same" in again.stdout


def test_a_backup_of_nothing(kairan: Kairan) -> None:
    assert kairan("backup", "b.tar.gz").returncode == 1


def test_the_doctor_finds_what_is_grave(kairan: Kairan, tmp_path: Path) -> None:
    ill = kairan("doctor")
    kairan("build")
    kairan("officer", "list")
    (tmp_path / "var").chmod(0o755)
    better = kairan("doctor", KAIRAN_PUBLIC_URL="https://k.example.jp")

    assert ill.returncode == better.returncode == 1
    assert "2 of 2 sites are not built" in ill.stdout
    assert "others can read" in better.stdout
    assert "chmod 700" in better.stdout
    assert "not built" not in better.stdout
    assert "no worker has been heard" in better.stdout


def test_up_wants_the_sample_city(kairan: Kairan, content: Path) -> None:
    done = kairan("up", "--port", "1")

    assert done.returncode == 1
    assert "this content is another" in done.stderr


def test_a_taken_port_is_told_at_once(kairan: Kairan) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = kairan("serve", "--port", str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert "choose another with --port" in done.stderr
