"""The built sites, served by the daemon itself: for trying, for small places, for one origin.

In a city static storage does this: `kairan publish`.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, request, send_file
from werkzeug.security import safe_join
from werkzeug.wrappers import Response as AnyResponse

from syncd.codings import CODINGS, CodedFiles
from syncd.headers import cache_control, compressible, content_type

VARIANTS = {"br": "br", "gzip": "gz"}  # content coding -> suffix of the variant, best first
MEMORY_BYTES = 64_000_000
# Readers come here, not programs: a page, where the API answers with its error shape.
NOT_FOUND = (
    "<!DOCTYPE html><html lang=ja><meta charset=utf-8>"
    '<meta name=viewport content="width=device-width, initial-scale=1">'
    "<title>見つかりません / Not found</title>"
    "<h1>このページはありません</h1>"
    "<p>町会からもらったカードのアドレスを確かめてください。</p>"
    "<p lang=en>There is no such page. Compare the address with the one on your card.</p>"
)
OUTPUT, CODED = "KAIRAN_OUTPUT", "KAIRAN_CODED_FILES"


def blueprint(output: Path) -> Blueprint:
    """The blueprint that serves an output folder."""
    parts = {OUTPUT: output.resolve(), CODED: CodedFiles(MEMORY_BYTES)}
    served = Blueprint("sites", __name__)
    served.record_once(lambda state: state.app.config.update(parts))
    served.add_url_rule("/", view_func=site_file, defaults={"place": ""})
    served.add_url_rule("/<path:place>", view_func=site_file)
    return served


def site_file(place: str) -> AnyResponse:
    """The file at a place of the output, compressed as the browser accepts; 404 without one."""
    found = safe_join(str(current_app.config[OUTPUT]), place)
    if found is None:
        return _not_found()
    file = Path(found)
    if file.is_dir():
        if place and not place.endswith("/"):
            return redirect(f"{request.script_root}/{place}/", 308)
        file /= "index.html"
    if not file.is_file():
        return _not_found()
    response = _coded(file) or _sent(file, file.name, ranges=True)
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = cache_control(
        file.relative_to(current_app.config[OUTPUT]).as_posix()
    )
    if "immutable" in response.headers["Cache-Control"]:
        response.headers.pop("ETag", None)
    return response


def _not_found() -> Response:
    return Response(NOT_FOUND, 404, content_type="text/html; charset=utf-8")


def _coded(file: Path) -> Response | None:
    """The file in the best coding the browser accepts: a variant beside it, else made here."""
    if not compressible(file.name):
        return None
    for coding in CODINGS:
        if request.accept_encodings.quality(coding) <= 0:
            continue
        variant = file.with_name(f"{file.name}.{VARIANTS[coding]}")
        if variant.is_file():
            response = _sent(variant, file.name)
        else:
            coded = current_app.config[CODED].coded(file, coding)
            response = Response(coded.data, content_type=content_type(file.name))
            response.set_etag(coded.etag)
            response.make_conditional(request)
        response.headers["Content-Encoding"] = coding
        return response
    return None


def _sent(file: Path, name: str, *, ranges: bool = False) -> Response:
    """The file under a name that says its type; a range of it only where it lies uncoded."""
    response = send_file(file, mimetype=content_type(name), conditional=ranges)
    if not ranges:
        response.make_conditional(request)
    response.headers["Content-Type"] = content_type(name)
    # The ETag says all that these would; a phone pays for every byte of every answer.
    for needless in ("Content-Disposition", "Last-Modified", "Accept-Ranges"):
        response.headers.pop(needless, None)
    return response
