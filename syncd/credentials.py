"""Credentials: signed tokens of devices and gateways, and the hashes kept of them.

A token is signed, so that a guess is refused without asking the store, and only its SHA-256 is
kept, so that a stolen store opens nothing. Join codes are short; of them a keyed hash is kept.
"""

import hashlib
import hmac
import ipaddress
import secrets

from itsdangerous import BadSignature, URLSafeSerializer

DEVICE = "device"
GATEWAY = "gateway"


class Credentials:
    """Makes and checks credentials under the daemon's signing secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def make_token(self, kind: str, identifier: str) -> str:
        """A new token for a device or gateway; two calls never give the same."""
        return self._serializer(kind).dumps([identifier, secrets.token_urlsafe(12)])

    def is_ours(self, kind: str, token: str) -> bool:
        """Whether this daemon signed the token; whether it still holds, the store knows."""
        try:
            self._serializer(kind).loads(token)
        except BadSignature:
            return False
        return True

    def code_hash(self, code: str) -> str:
        return self._keyed_hash("code", code)

    def address_hash(self, address: str) -> str:
        """A name for an address that does not tell it. One IPv6 network (/64) is one address.

        What is no address, as some proxies send and a Unix socket has, stands for itself.
        """
        try:
            parsed = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return self._keyed_hash("address", address)
        if parsed.version == 6:
            parsed = ipaddress.ip_network((parsed, 64), strict=False).network_address
        return self._keyed_hash("address", str(parsed))

    def derived_secret(self, purpose: str) -> str:
        """A secret for one purpose, so that no two uses share a key."""
        return self._keyed_hash("secret", purpose)

    def _keyed_hash(self, purpose: str, text: str) -> str:
        return hmac.digest(self._secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hex()

    def _serializer(self, kind: str) -> URLSafeSerializer:
        return URLSafeSerializer(
            self._secret, salt=f"kairan.{kind}", signer_kwargs={"digest_method": hashlib.sha256}
        )


def token_hash(token: str) -> str:
    """What is kept of a token. Tokens are long and random, so no key is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
