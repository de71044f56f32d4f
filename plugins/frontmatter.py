"""Front matter: the YAML between two lines of ``---`` at the head of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from plugins.cache import digest
from plugins.letterhead import read_letterhead
from plugins.mistakes import Mistakes

MAX_FILE_BYTES = 1_000_000
MAX_FRONT_MATTER_BYTES = 32_000
MAX_DEPTH = 8
FENCE = "---"
# A key and words that hold no mark of YAML and begin with none.
PLAIN_LINE = re.compile(
    r"(?P<key>[a-z]+): "
    r"(?P<value>[^\W_](?:[^:#\s\x00-\x1f\x7f-\x9f\ufeff]|\u3000(?=\S)|:(?=[^\s#])| (?=[^#\s]))*)"
)
ALIAS_MARKS = {"&", "*"}  # without which no alias can be written

Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Value = str | list["Value"] | dict[str, "Value"]
Wrong = Callable[..., None]


@dataclass(frozen=True)
class Document:
    """A Markdown file taken apart. All scalars are text; ``lines`` tells where each key stands.

    ``source`` is a digest of the whole file.
    """

    path: Path
    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    source: str


class _Refused(Exception):
    def __init__(self, line: int, code: str, ja: str, en: str) -> None:
        super().__init__(en)
        self.line, self.code, self.ja, self.en = line, code, ja, en


def read_document(path: Path, mistakes: Mistakes) -> Document | None:
    """The file's front matter and body; None when a mistake, added to ``mistakes``, forbids it."""
    try:
        return _document(path)
    except _Refused as refused:
        mistakes.add(path, refused.line, refused.code, ja=refused.ja, en=refused.en)
    return None


def _document(path: Path) -> Document:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise _Refused(
            0,
            "file.too-big",
            f"本文が {size / 1e6:.1f} MB あります。{MAX_FILE_BYTES / 1e6:.0f} MB までにして、"
            "写真や資料は添付にしてください。",
            f"This text has {size / 1e6:.1f} MB. Keep it below {MAX_FILE_BYTES / 1e6:.0f} MB and"
            " attach pictures and documents instead.",
        )
    raw = path.read_bytes()
    text, source = _decoded(raw), digest(raw)
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return _without_front_matter(path, text, source)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise _Refused(
            1,
            "front-matter.open",
            "見出しの終わりの --- がありません。",
            "The front matter is not closed. Put --- on a line of its own after it.",
        )
    head = "\n".join(lines[1:end])
    if len(head.encode()) > MAX_FRONT_MATTER_BYTES:
        raise _Refused(
            1,
            "front-matter.too-big",
            f"見出しが {MAX_FRONT_MATTER_BYTES // 1000} KB を超えています。文章は --- の下に書いてください。",
            f"The front matter exceeds {MAX_FRONT_MATTER_BYTES // 1000} KB."
            " Write the text below the second --- .",
        )
    values, where = _mapping(head)
    return Document(path, values, where, "\n".join(lines[end + 1 :]), source)


def _without_front_matter(path: Path, text: str, source: str) -> Document:
    head = read_letterhead(text)
    if head is None:
        raise _Refused(
            1,
            "front-matter.missing",
            "先頭に --- で囲んだ見出し（title と date）がなく、本文の初めにも題名と日付が見つかりません。",
            "There is no front matter, and no title with a date at the beginning of the text."
            " Begin the file with --- , title:, date:, --- .",
        )
    return Document(
        path,
        {"title": head.title, "date": head.date},
        {"title": head.title_line, "date": head.date_line},
        head.body,
        source,
    )


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Refused(
            line,
            "file.encoding",
            "UTF-8 ではない文字があります。UTF-8 で保存し直してください。",
            "This is not UTF-8. Save the file again as UTF-8.",
        ) from error
    if "\0" in text:
        raise _Refused(
            text.count("\n", 0, text.index("\0")) + 1,
            "file.binary",
            "文字ではないデータ（NUL）が入っています。文章だけのファイルにしてください。",
            "There is a NUL byte here. Keep only text in this file.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mapping(head: str) -> tuple[dict[str, Value], dict[str, int]]:
    return _plain_mapping(head) or _yaml_mapping(head)


def _plain_mapping(head: str) -> tuple[dict[str, Value], dict[str, int]] | None:
    """The mapping of lines that YAML takes as they stand, as most are; None where it is to ask."""
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(head.split("\n"), 2):
        match = PLAIN_LINE.fullmatch(line)
        if match is None or match["key"] in values:
            return None
        values[match["key"]] = match["value"]
        lines[match["key"]] = number
    return values, lines


def _yaml_mapping(head: str) -> tuple[dict[str, Value], dict[str, int]]:
    try:
        for event in yaml.parse(head, Loader=Loader) if ALIAS_MARKS & set(head) else ():
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                mark = event.start_mark
                raise _Refused(
                    mark.line + 2 if mark else 1,
                    "front-matter.alias",
                    "YAML の別名（& と *）は使えません。値をそのまま書くか、引用符で囲んでください。",
                    "YAML anchors and aliases (& and *) are not accepted."
                    " Write the value itself, or put it in quotation marks.",
                )
        node = yaml.compose(head, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Refused(
            mark.line + 2 if mark else 1,
            "front-matter.yaml",
            f"YAML として読めません（{error.problem}）。「: 」の後の空白と字下げを確かめ、"
            "記号を含む文は引用符で囲んでください。",
            f"This is not YAML ({error.problem}). Check the space after the colon and the indents,"
            " and put text with symbols in quotation marks.",
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _Refused(
            1,
            "front-matter.yaml",
            "見出しを YAML として読めません。",
            "The front matter is not YAML.",
        ) from error
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise _Refused(
            2,
            "front-matter.shape",
            "見出しは「title: …」のように「名前: 値」で書いてください。",
            "Write the front matter as lines of 'name: value'.",
        )
    lines = {key.value: key.start_mark.line + 2 for key, _ in node.value}
    value = _value(node, MAX_DEPTH)
    assert isinstance(value, dict)  # noqa: S101  (a mapping node gives a mapping)
    return value, lines


def _value(node: yaml.Node, depth: int) -> Value:
    line = node.start_mark.line + 2
    if depth == 0:
        raise _Refused(
            line,
            "front-matter.deep",
            "入れ子が深すぎます。",
            "This is nested too deeply. Write it flat.",
        )
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, depth - 1) for child in node.value]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    mapping: dict[str, Value] = {}
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in mapping:
            raise _Refused(
                key.start_mark.line + 2,
                "front-matter.twice",
                f"「{key.value}」が二度書かれています。ひとつにしてください。",
                f"{key.value!r} is written twice. Keep one.",
            )
        mapping[key.value] = _value(child, depth - 1)
    return mapping
