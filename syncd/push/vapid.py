"""VAPID (RFC 8292): how push services know this daemon, by a key made at its first run."""

import os
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from plugins.settings import Settings

KEY_FILE = "vapid.pem"
# RFC 8292 allows a day; a token is made anew at half of its life.
TOKEN_SECONDS = 12 * 3600


class Vapid:
    """Authorization for push services. A token serves an origin until half its life is over.

    Making one costs more than encrypting a message, so that it is kept per origin.
    """

    def __init__(
        self,
        private_key: ec.EllipticCurvePrivateKey,
        subject: str | None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.private_key = private_key
        self.subject = subject
        self._clock = clock
        self._tokens: dict[str, tuple[float, str]] = {}

    @property
    def public_key(self) -> str:
        """The application server key a browser subscribes with: base64url of the point."""
        point = self.private_key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return urlsafe_b64encode(point).rstrip(b"=").decode()

    def authorization(self, endpoint: str) -> str:
        """The Authorization header for an endpoint; ``aud`` is its origin, port included."""
        origin = origin_of(endpoint)
        now = self._clock()
        expires, token = self._tokens.get(origin, (0.0, ""))
        if expires - now < TOKEN_SECONDS / 2:
            expires = now + TOKEN_SECONDS
            claims = {"aud": origin, "exp": int(expires)}
            if self.subject:
                claims["sub"] = self.subject
            token = jwt.encode(claims, self.private_key, algorithm="ES256")
            self._tokens[origin] = (expires, token)
        return f"vapid t={token}, k={self.public_key}"


def origin_of(endpoint: str) -> str:
    """Scheme, host and any port that is not the scheme's own."""
    parts = urlsplit(endpoint)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    own = {"https": 443, "http": 80}.get(parts.scheme)
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, own) else "")


def load_vapid(settings: Settings) -> Vapid:
    """The key of ``<state>/secrets``, made there with mode 600 at the first run."""
    file = settings.state_folder("secrets") / KEY_FILE
    if not file.exists():
        _make_key(file)
    key = load_pem_private_key(file.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file} holds no elliptic-curve key")
    return Vapid(key, _subject(settings))


def _subject(settings: Settings) -> str | None:
    given = settings["VAPID_SUBJECT"]
    public = settings["PUBLIC_URL"]
    return given or (public if public.startswith("https://") else None)


def _make_key(file: Path) -> None:
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    own = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(pem)
    try:
        # Of several processes starting together the first one's key is everybody's.
        os.link(own, file)
    except FileExistsError:
        pass
    finally:
        own.unlink()
