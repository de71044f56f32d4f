"""``kairan translation`` and ``kairan check --easy`` as operators and officers type them."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import polib
import pytest

from tests.cli.conftest import UME, Kairan, content, kairan  # noqa: F401  (fixtures)
from tests.conftest import circular
from tests.translation.models import ARCHIVE

NOTICE = circular("側溝清掃のお知らせ", "10月4日に側溝清掃を行います。\n\n雨の日は延期します。\n")


@pytest.fixture
def notice(content: Path) -> Path:  # noqa: F811
    file = content / UME / "notice.md"
    file.write_text(NOTICE)
    return file


@pytest.fixture
def memory(content: Path) -> Path:  # noqa: F811
    return content / UME / "translations/en.po"


def counts(kairan: Kairan, *more: str) -> dict[str, int]:  # noqa: F811
    told = kairan("translation", "status", "--json", *more)
    assert told.returncode == 0, told.stderr
    found: dict[str, int] = json.loads(told.stdout)["en"]
    return found


def test_update_notes_what_nobody_translated(kairan: Kairan, notice: Path, memory: Path) -> None:  # noqa: F811
    before = counts(kairan, "--organization", UME)
    told = kairan("translation", "update", "--organization", UME)

    assert told.returncode == 0, told.stderr
    assert before["missing"] == 4  # the notice's three, and the other circular's text
    assert [entry.msgid for entry in polib.pofile(str(memory))] == [
        "側溝清掃のお知らせ",
        "⟦0⟧に側溝清掃を行います。",
        "雨の日は延期します。",
        "本文です。",
    ]
    assert counts(kairan, "--organization", UME) == before


def test_a_model_is_installed_and_used(kairan: Kairan, notice: Path, memory: Path) -> None:  # noqa: F811
    digest = sha256(ARCHIVE.read_bytes()).hexdigest()
    assert kairan("translation", "install", str(ARCHIVE), "--sha256", digest).returncode == 0
    assert "ja → en English" in kairan("translation", "list").stdout
    kairan("translation", "update", KAIRAN_TRANSLATION_BEAM="1")

    assert counts(kairan)["machine"] >= 2
    assert "We will hold the gutter cleaning on ⟦0⟧." in memory.read_text()


def test_a_model_of_another_digest_is_refused(kairan: Kairan) -> None:  # noqa: F811
    told = kairan("translation", "install", str(ARCHIVE), "--sha256", "00" * 32)

    assert told.returncode == 1
    assert "SHA-256 が合いません" in told.stderr
    assert "The SHA-256 differs" in told.stderr
    assert "No model is installed" in kairan("translation", "list").stdout


def test_no_model_at_all_is_refused(kairan: Kairan, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "x.argosmodel").write_text("this is text")
    told = kairan("translation", "install", "x.argosmodel")

    assert told.returncode == 1
    assert "This is no .argosmodel file" in told.stderr


def test_review_accepts_edits_and_skips(kairan: Kairan, notice: Path, memory: Path) -> None:  # noqa: F811
    kairan("translation", "update")
    po = polib.pofile(str(memory))
    po.find("側溝清掃のお知らせ").msgstr = "Gutter cleaning"
    po.find("側溝清掃のお知らせ").flags = ["fuzzy"]
    po.save()
    editor = 'sh -c \'printf "We clean on ⟦0⟧." > "$0"\''
    told = kairan(
        "translation", "review", "en", "--organization", UME, typed="a\ne\ns\nq\n", EDITOR=editor
    )

    assert told.returncode == 0, told.stderr
    assert "10月4日" in told.stdout
    assert "2 reviewed" in told.stdout
    after = polib.pofile(str(memory))
    assert not after.find("側溝清掃のお知らせ").fuzzy
    assert after.find("⟦0⟧に側溝清掃を行います。").msgstr == "We clean on ⟦0⟧."
    assert after.find("雨の日は延期します。").msgstr == ""


def test_out_to_a_translator_and_back(
    kairan: Kairan,  # noqa: F811
    notice: Path,
    memory: Path,
    tmp_path: Path,
) -> None:
    kairan("translation", "update")
    assert kairan("translation", "export", "en", "en.po", "--organization", UME).returncode == 0
    po = polib.pofile(str(tmp_path / "en.po"))
    po.find("本文です。").msgstr = "This is the text."
    po.find("雨の日は延期します。").msgstr = "Put off when it rains."
    po.save()
    own = polib.pofile(str(memory))
    own.find("本文です。").msgstr = "The text."
    own.save()

    told = kairan("translation", "import", "en", "en.po")

    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("1 taken")
    assert "本文です。" in told.stderr
    after = polib.pofile(str(memory))
    assert after.find("本文です。").msgstr == "The text."
    assert after.find("雨の日は延期します。").msgstr == "Put off when it rains."


def test_a_memory_with_a_conflict_is_told_and_kept(
    kairan: Kairan,  # noqa: F811
    notice: Path,
    memory: Path,
) -> None:
    kairan("translation", "update")
    broken = memory.read_text() + "\n<<<<<<< HEAD\n"
    memory.write_text(broken)

    for command in (("check",), ("translation", "status"), ("translation", "update")):
        told = kairan(*command)
        assert told.returncode == 1
        assert "Git の衝突の印" in told.stderr
        assert "translations/en.po:" in told.stderr
    assert kairan("build").returncode == 0
    assert memory.read_text() == broken


def test_lists_with_mistakes_are_told_by_the_check(kairan: Kairan, content: Path) -> None:  # noqa: F811
    (content / "machi/glossary.csv").write_text("ja,en\n班,=組\n組,=班\n")
    (content / "machi/readings.csv").write_text("側溝,ABC\n")

    told = kairan("check")

    assert told.returncode == 1
    assert "machi/glossary.csv:2" in told.stderr
    assert "machi/readings.csv:1" in told.stderr


def test_advice_on_easy_japanese_is_no_mistake(kairan: Kairan, content: Path) -> None:  # noqa: F811
    shutil.copy(content / UME / "seiso.md", content / UME / "kaigi.md")
    (content / UME / "kaigi.md").write_text(circular("会議"))
    (content / UME / "kaigi.easy.md").write_text(
        "---\ntitle: 会議\n---\n速やかにご提出くださいますようお願い申し上げます。\n"
    )
    (content / UME / "seiso.md").write_text(
        circular("清掃").replace("date:", "easy: |\n  土足厳禁です。\ndate:")
    )

    told = kairan("check", "--easy")

    assert told.returncode == 0, told.stderr
    assert "kaigi.easy.md:4" in told.stdout
    assert "seiso.md:4" in told.stdout
    assert "くつ" in told.stdout


def test_another_languages_file_is_not_taken_in(
    kairan: Kairan,  # noqa: F811
    notice: Path,
    tmp_path: Path,
) -> None:
    (tmp_path / "vi.po").write_text('msgid ""\nmsgstr "Language: vi\\n"\n')

    told = kairan("translation", "import", "en", "vi.po")

    assert told.returncode == 1
    assert "This file is in vi, not in en." in told.stderr


def test_a_folder_is_no_file_to_export_to(kairan: Kairan, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "folder").mkdir()

    assert kairan("translation", "export", "en", "folder").returncode == 2
    told = kairan("translation", "export", "en", "missing/en.po")
    assert told.returncode == 1
    assert "Name a file that can be written." in told.stderr


def test_review_without_an_editor_asks_in_a_line(
    kairan: Kairan,  # noqa: F811
    notice: Path,
    memory: Path,
) -> None:
    kairan("translation", "update")
    told = kairan(
        "translation", "review", "en", "--organization", UME, typed="e\nNotice\nq\n", EDITOR=""
    )

    assert told.returncode == 0, told.stderr
    assert polib.pofile(str(memory)).find("側溝清掃のお知らせ").msgstr == "Notice"
