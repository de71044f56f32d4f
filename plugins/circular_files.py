"""Reading circulars: Markdown files to checked items, every mistake named at its line."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from plugins.circular_fields import Fields
from plugins.circulars import Circular, Wording
from plugins.frontmatter import Document, Value, read_document
from plugins.mistakes import Mistakes
from plugins.organizations import SOURCE_LANGUAGE, Organization, Tree

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TRANSLATED = re.compile(r"(?P<stem>.+)\.(?P<language>[a-z]{2,3}(-[A-Za-z]{2,4})?|easy)")
TRANSLATION_KEYS = {"title", "summary", "place", "questions"}


def read_circulars(tree: Tree, files: Iterable[Path], mistakes: Mistakes) -> list[Circular]:
    """The published circulars of Markdown files, newest first.

    A translation belongs to the original of its name beside it; give both.

    Mistakes are added, all of them in one run. A circular with a mistake may still be among them,
    so that its text is checked too: whoever publishes looks at ``mistakes`` first.
    """
    originals, translations = _sorted_files(files)
    circulars: dict[str, Circular] = {}
    for path in originals:
        circular = _read(tree, path, translations.get(path, {}), mistakes)
        if circular is None:
            continue
        if circular.id in circulars:
            other = circulars[circular.id].path.relative_to(tree.content).as_posix()
            mistakes.add(
                path,
                1,
                "slug.twice",
                ja=f"「{circular.id}」は {other} と同じ名前です。ファイル名を変えるか slug: を書いてください。",
                en=f"{circular.id!r} is also the name of {other}."
                " Rename one file or give it a slug: of its own.",
            )
            continue
        circulars[circular.id] = circular
    _report_orphans(originals, translations, mistakes)
    return sorted(circulars.values(), key=lambda c: (c.date, c.id), reverse=True)


def _sorted_files(files: Iterable[Path]) -> tuple[list[Path], dict[Path, dict[str, Path]]]:
    """The originals, and for each original its translations by language."""
    originals: list[Path] = []
    translations: dict[Path, dict[str, Path]] = defaultdict(dict)
    for path in files:
        match = TRANSLATED.fullmatch(path.stem)
        if match:
            translations[path.with_name(match["stem"] + path.suffix)][match["language"]] = path
        else:
            originals.append(path)
    return originals, translations


def _report_orphans(
    originals: list[Path], translations: dict[Path, dict[str, Path]], mistakes: Mistakes
) -> None:
    for missing in sorted(translations.keys() - set(originals)):
        for path in translations[missing].values():
            mistakes.add(
                path,
                0,
                "translation.orphan",
                ja=f"翻訳の元になる {missing.name} がありません。元のファイル名に合わせてください。",
                en=f"There is no {missing.name} that this could translate. Match its name.",
            )


def _read(
    tree: Tree, path: Path, translations: dict[str, Path], mistakes: Mistakes
) -> Circular | None:
    organization = tree.owner_of(path)
    if organization is None:
        mistakes.add(
            path,
            0,
            "file.outside",
            ja="このファイルはどの組織のフォルダにも入っていません。町会などのフォルダへ移してください。",
            en="This file is in no organization's folder."
            " Move it into the folder of an association, federation or city.",
        )
        return None
    document = read_document(path, mistakes)
    if document is None:
        return None
    fields = Fields(document, organization, tree, mistakes)
    circular = fields.circular(_slug(document, fields))
    if fields.draft:
        return None
    for language, file in sorted(translations.items()):
        circular = _with_translation(circular, language, file, organization, mistakes)
    return circular


def _slug(document: Document, fields: Fields) -> str:
    """The item's name in addresses: ``slug:``, else the file's name, else one derived from it.

    A Japanese file name gives a short name of its digest, which stays as long as the file's name.
    """
    given = fields.text("slug")
    stem = unicodedata.normalize("NFC", document.path.stem)
    if given:
        if not SLUG.fullmatch(given):
            fields.wrong(
                "slug",
                "slug.form",
                ja=f"slug「{given}」は使えません。小文字の英数字とハイフンだけにしてください。",
                en=f"The slug {given!r} will not do. Use lower-case letters, digits and hyphens.",
            )
        return given
    if SLUG.fullmatch(stem):
        return stem
    return "c-" + sha256(stem.encode()).hexdigest()[:10]


def _with_translation(
    circular: Circular, language: str, file: Path, organization: Organization, mistakes: Mistakes
) -> Circular:
    """The circular with what a person translated in ``name.<language>.md``."""
    document = read_document(file, mistakes)
    if document is None:
        return circular
    fields = Fields(document, organization, None, mistakes)
    fields.only(TRANSLATION_KEYS)
    if language == SOURCE_LANGUAGE:
        fields.wrong(
            "",
            "translation.language",
            ja="日本語は元のファイルに書いてください。",
            en="Japanese belongs into the original file.",
        )
    wording = Wording(
        title=fields.required("title"),
        body=document.body,
        summary=fields.text("summary"),
        place=fields.text("place"),
    )
    form = circular.form
    questions = document.values.get("questions")
    if questions is not None and form is not None:
        labels = _labels(questions)
        shape = [len(question.choices) for question in form.questions]
        if [len(choices) for _, choices in labels] == shape:
            form = form.with_labels(language, labels)
        else:
            fields.wrong(
                "questions",
                "translation.questions",
                ja="質問または選択肢の数が元の文書と違います。同じ数、同じ順に並べてください。",
                en="The questions or choices differ in number from the original."
                " Give the same number in the same order.",
            )
    return Circular(
        **{
            **circular.__dict__,
            "wordings": {**circular.wordings, language: wording},
            "form": form,
            "sources": (*circular.sources, language, document.source),
        }
    )


def _labels(questions: Value) -> list[tuple[str, list[str]]]:
    labels = []
    for question in questions if isinstance(questions, list) else []:
        if isinstance(question, dict):
            choices = question.get("choices", [])
            texts = [str(c) for c in choices] if isinstance(choices, list) else []
            labels.append((str(question.get("label", "")), texts))
    return labels
