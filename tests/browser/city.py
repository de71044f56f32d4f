"""A small city written on the spot: two associations, and one circular of every kind.

Moments are counted from today, so that the tests mean the same in every year.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from tests.conftest import write_files

SAKURA, MOMIJI = "aoba/higashi/sakura", "aoba/higashi/momiji"
TOKYO = ZoneInfo("Asia/Tokyo")
TODAY = datetime.now(UTC).astimezone(TOKYO).replace(hour=0, minute=0, second=0, microsecond=0)
# What the phone keeps before anybody opens it, and a good deal more.
NEWEST, CIRCULARS = 30, 64

ORGANIZATIONS = {
    "aoba/organization.toml": """
kind = "city"
languages = ["ja", "en"]
[name]
ja = "青葉市"
en = "Aoba City"
[[calendars]]
name = { ja = "燃やすごみ", en = "Burnable garbage" }
weekdays = ["tue", "fri"]
[[calendars]]
name = { ja = "古紙", en = "Waste paper" }
weekdays = ["sat"]
weeks = [1, 3]
""",
    "aoba/higashi/organization.toml": """
kind = "federation"
[name]
ja = "東校下町会連合会"
en = "Higashi Federation"
""",
    "aoba/higashi/sakura/organization.toml": """
kind = "association"
units = ["1班", "2班"]
contact = "桜町会 会長 電話 000-000-0000"
[name]
ja = "桜町会"
en = "Sakura Neighbourhood Association"
""",
    "aoba/higashi/momiji/organization.toml": """
kind = "association"
units = ["1班"]
[name]
ja = "紅葉町会"
en = "Momiji Neighbourhood Association"
""",
}


def day(days: int) -> str:
    """The day so many days from today, as front matter has it."""
    return (TODAY + timedelta(days=days)).date().isoformat()


def circular(body: str, **fields: object) -> str:
    """A Markdown file with front matter."""
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{head}---\n\n{body}\n"


def picture() -> bytes:
    """A sketch map, large enough to be shown as a picture."""
    image = Image.new("RGB", (640, 400), "#f4efe2")
    draw = ImageDraw.Draw(image)
    draw.line([(40, 200), (600, 200)], fill="#2b4a7a", width=12)
    draw.ellipse([(290, 150), (390, 250)], outline="#c8452f", width=8)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def circulars() -> dict[str, str | bytes]:
    """One circular of every kind, and what makes them differ on a phone."""
    files: dict[str, str | bytes] = {
        "aoba/higashi/sakura/sokko.md": circular(
            "秋の側溝清掃を行います。\n\n## 持ち物\n\n- スコップ\n- 軍手\n\n"
            "![集合場所は栄公園の入口です。](chizu.png)",
            title="側溝清掃のお願い",
            date=day(-2),
            kind="event",
            starts=f"{day(40)} 08:00",
            ends=f"{day(40)} 10:00",
            place="桜公園",
            deadline=day(30),
            headcount=6,
        ),
        "aoba/higashi/sakura/sokko.en.md": circular(
            "We clean the gutters in autumn.\n\n## What to bring\n\n- A shovel\n- Gloves\n\n"
            "![We meet at the entrance of the park.](chizu.png)",
            title="Please help to clean the gutters",
            place="Sakura park",
        ),
        "aoba/higashi/sakura/chizu.png": picture(),
        "aoba/higashi/sakura/fuho.md": circular(
            "一班の○○様（八十八歳）が逝去されました。\n\n![会場の地図です。](chizu.png)",
            title="訃報のお知らせ",
            date=day(-1),
            audience="members",
        ),
        "aoba/higashi/sakura/anketo.md": circular(
            "来年の夏まつりについて、ご意見をお聞かせください。",
            title="夏まつりのアンケート",
            date=day(-3),
            kind="survey",
            deadline=day(20),
            questions="[{id: place, label: どこがよいですか, choices: [桜公園, 集会所]},"
            " {id: food, label: 出店は何がよいですか, choices: [焼きそば, かき氷, 綿あめ], multiple: true},"
            " {id: idea, label: ほかにご意見があれば}]",
        ),
        "aoba/higashi/bosai.md": circular(
            "防災訓練の申込みは終わりました。",
            title="防災訓練の参加申込み",
            date=day(-20),
            kind="event",
            starts=f"{day(10)} 09:00",
            deadline=day(-1),
        ),
        "aoba/higashi/meibo.md": circular(
            "役員名簿を提出してください。",
            title="役員名簿の提出",
            date=day(-5),
            kind="request",
            deadline=day(15),
            priority="important",
        ),
        "aoba/gomi.md": circular(
            "| 種類 | 曜日 | 時刻 |\n|---|---|---|\n| 燃やすごみ | 火・金 | 8:00 まで |\n| 古紙 | 第1・第3土 | 8:30 まで |",
            title="年末年始のごみ収集",
            date=day(-6),
        ),
        "aoba/gomi.en.md": circular(
            "| Kind | Days | Time |\n|---|---|---|\n| Burnable | Tue, Fri | by 8:00 |\n| Paper | 1st and 3rd Sat | by 8:30 |",
            title="Garbage collection at the turn of the year",
        ),
        "aoba/hinanjo.md": circular(
            "避難所は東小学校です。", title="避難所の一覧", date=day(-90), kind="page"
        ),
    }
    for number in range(1, CIRCULARS + 1):
        title = f"紅葉だより第{number}号"
        files[f"aoba/higashi/momiji/dayori-{number:02}.md"] = circular(
            f"{title}の本文です。", title=title, date=day(number - 100)
        )
    return files


def write_city(content: Path) -> None:
    write_files(content, {**ORGANIZATIONS, **circulars()})
