"""Endpoints: a client chose the URL, so it must not reach inside."""

from __future__ import annotations

import pytest

from syncd.push.addresses import is_public, objection
from syncd.push.messages import Message
from syncd.push.sender import Sender
from tests.daemon.push_service import PushService

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::10.0.0.1",
    "100::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001:0:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "5f00::1",
]
OUTSIDE = ["8.8.8.8", "203.0.114.1", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_is_not_public_whatever_it_is_wrapped_in(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_outside_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/QGq",
        "https://wns2-by3p.notify.windows.com/w/?token=a%3d",
        "https://8.8.8.8:8443/push",
        "https://[2606:4700::1111]/push",
        "HTTPS://Push.Example.NET/a",
    ],
)
def test_the_endpoints_of_push_services_are_taken(endpoint: str) -> None:
    assert objection(endpoint) is None


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.net/a",
        "ftp://push.example.net/a",
        "file:///etc/passwd",
        "gopher://push.example.net/",
        "//push.example.net/a",
        "push.example.net",
        "https://",
        "https:///a",
        "https://:443/",
        "https://push.example.net:port/",
        "https://push.example.net:99999/",
        "https://[::1/",
        "https://user@push.example.net/a",
        "https://user:secret@push.example.net/a",
        "https://push.example.net/a#fragment",
        "https://push.example.net/a b",
        "https://push.example.net\\@127.0.0.1/",
        "https://push.example.net/\r\nHost: inside",
        "https://push.example.net/\0",
        "https://プッシュ.example/a",
        "https://push.example.net/" + "a" * 2000,
        "https://localhost/a",
        "https://localhost./a",
        "https://db/a",
        "https://2130706433/a",
        "http://127.0.0.1/a",
        *(f"https://{f'[{a}]' if ':' in a else a}/a" for a in INSIDE if "%" not in a),
        "https://[fe80::1%25eth0]/a",
    ],
)
def test_no_other_endpoint_is(endpoint: str) -> None:
    assert objection(endpoint) is not None


def test_the_setting_for_tests_opens_loopback_and_nothing_else() -> None:
    assert objection("http://127.0.0.1:8080/a", allow_loopback=True) is None
    assert objection("http://[::1]:8080/a", allow_loopback=True) is None
    for endpoint in ("http://10.0.0.1/a", "http://push.example.net/a", "http://localhost/a"):
        assert objection(endpoint, allow_loopback=True) is not None


@pytest.mark.parametrize(
    "host", ["inside.localhost", "127.0.0.1.", "0x7f.1", "127.1", "0177.0.0.1"]
)
def test_a_name_that_leads_inside_is_refused_when_connecting(host: str) -> None:
    with PushService() as service:
        port = service.origin.rpartition(":")[2]
        endpoint = f"https://{host}:{port}/push"
        sender = Sender(timeout=5)
        (answer,) = sender.send([Message(endpoint, ("TTL: 1",), b"secret")])
        sender.close()

        assert objection(endpoint) is None
        assert answer.status is None
        assert answer.refused
        assert service.pushed == []


def test_a_plain_connection_is_never_made_without_the_setting_for_tests() -> None:
    with PushService() as service:
        sender = Sender(timeout=5)
        (answer,) = sender.send([Message(f"{service.origin}/push", ("TTL: 1",), b"secret")])
        sender.close()

        assert answer.status is None
        assert service.pushed == []
