"""A push service on this machine, and browsers' subscriptions at it (RFC 8030, 8188, 8291)."""

from __future__ import annotations

import json
import secrets
import threading
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECONDS = 25.0


@dataclass(frozen=True)
class Reply:
    """How the push service answers a message."""

    status: int = 201
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Pushed:
    """A message as it arrived, its header names in lower case."""

    path: str
    headers: Mapping[str, str]
    body: bytes


class Browser:
    """A browser's subscription: it alone can read what is pushed to it."""

    def __init__(self, origin: str) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = secrets.token_bytes(16)
        self._point = _point(self._private.public_key())
        self.path = f"/push/{secrets.token_urlsafe(12)}"
        self.endpoint = origin + self.path

    def as_json(self) -> dict[str, Any]:
        """What ``PushSubscription.toJSON()`` gives."""
        return {
            "endpoint": self.endpoint,
            "expirationTime": None,
            "keys": {"p256dh": _text(self._point), "auth": _text(self._auth)},
        }

    def read(self, pushed: Pushed) -> dict[str, Any]:
        """The payload, decrypted as RFC 8291 (section 3.4) and RFC 8188 (section 2) say."""
        salt, size, length = pushed.body[:16], pushed.body[16:20], pushed.body[20]
        sender, sealed = pushed.body[21 : 21 + length], pushed.body[21 + length :]
        assert len(sealed) <= int.from_bytes(size, "big"), "more than one record"
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._private.exchange(ec.ECDH(), public)
        secret = _derived(shared, self._auth, b"WebPush: info\0" + self._point + sender, 32)
        key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, sealed, None)
        text, delimiter, _ = padded.rpartition(b"\x02")
        assert delimiter, "not the last record"
        return dict(json.loads(text))


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class PushService:
    """Runs while it is entered. ``pushed`` is what arrived, in order; ``replies`` by path."""

    def __init__(self) -> None:
        self.pushed: list[Pushed] = []
        self.replies: dict[str, Reply] = {}
        self.otherwise = Reply()
        self._changed = threading.Condition()
        self._held = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def subscribe(self) -> Browser:
        return Browser(self.origin)

    def received(self, browser: Browser) -> list[dict[str, Any]]:
        """What a browser was pushed, decrypted."""
        return [browser.read(p) for p in self.pushed if p.path == browser.path]

    def hold(self) -> None:
        """Take messages from now on, but answer none until ``release``."""
        with self._changed:
            self._held = True

    def release(self) -> None:
        with self._changed:
            self._held = False
            self._changed.notify_all()

    def wait_for(self, count: int) -> list[Pushed]:
        """What has arrived once it is so many messages."""
        with self._changed:
            arrived = self._changed.wait_for(lambda: len(self.pushed) >= count, SECONDS)
            assert arrived, f"{len(self.pushed)} of {count} messages arrived"
            return list(self.pushed)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _take(self, pushed: Pushed) -> Reply:
        with self._changed:
            self.pushed.append(pushed)
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._held, SECONDS)
            return self.replies.get(pushed.path, self.otherwise)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                reply = service._take(Pushed(self.path, headers, body))
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:
                """What arrived is in ``pushed``."""

        return Handler
