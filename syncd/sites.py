"""The built sites, served by the daemon itself: for trying, for small places, for one origin.

In a city static storage does this: `kairan publish`.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, request, send_file
from werkzeug.security import safe_join
from werkzeug.wrappers import Response as AnyResponse

VARIANTS = {"br": "br", "gzip": "gz"}  # content coding -> suffix of the variant, best first
TYPES = {
    ".webmanifest": "application/manifest+json",
    ".atom": "application/atom+xml",
    ".js": "text/javascript",
    ".html": "text/html",
    ".bin": "application/octet-stream",
}
# Readers come here, not programs: a page, where the API answers with its error shape.
NOT_FOUND = (
    "<!DOCTYPE html><html lang=ja><meta charset=utf-8>"
    '<meta name=viewport content="width=device-width, initial-scale=1">'
    "<title>見つかりません / Not found</title>"
    "<h1>このページはありません</h1>"
    "<p>町会からもらったカードのアドレスを確かめてください。</p>"
    "<p lang=en>There is no such page. Compare the address with the one on your card.</p>"
)
FOR_EVER = ("/assets/", "/files/", "/sealed/")  # named by their bytes


def blueprint(output: Path) -> Blueprint:
    """The blueprint that serves an output folder."""
    served = Blueprint("sites", __name__)
    served.record_once(lambda state: state.app.config.update(KAIRAN_OUTPUT=output.resolve()))
    served.add_url_rule("/", view_func=site_file, defaults={"place": ""})
    served.add_url_rule("/<path:place>", view_func=site_file)
    return served


def site_file(place: str) -> AnyResponse:
    """The file at a place of the output, compressed as the browser accepts; 404 without one."""
    found = safe_join(str(current_app.config["KAIRAN_OUTPUT"]), place)
    if found is None:
        return _not_found()
    file = Path(found)
    if file.is_dir():
        if place and not place.endswith("/"):
            return redirect(f"{request.script_root}/{place}/", 308)
        file /= "index.html"
    if not file.is_file():
        return _not_found()
    return _sent(file, place)


def _not_found() -> Response:
    return Response(NOT_FOUND, 404, content_type="text/html; charset=utf-8")


def _sent(file: Path, place: str) -> Response:
    variant, coding = _accepted_variant(file)
    type_ = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    response = send_file(variant, mimetype=type_ or "application/octet-stream", conditional=True)
    # The ETag says all that these would; a phone pays for every byte of every answer.
    for needless in ("Content-Disposition", "Last-Modified", "Accept-Ranges"):
        response.headers.pop(needless, None)
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if coding:
        response.headers["Content-Encoding"] = coding
    if any(folder in f"/{place}" for folder in FOR_EVER):
        response.headers.pop("ETag", None)
        response.cache_control.max_age = 31_536_000
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    return response


def _accepted_variant(file: Path) -> tuple[Path, str]:
    for coding, suffix in VARIANTS.items():
        variant = file.with_name(f"{file.name}.{suffix}")
        if request.accept_encodings.quality(coding) > 0 and variant.is_file():
            return variant, coding
    return file, ""
