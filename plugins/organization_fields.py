"""The fields of an ``organization.toml``, each checked, each mistake told with its remedy."""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.mistakes import Mistakes
from plugins.organizations import (
    GLOSSARY_FILE,
    KINDS,
    READINGS_FILE,
    SOURCE_LANGUAGE,
    Calendar,
    Organization,
)

INHERITED = (
    "languages",
    "default_audience",
    "timezone",
    "quiet_hours",
    "area_codes",
    "contact",
)
KEYS = {"kind", "name", "units", "calendars", *INHERITED}
# What stands beside the cities at the bare address, of the sites or of the daemon.
RESERVED = {"assets", "icons", "v1", "console"}
# Folders of a site, which hosts give headers of their own wherever they stand.
SITE_FOLDERS = {"assets", "icons", "items", "files", "sealed"}
PARENT_KINDS: dict[str, set[str | None]] = {
    "city": {None},
    "federation": {None, "city"},
    "association": {None, "city", "federation"},
    "group": {"city", "federation", "association"},
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?|easy")
TIME_RANGE = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


class OrganizationFields:
    """The reading of one file; keeps what every check needs."""

    def __init__(
        self, content: Path, file: Path, mistakes: Mistakes, known: dict[str, Organization]
    ) -> None:
        self.file = file
        self.mistakes = mistakes
        self.path = file.parent.relative_to(content).as_posix()
        parent = file.parent.parent.relative_to(content).as_posix() if self.path != "." else "."
        self.parent = known.get(parent)
        self.parent_missing = parent != "." and self.parent is None
        self.text = ""
        self.sound = True

    def organization(self) -> Organization | None:
        data = self._data()
        if data is None:
            return None
        self._check_place(data)
        values = {key: self._inherited(data, key) for key in INHERITED}
        organization = Organization(
            path=self.path,
            kind=data.get("kind", ""),
            names=self._names(data.get("name"), "name"),
            units=self._strings(data.get("units", []), "units"),
            calendars=self._calendars(data.get("calendars", [])),
            words=self._words(),
            **values,
        )
        self._check_units(organization)
        return organization if self.sound else None

    def _words(self) -> str:
        files = [self.file.with_name(name) for name in (GLOSSARY_FILE, READINGS_FILE)]
        written = [file.read_bytes() if file.is_file() else b"" for file in files]
        return sha256(b"\0".join(written)).hexdigest()[:16] if any(written) else ""

    def wrong(self, code: str, key: str = "", *, ja: str, en: str) -> None:
        self.sound = False
        self.mistakes.add(self.file, self._line_of(key), f"organization.{code}", ja=ja, en=en)

    def _line_of(self, key: str) -> int:
        pattern = re.compile(rf"\s*\[*\s*{re.escape(key)}\b")
        for number, line in enumerate(self.text.splitlines(), 1):
            if key and pattern.match(line):
                return number
        return 1

    def _data(self) -> dict[str, Any] | None:
        try:
            self.text = self.file.read_text("utf-8-sig")
            return tomllib.loads(self.text)
        except UnicodeDecodeError:
            self.wrong(
                "encoding",
                ja="UTF-8 ではない文字があります。UTF-8 で保存し直してください。",
                en="This file is not UTF-8. Save it again as UTF-8.",
            )
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            self.sound = False
            self.mistakes.add(
                self.file,
                int(line[1]) if line else 1,
                "organization.toml",
                ja=f"TOML として読めません（{error}）。引用符と = を確かめてください。",
                en=f"This is not TOML ({error}). Check the quotation marks and the = signs.",
            )
        return None

    def _check_place(self, data: dict[str, Any]) -> None:
        for key in sorted(data.keys() - KEYS):
            self.wrong(
                "unknown-key",
                key,
                ja=f"「{key}」という項目はありません。使えるのは {', '.join(sorted(KEYS))} です。",
                en=f"There is no key {key!r}. Known keys: {', '.join(sorted(KEYS))}.",
            )
        name = self.file.parent.name
        if not FOLDER_NAME.fullmatch(name) or self.path in {".", *RESERVED} or name in SITE_FOLDERS:
            self.wrong(
                "folder-name",
                ja=f"フォルダ名「{name}」は使えません。"
                "小文字の英数字とハイフンだけにし、"
                f"{'、'.join(sorted(SITE_FOLDERS | RESERVED))} は避けてください。",
                en=f"The folder name {name!r} will not do. Use lower-case letters, digits and"
                f" hyphens only, and none of {', '.join(sorted(SITE_FOLDERS | RESERVED))}.",
            )
        kind = str(data.get("kind"))
        if kind not in KINDS:
            self.wrong(
                "kind",
                "kind",
                ja=f"kind が {kind!r} です。{' / '.join(KINDS)} のどれかを書いてください。",
                en=f"kind is {kind!r}. Write one of {', '.join(KINDS)}.",
            )
            return
        above = self.parent.kind if self.parent else None
        if self.parent_missing or above not in PARENT_KINDS[kind]:
            self.wrong(
                "parent",
                "kind",
                ja=f"{kind} をここに置くことはできません。上のフォルダの organization.toml を"
                "確かめてください（市 → 連合会 → 町会 → 団体）。",
                en=f"A {kind} cannot stand here. Check the organization.toml of the folder above"
                " (city, federation, association, group).",
            )

    def _names(self, value: object, key: str) -> dict[str, str]:
        if (
            not isinstance(value, dict)
            or not value.get(SOURCE_LANGUAGE)
            or not all(isinstance(v, str) and LANGUAGE.fullmatch(k) for k, v in value.items())
        ):
            self.wrong(
                "name",
                key,
                ja=f'{key} に日本語の名前がありません。{key} = {{ ja = "…" }} と書いてください。',
                en=f'{key} has no Japanese name. Write {key} = {{ ja = "…" }}.',
            )
            return {SOURCE_LANGUAGE: ""}
        return value

    def _strings(self, value: object, key: str) -> tuple[str, ...]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self.wrong(
                "list",
                key,
                ja=f'{key} は {key} = ["…", "…"] の形で書いてください。',
                en=f'Write {key} as {key} = ["…", "…"].',
            )
            return ()
        if len(set(value)) != len(value):
            self.wrong(
                "twice",
                key,
                ja=f"{key} に同じものが二度あります。ひとつ消してください。",
                en=f"{key} names the same thing twice. Remove one.",
            )
        return tuple(value)

    def _inherited(self, data: dict[str, Any], key: str) -> Any:
        if key not in data:
            return getattr(self.parent or Organization("", "", {}), key)
        value = data[key]
        match key:
            case "languages":
                return self._languages(self._strings(value, key))
            case "default_audience" | "area_codes":
                return self._strings(value, key)
            case "quiet_hours":
                return self._quiet_hours(value)
            case "timezone":
                return self._timezone(value)
            case _:
                return str(value)

    def _languages(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        for language in languages:
            if not LANGUAGE.fullmatch(language):
                self.wrong(
                    "language",
                    "languages",
                    ja=f"「{language}」は言語の記号ではありません。ja, en のように書いてください。",
                    en=f"{language!r} is not a language tag. Write ja, en and so on.",
                )
        rest = tuple(language for language in languages if language != SOURCE_LANGUAGE)
        return (SOURCE_LANGUAGE, *rest)

    def _quiet_hours(self, value: object) -> tuple[int, int] | None:
        if value == "":
            return None
        match = TIME_RANGE.fullmatch(str(value))
        if not match:
            self.wrong(
                "quiet-hours",
                "quiet_hours",
                ja=f'quiet_hours が {value!r} です。"21:00-07:00" のように書いてください。',
                en=f'quiet_hours is {value!r}. Write it like "21:00-07:00".',
            )
            return None
        hour, minute, to_hour, to_minute = map(int, match.groups())
        return hour * 60 + minute, to_hour * 60 + to_minute

    def _timezone(self, value: object) -> str:
        try:
            ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError):
            self.wrong(
                "timezone",
                "timezone",
                ja=f"timezone {value!r} がわかりません。Asia/Tokyo のように書いてください。",
                en=f"The timezone {value!r} is unknown. Write it like Asia/Tokyo.",
            )
        return str(value)

    def _calendars(self, value: object) -> tuple[Calendar, ...]:
        own = []
        entries: list[Any] = value if isinstance(value, list) else [None]
        for entry in entries:
            if not _is_calendar(entry):
                self.wrong(
                    "calendar",
                    "calendars",
                    ja='calendars には name、weekdays = ["tue", "fri"]、'
                    "必要なら weeks = [1, 3] を書いてください。",
                    en='A calendar needs name, weekdays = ["tue", "fri"] and, if wanted,'
                    " weeks = [1, 3].",
                )
                continue
            days = tuple(sorted(WEEKDAYS.index(day) for day in entry["weekdays"]))
            names = self._names(entry.get("name"), "name")
            own.append(Calendar(names, days, tuple(sorted(entry.get("weeks", [])))))
        return (self.parent.calendars if self.parent else ()) + tuple(own)

    def _check_units(self, organization: Organization) -> None:
        if organization.units and organization.kind != "association":
            self.wrong(
                "units",
                "units",
                ja="班（units）を持てるのは町会（association）だけです。",
                en="Only an association has units (班).",
            )


def _is_calendar(entry: Any) -> bool:
    if not isinstance(entry, dict) or entry.keys() - {"name", "weekdays", "weeks"}:
        return False
    weekdays, weeks = entry.get("weekdays"), entry.get("weeks", [])
    return (
        isinstance(weekdays, list)
        and bool(weekdays)
        and all(day in WEEKDAYS for day in weekdays)
        and isinstance(weeks, list)
        and all(week in {1, 2, 3, 4, 5} for week in weeks)
    )
