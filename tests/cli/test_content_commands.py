"""build, check, new, translation: exit status and what is printed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import UME, Kairan
from tests.conftest import circular


def test_build_prints_one_last_line_of_json(kairan: Kairan, tmp_path: Path) -> None:
    done = kairan("build", "--json")

    told = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0, done.stderr
    assert (told["sites"], told["items"], told["organizations"]) == (2, 2, 5)
    assert told["written"] > 50
    assert 0 < told["seconds"] < 120
    assert (tmp_path / "output" / UME / "index.html").exists()


def test_build_of_wrong_content_fails_and_says_where(
    kairan: Kairan, content: Path, tmp_path: Path
) -> None:
    (content / UME / "a.md").write_text(circular(date="soon"))

    done = kairan("build", "--json")

    assert done.returncode == 1
    assert f"content/{UME}/a.md:3: date の「soon」は日付として読めません" in done.stderr
    assert json.loads(done.stdout)["mistakes"][0]["line"] == 3
    assert not (tmp_path / "output").exists()


def test_build_of_an_unknown_organization_fails(kairan: Kairan) -> None:
    done = kairan("build", "--organization", "machi/minami")

    assert done.returncode == 1
    assert "no association at or below 'machi/minami'" in done.stderr


def test_build_with_several_jobs_builds_the_same(kairan: Kairan, tmp_path: Path) -> None:
    kairan("build", "--jobs", "1")

    done = kairan("build", "--jobs", "2", "--json")

    assert json.loads(done.stdout)["written"] == 0


def test_check_of_sound_content(kairan: Kairan, tmp_path: Path) -> None:
    done = kairan("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert "2 items, no mistakes." in done.stdout
    assert not (tmp_path / "output").exists()
    assert not (tmp_path / "var").exists()


def test_check_of_a_folder_that_is_none(kairan: Kairan) -> None:
    done = kairan("check", "nowhere")

    assert done.returncode == 1
    assert "nowhere is not a folder" in done.stderr


def test_new_begins_a_draft_that_checks(kairan: Kairan, content: Path) -> None:
    for kind in ("circular", "event", "survey", "request", "page"):
        done = kairan("new", UME, f"new-{kind}", "--kind", kind, typed='「題」と "quotes"\n')
        assert done.returncode == 0, done.stderr

    written = (content / UME / "new-event.md").read_text("utf-8")
    assert 'title: "「題」と \\"quotes\\""' in written
    assert "draft: true" in written
    assert kairan("check").returncode == 0


def test_new_overwrites_nothing(kairan: Kairan, content: Path) -> None:
    before = (content / UME / "seiso.md").read_text("utf-8")

    done = kairan("new", UME, "seiso", "--title", "x")

    assert done.returncode == 1
    assert (content / UME / "seiso.md").read_text("utf-8") == before


def test_unknown_command_is_a_usage_error(kairan: Kairan) -> None:
    assert kairan("biuld").returncode == 2


def test_a_wrong_setting_is_named(kairan: Kairan) -> None:
    done = kairan("build", KAIRAN_SEALING_SECRET="short")

    assert done.returncode == 1
    assert "KAIRAN_SEALING_SECRET is not 64 hexadecimal digits" in done.stderr


def test_a_secret_is_read_from_a_file_and_not_shown(kairan: Kairan, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("5e" * 32 + "\n")

    built = kairan("build", KAIRAN_SEALING_SECRET_FILE=str(tmp_path / "secret"))
    told = kairan("settings", KAIRAN_SEALING_SECRET_FILE=str(tmp_path / "secret"))

    assert built.returncode == 0, built.stderr
    assert not (tmp_path / "var" / "secrets" / "sealing_secret").exists()
    assert "KAIRAN_SEALING_SECRET=(secret, set)" in told.stdout
    assert "5e5e" not in told.stdout
