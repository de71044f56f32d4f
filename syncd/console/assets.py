"""Style sheets and the little script: the console's own, and the colours shared with the sites."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory, url_for

from plugins.interface import THEME_CATALOGS

STATIC = Path(__file__).parent / "static"
SHARED_STYLES = THEME_CATALOGS.parent / "static" / "css"
SHARED = ("colors.css", "dark.css")
ONE_YEAR = 365 * 86_400

# Apart from the console's blueprint: nobody is asked who they are for a style sheet.
blueprint = Blueprint("console-assets", __name__, url_prefix="/console")


@blueprint.get("/static/<name>")
def own(name: str) -> Response:
    return _sent(STATIC, name)


@blueprint.get("/theme/<name>")
def shared(name: str) -> Response:
    """The colour roles of the residents' pages, so that both look of one house."""
    if name not in SHARED:
        abort(404)
    return _sent(SHARED_STYLES, name)


def asset(name: str) -> str:
    """The address of a file, which changes when its bytes do; so it may be kept for ever."""
    endpoint, folder = ("shared", SHARED_STYLES) if name in SHARED else ("own", STATIC)
    return url_for(f"console-assets.{endpoint}", name=name, v=_digest(folder / name))


def _sent(folder: Path, name: str) -> Response:
    response = send_from_directory(folder, name, max_age=ONE_YEAR)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@cache
def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]
