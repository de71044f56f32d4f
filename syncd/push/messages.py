"""Messages: a notice encrypted for one device (RFC 8291), with its headers (RFC 8030)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from webpush import WebPush, WebPushSubscription

from syncd.push.notices import SOURCE_LANGUAGE
from syncd.push.subscriptions import Subscription
from syncd.push.vapid import Vapid

# What fits into one record of 4,096 bytes (RFC 8291, section 4).
LONGEST_PLAINTEXT = 3993


@dataclass(frozen=True)
class Message:
    """An HTTP POST to a push service."""

    endpoint: str
    headers: tuple[str, ...]
    body: bytes


class _Authorizer:
    """Takes the place of webpush's own VAPID, which omits the port and signs every message anew."""

    def __init__(self, vapid: Vapid) -> None:
        self._vapid = vapid

    def get_authorization_header(self, endpoint: Any, subscriber: str, expiration: int) -> str:
        return self._vapid.authorization(str(endpoint))


class Encryptor:
    """Makes messages. One serves a thread; its headers are ours, so nothing sticks to it."""

    def __init__(self, vapid: Vapid) -> None:
        key = vapid.private_key
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self._webpush = WebPush(BytesIO(private), BytesIO(public), subscriber="unused@example.org")
        self._webpush.vapid = _Authorizer(vapid)

    def message(
        self,
        plaintext: bytes,
        subscription: Subscription,
        *,
        urgency: str,
        topic: str,
        seconds_to_live: int,
    ) -> Message:
        """The message for a subscription. Raises ValueError for keys no browser makes."""
        encrypted = self._webpush.get(
            plaintext,
            WebPushSubscription.model_validate(
                {
                    "endpoint": subscription.endpoint,
                    "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth},
                }
            ),
        )
        headers = (
            f"Authorization: {encrypted.headers['authorization']}",
            "Content-Encoding: aes128gcm",
            "Content-Type: application/octet-stream",
            f"TTL: {seconds_to_live}",
            f"Urgency: {urgency}",
            f"Topic: {topic}",
        )
        return Message(subscription.endpoint, headers, encrypted.encrypted)


def payload(push: Mapping[str, Any], language: str, site_languages: tuple[str, ...]) -> bytes:
    """What a phone is shown of a push: JSON, in its language where the notice has that.

    The page is the one of the reader's own language, wherever the site has it.
    """
    texts = push["texts"]
    spoken = language if language in texts else SOURCE_LANGUAGE
    folder = f"{language}/" if language != SOURCE_LANGUAGE and language in site_languages else ""
    body = {
        **texts[spoken],
        "url": folder + push["url"],
        "tag": push["tag"],
        "lang": spoken,
        "kind": push["kind"],
        "item": push["item"],
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    if len(text) > LONGEST_PLAINTEXT:
        raise ValueError(f"a push of {len(text)} bytes does not fit into one message")
    return text


def seconds_to_live(expires_at: datetime, now: datetime) -> int:
    return max(0, int((expires_at - now).total_seconds()))
