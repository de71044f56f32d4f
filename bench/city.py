"""A city of any size, as real ones are: the same seed gives the same bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

# Kanazawa, 2021: 1,345 associations in 62 federations.
ASSOCIATIONS_A_FEDERATION = 1345 / 62
CITY_ITEMS, FEDERATION_ITEMS = 50, 25
PICTURES = 6
LANGUAGES = ("ja", "en", "zh-Hans", "vi", "pt-BR", "ko", "tl", "ne", "id")

PLACES = ("公園", "集会所", "神社の前", "小学校", "公民館", "川沿いの道", "消防小屋", "児童館")
THINGS = (
    "側溝清掃",
    "防災訓練",
    "古紙回収",
    "総会",
    "餅つき",
    "夜回り",
    "花壇の植え替え",
    "街灯の点検",
)
WHO = ("班長", "会長", "衛生部長", "会計", "子ども会", "防災士", "市の係", "見守り隊")
BRING = ("軍手", "スコップ", "長靴", "水筒", "名札", "帽子", "雨具", "ごみ袋")
SENTENCES = (
    "{day}の{hour}時に{place}へお集まりください。",
    "{thing}は小雨なら行い、荒天のときは翌週に延ばします。",
    "当日来られない方は、{day}までに{who}へお知らせください。",
    "{place}の前の道は{hour}時から正午まで車が通れません。",
    "昨年は{count}世帯の参加がありました。今年もご協力をお願いします。",
    "集めたものは{place}の脇に、種類ごとに分けて置いてください。",
    "費用は一世帯あたり{count}0円で、{who}が集めにうかがいます。",
    "小さなお子さんは大人と一緒に、道路の内側を歩いてください。",
    "ご不明な点は{who}まで。電話は076-000-{phone}です。",
)


class Writer:
    """Writes circulars as officers do, from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  (repeatable, not secret)

    def circular(self, number: int, place: str) -> str:
        """A circular of a realistic length: three lines to two screens."""
        thing = self._one(THINGS)
        day = date(2026, 4, 1) + timedelta(days=self.chance.randrange(240))
        head = [f"title: {thing}について（第{number}号・{place}）", f"date: {day}"]
        if number % 6 == 0:
            starts = day + timedelta(days=20)
            head += [
                "kind: event",
                f"starts: {starts} 09:00",
                f"deadline: {starts}",
                "headcount: 5",
            ]
        parts = [self._paragraph() for _ in range(self.chance.randint(1, 4))]
        if number % 3 == 0:
            parts.append("## 持ち物\n\n" + "\n".join(f"- {self._one(BRING)}" for _ in range(4)))
        if number % 4 == 0:
            parts.append(self._table())
        if number % 5 == 0:
            parts.append("詳しくは[市のページ](https://www.example.jp/kurashi/)をご覧ください。")
        if number % 8 == 0:
            parts.append(f"![{thing}のようす](photo-{number % PICTURES}.jpg)")
        return "---\n" + "\n".join(head) + "\n---\n" + "\n\n".join(parts) + "\n"

    def _one(self, words: tuple[str, ...]) -> str:
        return self.chance.choice(words)

    def _paragraph(self) -> str:
        day = date(2026, 4, 1) + timedelta(days=self.chance.randrange(300))
        facts = {
            "day": f"{day.month}月{day.day}日",
            "hour": self.chance.randint(7, 19),
            "place": self._one(PLACES),
            "thing": self._one(THINGS),
            "who": self._one(WHO),
            "count": self.chance.randint(10, 90),
            "phone": f"{self.chance.randrange(10_000):04}",
        }
        chosen = self.chance.sample(SENTENCES, self.chance.randint(2, 5))
        return "".join(sentence.format(**facts) for sentence in chosen)

    def _table(self) -> str:
        rows = [
            f"| {n}班 | {self._one(PLACES)} | {self.chance.randint(7, 11)}時 |" for n in range(1, 6)
        ]
        return "\n".join(["| 班 | 受け持ち | 時刻 |", "|---|---|---|", *rows])


def write_city(folder: Path, *, associations: int, own: int, languages: int, seed: int) -> None:
    """Write a city's content folder: 50 city items, 25 a federation, ``own`` an association."""
    writer = Writer(seed)
    codes = ", ".join(f'"{code}"' for code in LANGUAGES[:languages])
    city = folder / "shi"
    _organization(city, "city", "市", f"languages = [{codes}]\n")
    _items(city, CITY_ITEMS, writer, "市")
    for number, federation in enumerate(_federations(city, associations), 1):
        _organization(federation, "federation", f"第{number}連合会")
        _items(federation, FEDERATION_ITEMS, writer, f"第{number}連合会")
    for number, association in enumerate(_associations(city, associations), 1):
        _organization(association, "association", f"{number}町会", 'units = ["1班", "2班"]\n')
        _items(association, own, writer, f"{number}町会")


def _federations(city: Path, associations: int) -> list[Path]:
    count = max(1, round(associations / ASSOCIATIONS_A_FEDERATION))
    return [city / f"f{number:03}" for number in range(count)]


def _associations(city: Path, associations: int) -> Iterator[Path]:
    federations = _federations(city, associations)
    for number in range(associations):
        yield federations[number % len(federations)] / f"a{number:04}"


def _organization(folder: Path, kind: str, name: str, more: str = "") -> None:
    folder.mkdir(parents=True)
    text = f'kind = "{kind}"\n{more}[name]\nja = "{name}"\nen = "{folder.name}"\n'
    (folder / "organization.toml").write_text(text, "utf-8")


def _items(folder: Path, count: int, writer: Writer, place: str) -> None:
    for number in range(1, count + 1):
        (folder / f"item-{number:03}.md").write_text(writer.circular(number, place), "utf-8")
    for number in range(PICTURES if count >= 8 else 0):
        (folder / f"photo-{number}.jpg").write_bytes(_picture(number))


def _picture(number: int) -> bytes:
    image = Image.new("RGB", (640, 400), (240, 232, 214))
    draw = ImageDraw.Draw(image)
    for step in range(8):
        at = 40 + step * 70
        draw.ellipse(
            (at, 60 + number * 30, at + 90, 150 + number * 30), fill=(30 * number, 90, 120)
        )
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
