"""What arrives at a push service, and whether a real one would take it (RFC 8030, RFC 8292)."""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

LONGEST_BODY = 4096
LONGEST_TOKEN_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Reply:
    """How the push service answers a message."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pushed:
    """A message as it arrived, its header names in lower case, and how it was answered."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    reply: Reply
    at: float = field(default_factory=time.monotonic)


class Refused(Exception):
    """A real push service would not take the message."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def check(headers: Mapping[str, str], body: bytes, origin: str, key: str) -> None:
    """Raises Refused as Mozilla's push service would; ``key`` is what the browser registered."""
    if not headers.get("ttl", "").isdigit():
        raise Refused(400, "no TTL")
    if headers.get("content-encoding") != "aes128gcm":
        raise Refused(400, "not encrypted by RFC 8291")
    if len(body) > LONGEST_BODY:
        raise Refused(413, "too large")
    if headers.get("urgency") not in {"very-low", "low", "normal", "high"}:
        raise Refused(400, "no urgency of RFC 8030")
    if not 0 < len(headers.get("topic", "t")) <= 32:
        raise Refused(400, "no topic of RFC 8030")
    claims = read_claims(headers, origin, key)
    if claims["exp"] - time.time() > LONGEST_TOKEN_SECONDS:
        raise Refused(403, "the token lasts longer than a day")
    if not str(claims.get("sub", "")).startswith(("mailto:", "https://")):
        raise Refused(403, "no contact (Apple answers BadJwtToken)")


def read_claims(headers: Mapping[str, str], origin: str, key: str) -> dict[str, Any]:
    """The claims of the VAPID token, its signature and audience verified."""
    scheme, _, rest = headers.get("authorization", "").partition(" ")
    given = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if scheme.lower() != "vapid" or given.keys() != {"t", "k"}:
        raise Refused(401, "no VAPID authorization")
    if key and given["k"].rstrip("=") != key.rstrip("="):
        raise Refused(403, "another application server's key")
    point = urlsafe_b64decode(given["k"] + "=" * (-len(given["k"]) % 4))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    try:
        claims: dict[str, Any] = jwt.decode(
            given["t"],
            public,
            algorithms=["ES256"],
            audience=origin,
            options={"require": ["aud", "exp"]},
        )
    except jwt.InvalidTokenError as error:
        raise Refused(401, str(error)) from error
    return claims
