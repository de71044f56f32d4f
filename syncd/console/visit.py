"""The visit: what is known of one request, who asks, in which language, and when."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, abort, g, request

from syncd.api.requests import current_daemon
from syncd.clock import read_clock
from syncd.console.sessions import IDLE, Session, Sessions, is_worth_renewing
from syncd.console.viewer import Viewer
from syncd.console.viewers import find_viewer
from syncd.console.wording import LANGUAGES, choose_language

COOKIE = "kairan_console"
COOKIE_PATH = "/console"


@dataclass
class Visit:
    """``session`` may be replaced while the request is served; the cookie then follows it."""

    now: datetime
    sessions: Sessions
    came_with: Session
    session: Session
    language: str
    viewer: Viewer | None

    def sign_in(self, officer: str) -> None:
        self.session = self.session.signed_in(officer, self.now)

    def sign_out(self) -> None:
        self.session = self.session.signed_out(self.now)

    @property
    def form_token(self) -> str:
        return self.sessions.form_token(self.session)


def current_visit() -> Visit:
    visit: Visit = g.console_visit
    return visit


def current_viewer() -> Viewer:
    """The officer who asks; the page on signing in is shown to anybody else."""
    viewer = current_visit().viewer
    if viewer is None:
        abort(401)
    return viewer


def open_visit() -> None:
    """Runs before each request. The store is asked who the officer is now, whatever the cookie says."""
    daemon = current_daemon()
    now = read_clock()
    sessions = Sessions(daemon.credentials.derived_secret("console"))
    session = came_with = sessions.read(request.cookies.get(COOKIE), now)
    asked = request.args.get("lang")
    language = choose_language(asked, session.language, request.accept_languages)
    if asked in LANGUAGES and asked != session.language:
        session = replace(session, language=asked)
    # Known before the store is asked: an error page needs it too.
    visit = g.console_visit = Visit(now, sessions, came_with, session, language, None)
    if session.officer is not None:
        with daemon.store.read() as connection:
            visit.viewer = find_viewer(connection, session.officer)


def check_form_token() -> None:
    """Runs before each request: what changes something must come from a page of ours."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        visit = current_visit()
        if not visit.sessions.is_form_token(visit.session, request.form.get("token", "")):
            abort(403)


def keep_session(response: Response) -> Response:
    """Runs after each request: the cookie follows the session."""
    visit: Visit | None = g.get("console_visit")
    if visit is None:
        return response
    kept = request.cookies.get(COOKIE) is not None and visit.session == visit.came_with
    if kept and not is_worth_renewing(visit.session, visit.now):
        return response
    response.set_cookie(
        COOKIE,
        visit.sessions.write(replace(visit.session, seen_at=visit.now)),
        max_age=IDLE,
        path=COOKIE_PATH,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response
