"""The first page: what needs doing today, and nothing when nothing does."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from syncd.safety import checks
from tests.console.conftest import KITA, MATSU, UME, Browser, Town, entry, words

HOME = "/console/"
MISTAKE = {
    "path": "content/machi/kita/ume/mochi.md",
    "line": 4,
    "code": "deadline.late",
    "ja": "締切が遅すぎます。",
    "en": "The deadline is too late.",
}


def report(town: Town, **facts: Any) -> None:
    folder = town.daemon.settings.state_folder("build")
    (folder / "report.json").write_text(json.dumps(facts), "utf-8")


def test_a_quiet_evening(ume: Browser) -> None:
    assert "いま待っていることはありません" in ume.get(HOME)


def test_open_items_and_how_many_have_not_answered(
    town: Town, ume: Browser, soon: datetime
) -> None:
    town.publish(
        entry("later", deadline=soon + timedelta(days=3), title="あとの行事"),
        entry("mochi", deadline=soon),
        entry("closed", deadline=town.now - timedelta(days=1), title="しめきった行事"),
        entry("kairan", kind="circular", form=None, title="読むだけ"),
    )
    phone = town.phone(town.household("山田"))
    town.household("佐藤", paper=True)
    phone.answer(f"{UME}/mochi", {"choices": {"attend": ["yes"]}}, town.now)
    text = words(ume.get(HOME))
    assert "未回答 1 世帯" in text.partition("もちつき大会")[2].partition("あとの行事")[0]
    assert "未回答 2 世帯" in text.partition("あとの行事")[2]
    assert "しめきった行事" not in text
    assert "読むだけ" not in text


def test_more_than_five_are_a_page_further(town: Town, ume: Browser, soon: datetime) -> None:
    town.household("山田")
    town.publish(*(entry(f"e{n}", deadline=soon, title=f"行事{n}") for n in range(7)))
    page = ume.get(HOME)
    assert page.count('class="entry-title"') == 5
    assert "ほか 2 件を見る" in page


def test_an_open_check_with_rescues(town: Town, ume: Browser) -> None:
    with town.daemon.store.write() as connection:
        check = checks.start(
            connection,
            organization=KITA,
            titles={"ja": "安否確認", "en": "Safety check"},
            drill=True,
            actor="operator",
            now=town.now,
        ).id
    town.phone(town.household("山田")).report(check, "rescue", town.now)
    town.household("佐藤")
    text = words(ume.get(HOME))
    assert "【訓練】 安否確認 2 世帯のうち 1 世帯から回答がありました。 救助が必要 1 世帯" in text
    with town.daemon.store.write() as connection:
        checks.close(connection, check, actor="operator", now=town.now)
    assert "【訓練】" not in ume.get(HOME)


def test_households_no_push_reaches(town: Town, ume: Browser) -> None:
    town.phone(town.household("山田")).subscribe()
    town.household("佐藤", paper=True)
    town.household("松本", MATSU)
    assert "2 世帯のうち 1 世帯には通知が届きません" in words(ume.get(HOME))


def test_a_failed_build_with_its_mistakes_own_ones_first(town: Town, ume: Browser) -> None:
    other = {
        **MISTAKE,
        "path": "content/machi/kita/umezaki/x.md",
        "line": 0,
        "ja": "よその間違い。",
    }
    report(town, status="failed", at="2026-11-05T03:00:00Z", mistakes=[other, MISTAKE])
    text = words(ume.get(HOME))
    assert "最近の原稿が公開されていません" in text
    assert "content/machi/kita/ume/mochi.md:4 締切が遅すぎます。" in text
    assert "content/machi/kita/umezaki/x.md ほかの組織 よその間違い。" in text
    assert text.index("締切が遅すぎます") < text.index("よその間違い")
    assert "11月5日（木）12:00" in text
    assert "The deadline is too late." in ume.get(f"{HOME}?lang=en")


def test_a_build_that_could_not_run(town: Town, ume: Browser) -> None:
    report(town, status="failed", at="2026-11-05T03:00:00Z", error="disk full", mistakes=[])
    assert "disk full" in ume.get(HOME)


@pytest.mark.parametrize("status", ["ok", "building"])
def test_a_build_that_went_well_is_no_duty(town: Town, ume: Browser, status: str) -> None:
    report(town, status=status, at="2026-11-05T03:00:00Z")
    text = words(ume.get(HOME))
    assert "公開されていません" not in text
    assert "いま待っていることはありません" in text


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"status": "failed", "mistakes": [{}]}'])
def test_a_report_nobody_can_read_is_not_silence(town: Town, ume: Browser, content: str) -> None:
    folder = town.daemon.settings.state_folder("build")
    (folder / "report.json").write_text(content, "utf-8")
    assert "最近の原稿が公開されていません" in ume.get(HOME)
