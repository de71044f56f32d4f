"""CORS: browsers may call from the configured site origins, and from nowhere else."""

from collections.abc import Callable

from flask import Flask, Response, request

ALLOWED_HEADERS = "Authorization, Content-Type, Accept-Language"
EXPOSED_HEADERS = "Retry-After"
METHODS = "GET, POST, PUT, DELETE"
PREFLIGHT_SECONDS = "7200"


def register_cors(app: Flask, origins: tuple[str, ...]) -> None:
    """Answer preflights, and mark responses for the origins configured.

    Credentials stay off: nothing here uses cookies.
    """
    app.before_request(_preflight)
    app.after_request(_headers_for(frozenset(origin.rstrip("/") for origin in origins)))


def _preflight() -> Response | None:
    if (
        request.method == "OPTIONS"
        and request.path.startswith("/v1/")
        and "Access-Control-Request-Method" in request.headers
    ):
        return Response(status=204)
    return None


def _headers_for(origins: frozenset[str]) -> Callable[[Response], Response]:
    def add_headers(response: Response) -> Response:
        if not request.path.startswith("/v1/"):
            return response
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = METHODS
                response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
                response.headers["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
        return response

    return add_headers
