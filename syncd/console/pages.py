"""Pages: templates in the visit's language, with what every one of them needs."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, request, url_for
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.interface import language_name
from syncd.console import moments
from syncd.console.assets import asset
from syncd.console.safety.needs import Need
from syncd.console.visit import COOKIE_PATH, current_viewer, current_visit
from syncd.console.wording import LANGUAGES, Said, catalog
from syncd.problems import Problem

TEMPLATES = Path(__file__).parent / "templates"


def show(template: str, status: int = 200, **context: Any) -> Response:
    """The page of a template. Every page knows the visit, the viewer and where it is."""
    visit = current_visit()
    text = (
        _environment(visit.language)
        .get_template(template)
        .render(
            visit=visit,
            viewer=visit.viewer,
            lang=visit.language,
            languages=[(code, language_name(code), _in_language(code)) for code in LANGUAGES],
            here=request.endpoint or "",
            place=_place(request.path),
            **context,
        )
    )
    return Response(text, status, mimetype="text/html")


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    texts: Any = environment
    texts.install_gettext_translations(catalog(language), newstyle=True)
    environment.globals.update(url_for=url_for, asset=asset, Need=Need)
    environment.filters.update(
        said=_said,
        texts=text_of,
        moment=lambda at: moments.local_moment(at, language, current_viewer().timezone),
        near=_near,
        day=lambda at: moments.local_day(at, language, current_viewer().timezone),
        lasting=lambda span: moments.lasting(span, language),
        ago=lambda at: moments.ago(at, language, current_visit().now),
    )
    return environment


def _near(value: datetime) -> str:
    visit = current_visit()
    return moments.near_moment(value, visit.language, current_viewer().timezone, visit.now)


def _said(what: Said | Problem) -> str:
    """What is wrong, and how to mend it, in the visit's language."""
    language = current_visit().language
    if isinstance(what, Said):
        return what.in_language(language)
    said = what.said_in(language)
    return " ".join(text for text in (said["message"], said["hint"]) if text)


def text_of(by_language: Mapping[str, str]) -> str:
    """A text the content has in several languages, else in Japanese."""
    return by_language.get(current_visit().language) or by_language["ja"]


def _place(path: str) -> str:
    """The endpoint of the main place a page belongs to, from the first part of its address."""
    noun = path.removeprefix(COOKIE_PATH).strip("/").partition("/")[0]
    return f"{noun}.index" if noun else "home.page"


def _in_language(language: str) -> str:
    """This page in a language; where it only answers a form, the first page instead."""
    if request.method != "GET":
        return f"{request.script_root}{COOKIE_PATH}/?lang={language}"
    kept = {name: value for name, value in request.args.items() if name != "lang"}
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **kept, "lang": language})
