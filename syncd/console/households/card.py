"""The card on the screen: the one that is printed, with its picture as an officer's page needs it."""

from markupsafe import Markup

from syncd.card import Card


def picture(card: Card) -> Markup:
    """The join link as a QR code in SVG."""
    return Markup(card.join_qr)  # noqa: S704  (drawn by segno from a link of our own)


def site_of(organization: str, public_url: str, own_url: str) -> str:
    """The address of an association's site: below the public URL, else on the daemon's own origin."""
    return f"{(public_url or own_url).rstrip('/')}/{organization}/"
