"""The order of the index: what needs an answer first."""

from __future__ import annotations

import re

from tests.build.conftest import MakeWorkshop
from tests.conftest import circular

UME = "machi/kita/ume"


def test_what_needs_an_answer_comes_first_nearest_deadline_first(workshop: MakeWorkshop) -> None:
    city = workshop(
        {
            f"{UME}/news.md": circular("新しいお知らせ", date="2026-11-20"),
            f"{UME}/old.md": circular("古いお知らせ", date="2026-10-01"),
            f"{UME}/alarm.md": circular("警報", date="2026-11-18", priority="emergency"),
            f"{UME}/late.md": circular(
                "後の行事",
                kind="event",
                date="2026-11-02",
                starts="2026-12-20",
                deadline="2026-12-10",
            ),
            f"{UME}/soon.md": circular(
                "近い行事",
                kind="event",
                date="2026-11-01",
                starts="2026-12-01",
                deadline="2026-11-25",
            ),
            f"{UME}/over.md": circular(
                "済んだ行事",
                kind="event",
                date="2026-11-01",
                starts="2026-11-10",
                deadline="2026-11-05",
            ),
            f"{UME}/page.md": circular("規約", kind="page", date="2026-11-19"),
        }
    )

    city.build()

    page = (city.output / UME / "index.html").read_text("utf-8")
    found = re.findall(r"items/machi\.kita\.ume\.(\w+)\.html", page)
    assert list(dict.fromkeys(found)) == ["soon", "late", "alarm", "news", "over", "old", "page"]


def test_expired_items_sink(workshop: MakeWorkshop) -> None:
    city = workshop(
        {
            f"{UME}/new.md": circular("今", date="2026-11-20"),
            f"{UME}/gone.md": circular("済", date="2026-11-10", expires="2026-11-11"),
            f"{UME}/old.md": circular("前", date="2026-10-01"),
        }
    )

    city.build()

    page = (city.output / UME / "index.html").read_text("utf-8")
    found = re.findall(r"items/machi\.kita\.ume\.(\w+)\.html", page)
    assert list(dict.fromkeys(found)) == ["new", "old", "gone"]
