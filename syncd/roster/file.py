"""The roster: the households of associations, from the CSV file their officers keep in Excel.

Columns (Japanese or English heading): 町会 association, 班 unit, 世帯 household, 世帯員 people,
紙 paper, グループ groups, 役員 officer. The first three say which household is meant; importing the
same file twice changes nothing. Who is not in the file stays: moving out is said, not guessed.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.circulars import group_holder
from plugins.organizations import Tree
from syncd.households import Group

MOST_BYTES = 20_000_000
COLUMNS = {
    "町会": "association", "班": "unit", "世帯": "household", "世帯員": "people",
    "紙": "paper", "グループ": "groups", "役員": "officer",
}  # fmt: skip
REQUIRED = ("association", "household")
ENCODINGS = ("utf-8-sig", "cp932")
SEPARATORS = re.compile(r"[、,，;；/／]")
TRUE = {"1", "はい", "○", "◯", "yes", "true", "x", "✓", "有"}
FALSE = {"", "0", "いいえ", "×", "no", "false", "無", "-"}


@dataclass(frozen=True)
class Slip:
    """A mistake in the file. ``line`` is 1-based and counts the heading; 0 means the whole file."""

    line: int
    ja: str
    en: str

    def __str__(self) -> str:
        return f"{self.line}: {self.ja}\n    {self.en}"


class RosterError(Exception):
    """A file that cannot be imported; holds every slip. Nothing was written."""

    def __init__(self, slips: Iterable[Slip]) -> None:
        self.slips = tuple(slips)
        super().__init__("\n".join(str(slip) for slip in self.slips))


@dataclass(frozen=True)
class Row:
    """One line of the file, checked."""

    organization: str
    unit: str
    label: str
    people: tuple[str, ...]
    paper: bool
    groups: frozenset[Group]
    officer: bool


def read_roster(data: bytes, tree: Tree) -> list[Row]:
    """The rows of a file. Raises RosterError with every slip in it."""
    if len(data) > MOST_BYTES:
        raise RosterError([Slip(0, "ファイルが大きすぎます。", "The file is too big. Split it.")])
    slips: list[Slip] = []
    rows: dict[tuple[str, str, str], Row] = {}
    for line, cells in _lines(_decoded(data)):
        row, wrong = _row(line, cells, tree)
        slips.extend(wrong)
        if row is None:
            continue
        key = (row.organization, row.unit, row.label)
        if key in rows:
            slips.append(
                Slip(
                    line,
                    f"「{row.label}」は同じ班に二度あります。名や番地を足して区別してください。",
                    f"{row.label!r} is in this unit twice. Add a first name or a house number.",
                )
            )
        rows[key] = row
    if slips:
        raise RosterError(slips)
    return list(rows.values())


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterError(
        [
            Slip(
                0,
                "文字コードがわかりません。Excel で「CSV UTF-8」として保存し直してください。",
                "The encoding is unknown. Save the file again in Excel as 'CSV UTF-8'.",
            )
        ]
    )


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number and its cells by column; blank lines are passed over."""
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        heading = [COLUMNS.get(_clean(cell), _clean(cell).lower()) for cell in next(reader, [])]
        if missing := [name for name in REQUIRED if name not in heading]:
            japanese = {value: key for key, value in COLUMNS.items()}
            names = "、".join(japanese[name] for name in missing)
            raise RosterError(
                [
                    Slip(
                        1,
                        f"見出しに {names} がありません。1行目は {','.join(COLUMNS)} です。",
                        f"The heading lacks {', '.join(missing)}."
                        f" The first line is {','.join(COLUMNS.values())}.",
                    )
                ]
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(heading, map(_clean, cells), strict=False))
    except csv.Error as error:
        raise RosterError(
            [
                Slip(
                    reader.line_num,
                    f"CSV として読めません（{error}）。",
                    f"This is not CSV ({error}). Save the file again from Excel.",
                )
            ]
        ) from error


def _clean(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _row(line: int, cells: dict[str, str], tree: Tree) -> tuple[Row | None, list[Slip]]:
    slips = []

    def wrong(ja: str, en: str) -> None:
        slips.append(Slip(line, ja, en))

    path = cells.get("association", "").strip("/")
    organization = tree.organizations.get(path)
    if organization is None or organization.kind != "association":
        wrong(
            f"「{path}」という町会はありません。minato/hamabe/sakae のようにフォルダの場所を書いてください。",
            f"There is no association {path!r}. Write the path of its folder below the content.",
        )
        return None, slips
    unit, label = cells.get("unit", ""), cells.get("household", "")
    if not label:
        wrong("世帯の名前がありません。", "The household has no name.")
    if organization.units and unit not in organization.units:
        wrong(
            f"「{unit}」という班は{organization.name('ja')}にありません。"
            f"{'、'.join(organization.units)} のどれかです。",
            f"{path} has no unit {unit!r}. Its units are {', '.join(organization.units)}.",
        )
    groups = set()
    for name in filter(None, (part.strip() for part in SEPARATORS.split(cells.get("groups", "")))):
        holder = group_holder(tree, path, name)
        if holder is None:
            wrong(
                f"「{name}」という団体はありません。団体のフォルダ名を書いてください。",
                f"There is no group {name!r}. Write the name of the group's folder.",
            )
        else:
            groups.add((holder, name))
    flags = {}
    for name in ("paper", "officer"):
        value = cells.get(name, "").lower()
        if value not in TRUE | FALSE:
            wrong(
                f"「{value}」は 1 か空欄にしてください。",
                f"{name} is {value!r}. Write 1, or leave it empty.",
            )
        flags[name] = value in TRUE
    people = tuple(
        dict.fromkeys(p.strip() for p in SEPARATORS.split(cells.get("people", "")) if p.strip())
    )
    row = Row(path, unit, label, people, flags["paper"], frozenset(groups), flags["officer"])
    return (None if slips else row), slips
