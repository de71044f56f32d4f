"""Sessions: who is signed in, kept in a signed cookie. The store is asked again at each request."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from syncd.clock import from_iso, iso

IDLE = timedelta(days=30)
# Being seen is written into the cookie at most so often.
RENEWED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Session:
    """A browser's session. ``officer`` is None before sign-in and after sign-out."""

    id: str
    seen_at: datetime
    officer: str | None = None
    language: str | None = None

    def signed_in(self, officer: str, now: datetime) -> "Session":
        """The session after sign-in. Its name is new, so that nobody can have known it before."""
        return replace(new_session(now), officer=officer, language=self.language)

    def signed_out(self, now: datetime) -> "Session":
        return replace(new_session(now), language=self.language)


def new_session(now: datetime) -> Session:
    return Session(secrets.token_urlsafe(16), now)


def lasts(session: Session, now: datetime) -> bool:
    """Whether the session has been used within the last thirty days."""
    return now - session.seen_at <= IDLE


def is_worth_renewing(session: Session, now: datetime) -> bool:
    return now - session.seen_at >= RENEWED_EVERY


class Sessions:
    """Writes and reads sessions, and the tokens that show that a form came from our own page."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def write(self, session: Session) -> str:
        return self._serializer("session").dumps(
            [session.id, iso(session.seen_at), session.officer, session.language]
        )

    def read(self, cookie: str | None, now: datetime) -> Session:
        """The session of a cookie; a new one when there is none, it is not ours or it idled out."""
        try:
            identifier, seen_at, officer, language = self._serializer("session").loads(cookie or "")
        except BadSignature:
            return new_session(now)
        session = Session(identifier, from_iso(seen_at) or now, officer, language)
        return session if lasts(session, now) else session.signed_out(now)

    def form_token(self, session: Session) -> str:
        """What every form of this session carries (OWASP: signed CSRF token)."""
        return self._serializer("form").dumps(session.id)

    def is_form_token(self, session: Session, token: str) -> bool:
        try:
            return bool(self._serializer("form").loads(token) == session.id)
        except BadSignature:
            return False

    def _serializer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(
            self._secret,
            salt=f"kairan.console.{purpose}",
            signer_kwargs={"digest_method": hashlib.sha256},
        )
