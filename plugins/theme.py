"""The theme: its templates in each language, and its assets under one name made of their bytes."""

from __future__ import annotations

import json
import re
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir
from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    StrictUndefined,
    Template,
)
from jinja2.ext import Extension

from plugins import interface
from plugins.cache import Cache, digest
from plugins.interface import translations

DATE_FILTERS = (interface.day, interface.month, interface.clock, interface.moment)
PLAIN_TEXT = re.compile(r'\b_\("([^"\\%]+)"\)')
MESSAGE_KEYWORDS = {"t": None, "tn": (1, 2)}


class _PlainTexts(Extension):
    """Translates texts without variables when a template is compiled, not each time it is used."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        def translated(match: re.Match[str]) -> str:
            environment: Any = self.environment
            return f"({json.dumps(environment.plain_text(match[1]), ensure_ascii=False)}|safe)"

        return PLAIN_TEXT.sub(translated, source)


class Theme:
    """A theme's folder, ``templates/``, ``static/`` and ``locale/``, for a set of languages.

    ``compiled`` is a folder for compiled templates, which all languages and builds share.
    """

    def __init__(
        self, folder: Path, loader: BaseLoader, languages: list[str], compiled: Path, cache: Cache
    ) -> None:
        self._cache = cache
        self.folder = folder
        self.languages = languages
        self._compiled = compiled
        self._environments = {
            language: self._environment(loader, language) for language in languages
        }

    def _environment(self, loader: BaseLoader, language: str) -> Environment:
        known = translations(language, self.folder / "locale")
        catalog = digest(repr(getattr(known, "_catalog", "")).encode())[:12]
        environment = Environment(
            loader=loader,
            extensions=["jinja2.ext.i18n", _PlainTexts],
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(self._compiled), f"{catalog}-%s"),
        )
        texts: Any = environment
        texts.install_gettext_translations(known, newstyle=True)
        texts.plain_text = known.gettext
        for function in DATE_FILTERS:
            environment.filters[function.__name__] = partial(function, language=language)
        environment.filters["span"] = lambda start, end: interface.span(start, end, language)
        environment.filters["filesize"] = interface.filesize
        return environment

    def template(self, name: str, language: str) -> Template:
        return self._environments[language].get_template(name)

    @cached_property
    def _macros(self) -> dict[tuple[object, ...], Any]:
        return {}

    def macros(self, name: str, language: str, **context: str) -> Any:
        """The macros of a template, called like functions; they see ``context`` and ``lang``."""
        key = (name, language, *context.items())
        if key not in self._macros:
            module = self.template(name, language).make_module({"lang": language, **context})
            self._macros[key] = module
        return self._macros[key]

    @cached_property
    def assets(self) -> dict[str, bytes]:
        """Every file of ``static/`` and the texts of its JavaScript, by place below the assets."""
        static = self.folder / "static"
        files = {
            file.relative_to(static).as_posix(): file.read_bytes()
            for file in sorted(static.rglob("*"))
            if file.is_file()
        }
        for language in self.languages:
            texts = json.dumps(self._script_texts(language), ensure_ascii=False, sort_keys=True)
            files[f"i18n/{language}.json"] = texts.encode()
        return files

    @cached_property
    def assets_folder(self) -> str:
        """``assets/<digest>/``: another name when any byte of the theme differs."""
        seen = sha256()
        for name, data in sorted(self.assets.items()):
            seen.update(name.encode() + b"\0" + data + b"\0")
        return f"assets/{seen.hexdigest()[:12]}/"

    @cached_property
    def version(self) -> str:
        """A digest of the whole theme, templates and icons included."""
        seen = sha256(self.assets_folder.encode())
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                seen.update(file.name.encode() + b"\0" + file.read_bytes())
        return seen.hexdigest()[:12]

    @cached_property
    def _script_messages(self) -> list[str | tuple[str, ...]]:
        scripts = sorted((self.folder / "static").rglob("*.js"))
        digests = [digest(script.read_bytes()) for script in scripts]
        return [
            message if isinstance(message, str) else tuple(message)
            for message in self._cache.facts(("messages", *digests), self._extracted)["messages"]
        ]

    def _extracted(self) -> dict[str, Any]:
        found = extract_from_dir(
            self.folder / "static",
            method_map=[("**.js", "javascript")],
            keywords=MESSAGE_KEYWORDS,
        )
        return {"content": None, "messages": sorted({m for _, _, m, _, _ in found}, key=str)}

    def _script_texts(self, language: str) -> dict[str, str | list[str]]:
        """The messages of the JavaScript in a language; of plurals the forms for 0, 1 and more."""
        known = translations(language, self.folder / "locale")
        texts: dict[str, str | list[str]] = {}
        for message in self._script_messages:
            if isinstance(message, tuple):
                one, many = message
                texts[one] = [known.ngettext(one, many, number) for number in (0, 1, 2)]
            else:
                texts[message] = known.gettext(message)
        return texts
