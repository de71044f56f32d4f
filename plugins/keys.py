"""Audience keys: who may unseal what, and the sealing itself.

The master secret never leaves the machine that builds and the machine that serves. Of it come, by
HKDF-SHA256 (RFC 5869), a secret for each organization and of that a key for each audience and
epoch. A key identifier says in clear which key it is: ``<organization path>:<audience>:<epoch>``.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
FIRST_EPOCH = 1


class SealError(Exception):
    """The data was not sealed under this key, or was altered since."""


def key_id(organization: str, audience: str, epoch: int = FIRST_EPOCH) -> str:
    """The identifier of the key that opens what ``organization`` sealed for ``audience``."""
    return f"{organization}:{audience}:{epoch}"


def audience_key(master: bytes, identifier: str) -> bytes:
    """The 32-byte key named by a key identifier."""
    organization = identifier.split(":", 1)[0]
    secret = _derive(master, b"kairan organization\0" + organization.encode())
    return _derive(secret, b"kairan audience\0" + identifier.encode())


def _derive(secret: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


def seal(key: bytes, identifier: str, plaintext: bytes) -> bytes:
    """Nonce, ciphertext and tag of AES-256-GCM, the identifier authenticated with them.

    The nonce comes from key and plaintext, so that the same plaintext gives the same bytes and
    builds stay reproducible; two different plaintexts share a nonce with probability 2**-96 a pair.
    """
    nonce_key = _derive(key, b"kairan nonce")
    nonce = hmac.digest(nonce_key, identifier.encode() + b"\0" + plaintext, "sha256")
    nonce = nonce[:NONCE_BYTES]
    return nonce + AESGCM(key).encrypt(nonce, plaintext, identifier.encode())


def unseal(key: bytes, identifier: str, data: bytes) -> bytes:
    """The plaintext. Raises SealError for a wrong key, a wrong identifier or altered data."""
    try:
        return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], identifier.encode())
    except (InvalidTag, ValueError) as error:
        raise SealError(f"not sealed under {identifier}") from error


def opaque_name(master: bytes, *parts: str) -> str:
    """A file name of 32 hexadecimal digits that tells a stranger nothing of its parts."""
    name = "\0".join(parts).encode()
    return hmac.digest(_derive(master, b"kairan names"), name, hashlib.sha256).hex()[:32]


def entitled_keys(
    chain: Iterable[str], *, unit: str | None, groups: Iterable[tuple[str, str]], officer: bool
) -> Iterator[str]:
    """The key identifiers a household holds.

    ``chain`` is its association's path and those of all organizations above it, the association
    first; ``groups`` are pairs of (path of the organization that holds the group's folder, name of
    the group's folder).
    """
    chain = tuple(chain)
    for path in chain:
        yield key_id(path, "members")
        if officer:
            yield key_id(path, "officers")
    if unit:
        yield key_id(chain[0], f"unit:{unit}")
    for holder, name in groups:
        yield key_id(holder, f"group:{name}")
