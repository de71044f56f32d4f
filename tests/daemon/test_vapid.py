"""VAPID: how push services know this daemon, and for which origin a token is good."""

from __future__ import annotations

import stat

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from plugins.settings import Settings
from syncd.push.vapid import TOKEN_SECONDS, Vapid, load_vapid, origin_of


def test_a_vapid_token_is_kept_for_half_its_life() -> None:
    moments = [0.0]
    vapid = Vapid(ec.generate_private_key(ec.SECP256R1()), None, lambda: moments[0])

    first = vapid.authorization("https://push.example.net/a")
    same = vapid.authorization("https://push.example.net:443/b")
    other = vapid.authorization("https://push.example.net:8443/a")
    moments[0] = TOKEN_SECONDS / 2 + 1
    later = vapid.authorization("https://push.example.net/a")

    assert first == same
    assert len({first, other, later}) == 3


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("https://Push.Example.NET/a", "https://push.example.net"),
        ("https://push.example.net:443/a", "https://push.example.net"),
        ("https://push.example.net:8443/a", "https://push.example.net:8443"),
        ("http://127.0.0.1:80/", "http://127.0.0.1"),
        ("https://[2606:4700::1111]:8443/a", "https://[2606:4700::1111]:8443"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(endpoint: str, expected: str) -> None:
    assert origin_of(endpoint) == expected


def test_the_key_is_made_once_and_only_its_owner_may_read_it(settings: Settings) -> None:
    first, second = load_vapid(settings), load_vapid(settings)

    (file,) = (settings.path("STATE") / "secrets").glob("vapid*")
    assert first.public_key == second.public_key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
