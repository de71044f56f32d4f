"""Each mistake an officer can make, its own tiny content folder, and what it is told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.check import check
from plugins.mistakes import Mistake
from tests.conftest import WriteContent, circular

UME = "machi/kita/ume"


def bomb() -> str:
    levels = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for name, before in zip("bcdefgh", "abcdefg", strict=True):
        levels.append(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]")
    return "---\ntitle: 爆弾\ndate: 2026-11-01\n" + "\n".join(levels) + "\n---\n"


# name: (files, code, file it is told of, line, words in the Japanese, words in the English)
MISTAKES: dict[str, tuple[dict[str, str | bytes], str, str, int, str, str]] = {
    "unknown key": (
        {f"{UME}/a.md": circular(tittle="x")},
        "key.unknown", f"{UME}/a.md", 4, "「tittle」という項目はありません", "no key 'tittle'",
    ),
    "no title": (
        {f"{UME}/a.md": "---\ndate: 2026-11-01\n---\n"},
        "key.missing", f"{UME}/a.md", 1, "title がありません", "title is missing",
    ),
    "bad date": (
        {f"{UME}/a.md": "---\ntitle: x\ndate: 2026-02-30\n---\n"},
        "value.date", f"{UME}/a.md", 3, "「2026-02-30」は日付として読めません", "no date",
    ),
    "Japanese date": (
        {f"{UME}/a.md": "---\ntitle: x\ndate: 令和8年11月1日\n---\n"},
        "value.date", f"{UME}/a.md", 3, "2026-11-22 08:00 の形で", "Write it like 2026-11-22",
    ),
    "event without beginning": (
        {f"{UME}/a.md": circular(kind="event")},
        "key.missing", f"{UME}/a.md", 1, "starts がありません", "starts is missing",
    ),
    "deadline after the event": (
        {f"{UME}/a.md": circular(kind="event", starts="2026-11-22 08:00", deadline="2026-11-23")},
        "deadline.after-event", f"{UME}/a.md", 6, "行事の始まり（starts）より後", "after the event",
    ),
    "ends before it starts": (
        {f"{UME}/a.md": circular(kind="event", starts="2026-11-22 08:00", ends="2026-11-22 07:00")},
        "ends.before-starts", f"{UME}/a.md", 6, "始まり（starts）より前", "before starts",
    ),
    "deadline in the wrong year": (
        {f"{UME}/a.md": circular(kind="request", deadline="2025-11-20")},
        "deadline.before-date", f"{UME}/a.md", 5, "年を確かめて", "Check the year",
    ),
    "unknown kind": (
        {f"{UME}/a.md": circular(kind="evnt")},
        "kind.unknown", f"{UME}/a.md", 4, "circular / event", "Write one of circular, event",
    ),
    "unknown audience": (
        {f"{UME}/a.md": circular(audience="everybody")},
        "audience.unknown", f"{UME}/a.md", 4, "という宛先はここにはありません", "no audience 'everybody'",
    ),
    "unit that does not exist": (
        {f"{UME}/a.md": circular(audience="unit:9班")},
        "audience.unknown", f"{UME}/a.md", 4, "unit:1班, unit:2班", "You can use public",
    ),
    "group that does not exist": (
        {f"{UME}/a.md": circular(audience="group:shobodan")},
        "audience.unknown", f"{UME}/a.md", 4, "group:kodomo", "group:kodomo",
    ),
    "public with others": (
        {f"{UME}/a.md": circular(audience="[public, officers]")},
        "audience.public", f"{UME}/a.md", 4, "どちらかに", "Choose",
    ),
    "missing attachment": (
        {f"{UME}/a.md": circular(attachments="[map.pdf]")},
        "attachment.missing", f"{UME}/a.md", 4, "添付「map.pdf」が見つかりません", "'map.pdf' is not there",
    ),
    "attachment outside the content": (
        {f"{UME}/a.md": circular(attachments='["../../../../secret.pdf"]'), "../secret.pdf": "x"},
        "attachment.missing", f"{UME}/a.md", 4, "見つかりません", "is not there",
    ),
    "missing picture in the text": (
        {f"{UME}/a.md": circular(body="一行目\n\n![地図](chizu.png)")},
        "link.missing", f"{UME}/a.md", 7, "「chizu.png」が見つかりません", "'chizu.png' is not there",
    ),
    "picture that is none": (
        {f"{UME}/a.md": circular(body="![地図](chizu.png)"), f"{UME}/chizu.png": "not a picture"},
        "attachment.image", f"{UME}/a.md", 5, "JPEG", "Save it again as JPEG",
    ),
    "PDF that is none": (
        {f"{UME}/a.md": circular(attachments="[a.pdf]"), f"{UME}/a.pdf": "not a PDF"},
        "attachment.pdf", f"{UME}/a.md", 4, "作り直す", "Make it again",
    ),
    "attachment of a kind nobody can open": (
        {f"{UME}/a.md": circular(attachments="[a.exe]"), f"{UME}/a.exe": "MZ"},
        "attachment.type", f"{UME}/a.md", 4, "PDF か写真", "Use PDF, JPEG or PNG",
    ),
    "two files of one name": (
        {f"{UME}/a.md": circular(), f"{UME}/2026/a.md": circular()},
        "slug.twice", f"{UME}/2026/a.md", 1, "同じ名前です", "also the name of",
    ),
    "slug that will not do": (
        {f"{UME}/a.md": circular(slug="Über uns")},
        "slug.form", f"{UME}/a.md", 4, "小文字の英数字", "lower-case letters",
    ),
    "file outside any organization": (
        {"stray.md": circular()},
        "file.outside", "stray.md", 0, "どの組織のフォルダにも", "in no organization's folder",
    ),
    "not UTF-8": (
        {f"{UME}/a.md": circular().encode() + "清掃".encode("cp932")},
        "file.encoding", f"{UME}/a.md", 6, "UTF-8 で保存し直して", "Save the file again as UTF-8",
    ),
    "binary": (
        {f"{UME}/a.md": circular(body="a\0b")},
        "file.binary", f"{UME}/a.md", 5, "NUL", "NUL",
    ),
    "20 MB of Markdown": (
        {f"{UME}/a.md": circular(body="あ" * 7_000_000)},
        "file.too-big", f"{UME}/a.md", 0, "21.0 MB", "21.0 MB",
    ),
    "front matter bomb": (
        {f"{UME}/a.md": bomb()},
        "front-matter.alias", f"{UME}/a.md", 4, "別名", "anchors and aliases",
    ),
    "front matter too big": (
        {f"{UME}/a.md": circular(summary="x" * 40_000)},
        "front-matter.too-big", f"{UME}/a.md", 1, "32 KB", "32 KB",
    ),
    "front matter nested too deeply": (
        {f"{UME}/a.md": circular(questions="[" * 20 + "]" * 20)},
        "front-matter.deep", f"{UME}/a.md", 4, "深すぎます", "nested too deeply",
    ),
    "front matter missing": (
        {f"{UME}/a.md": "# 側溝清掃\n"},
        "front-matter.missing", f"{UME}/a.md", 1, "--- で囲んだ", "no front matter",
    ),
    "front matter not closed": (
        {f"{UME}/a.md": "---\ntitle: x\n"},
        "front-matter.open", f"{UME}/a.md", 1, "終わりの ---", "not closed",
    ),
    "front matter not YAML": (
        {f"{UME}/a.md": "---\ntitle: x\ndate: [2026\n---\n"},
        "front-matter.yaml", f"{UME}/a.md", 4, "YAML として読めません", "not YAML",
    ),
    "key written twice": (
        {f"{UME}/a.md": "---\ntitle: x\ntitle: y\ndate: 2026-11-01\n---\n"},
        "front-matter.twice", f"{UME}/a.md", 3, "二度", "written twice",
    ),
    "survey without questions": (
        {f"{UME}/a.md": circular(kind="survey")},
        "questions.missing", f"{UME}/a.md", 1, "questions が要ります", "needs questions",
    ),
    "question with one choice": (
        {f"{UME}/a.md": circular(kind="survey", questions="[{label: 何, choices: [ひとつ]}]")},
        "questions.form", f"{UME}/a.md", 5, "1 番目の質問", "question 1",
    ),
    "head count that is no number": (
        {f"{UME}/a.md": circular(kind="event", starts="2026-11-22", headcount="たくさん")},
        "headcount.number", f"{UME}/a.md", 6, "1 から 500", "1 to 500",
    ),
    "deadline on what asks nothing": (
        {f"{UME}/a.md": circular(deadline="2026-11-20")},
        "key.kind", f"{UME}/a.md", 4, "kind: event", "kind: event",
    ),
    "translation of nothing": (
        {f"{UME}/a.en.md": "---\ntitle: x\n---\n"},
        "translation.orphan", f"{UME}/a.en.md", 0, "a.md がありません", "no a.md",
    ),
    "translation with other questions": (
        {
            f"{UME}/a.md": circular(kind="survey", questions="[{label: 何, choices: [甲, 乙]}]"),
            f"{UME}/a.en.md": "---\ntitle: x\nquestions: [{label: What, choices: [A, B, C]}]\n---\n",
        },
        "translation.questions", f"{UME}/a.en.md", 3, "数が元の文書と違います", "differ in number",
    ),
    "organization: not TOML": (
        {f"{UME}/organization.toml": "kind = association\n"},
        "organization.toml", f"{UME}/organization.toml", 1, "TOML として読めません", "not TOML",
    ),
    "organization: unknown key": (
        {f"{UME}/organization.toml": 'kind = "association"\nhan = 3\n[name]\nja = "梅"\n'},
        "organization.unknown-key", f"{UME}/organization.toml", 2, "「han」", "'han'",
    ),
    "organization: unknown kind": (
        {f"{UME}/organization.toml": 'kind = "club"\n[name]\nja = "梅"\n'},
        "organization.kind", f"{UME}/organization.toml", 1, "'club'", "'club'",
    ),
    "organization: no Japanese name": (
        {f"{UME}/organization.toml": 'kind = "association"\n[name]\nen = "Ume"\n'},
        "organization.name", f"{UME}/organization.toml", 2, "日本語の名前", "no Japanese name",
    ),
    "organization: folder name": (
        {"machi/kita/梅/organization.toml": 'kind = "association"\n[name]\nja = "梅"\n'},
        "organization.folder-name", "machi/kita/梅/organization.toml", 1, "小文字の英数字", "lower-case",
    ),
    "organization: city inside a federation": (
        {"machi/kita/oku/organization.toml": 'kind = "city"\n[name]\nja = "奥"\n'},
        "organization.parent", "machi/kita/oku/organization.toml", 1, "ここに置くことはできません", "cannot stand here",
    ),
    "organization: quiet hours": (
        {f"{UME}/organization.toml": 'kind = "association"\nquiet_hours = "9pm"\n[name]\nja = "梅"\n'},
        "organization.quiet-hours", f"{UME}/organization.toml", 2, "21:00-07:00", "21:00-07:00",
    ),
    "organization: calendar": (
        {f"{UME}/organization.toml": 'kind = "association"\n[name]\nja = "梅"\n[[calendars]]\nweekdays = ["火"]\n'},
        "organization.calendar", f"{UME}/organization.toml", 4, 'weekdays = ["tue", "fri"]', "tue",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_with_line_and_remedy(name: str, write_content: WriteContent) -> None:
    files, code, path, line, japanese, english = MISTAKES[name]

    items, mistakes = check(write_content(files))

    told = [mistake for mistake in mistakes if mistake.code == code]
    assert items == 0
    assert [(m.path, m.line) for m in told] == [(f"content/{path}", line)]
    assert japanese in told[0].ja
    assert english in told[0].en


def test_all_mistakes_are_told_in_one_run(write_content: WriteContent) -> None:
    broken = circular(kind="evnt", body="![](nowhere.png)", deadline="soon")
    content = write_content({f"{UME}/a.md": broken, "stray.md": circular()})

    _, mistakes = check(content)

    assert {mistake.code for mistake in mistakes} == {
        "file.outside", "kind.unknown", "key.kind", "value.date", "link.missing",
    }  # fmt: skip


def test_no_organization_at_all(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    items, mistakes = check(tmp_path / "content")

    assert items == 0
    assert [mistake.code for mistake in mistakes] == ["organization.none"]


def test_oversized_picture_is_refused_before_it_is_decoded(write_content: WriteContent) -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    content = write_content(
        {f"{UME}/a.md": circular(body="![](a.png)"), f"{UME}/a.png": out.getvalue()}
    )

    _, mistakes = check(content)

    assert [mistake.code for mistake in mistakes] == ["attachment.pixels"]
    assert "smaller size" in mistakes[0].en


def test_mistake_reads_as_file_line_and_both_languages() -> None:
    mistake = Mistake("content/a.md", 3, "x", ja="直してください。", en="Mend it.")

    assert str(mistake) == "content/a.md:3: 直してください。\n    Mend it."
