"""Which addresses a push may go to: a client chose the URL, so it must not reach inside."""

import ipaddress
from urllib.parse import urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
LONGEST_ENDPOINT = 2000
# RFC 6052: these IPv6 addresses lead to the IPv4 address in their last 32 bits.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# RFC 4291, section 2.4: all that is assigned for the public Internet; Python calls more of it global.
UNICAST = ipaddress.IPv6Network("2000::/3")


def is_public(address: str) -> bool:
    """Whether an IP address is on the public Internet, whatever it is wrapped in."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_assigned(a) and not a.is_multicast for a in _meant_by(parsed))


def _is_assigned(address: IPAddress) -> bool:
    return address.is_global and (address.version == 4 or address in UNICAST)


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _meant_by(address: IPAddress) -> list[IPAddress]:
    """The addresses a packet to this one may end at."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.sixtofour:
        return [address, address.sixtofour]
    if address.teredo:
        return [address, *address.teredo]
    return [address]


def objection(endpoint: str, *, allow_loopback: bool = False) -> str | None:
    """Why pushes cannot go to this URL; None when they may be tried.

    What its name resolves to is looked at when connecting, where it counts.
    """
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable():
        return "is too long, or holds characters no URL holds"
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not a URL"
    if not host or " " in endpoint or "\\" in endpoint:
        return "is not a URL"
    if parts.username is not None or parts.password is not None or parts.fragment:
        return "holds a user name, a password or a fragment"
    if allow_loopback and parts.scheme == "http" and is_loopback(host):
        return None
    if parts.scheme != "https":
        return "is not https"
    if _is_literal(host) and not is_public(host):
        return "does not lead to the public Internet"
    if not _is_literal(host) and "." not in host.rstrip("."):
        return "does not lead to the public Internet"
    return None


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
