"""The card: a household's join code as a link, as a picture to scan and as letters to type."""

from dataclasses import dataclass
from urllib.parse import quote

import segno
from markupsafe import Markup

BORDER = 4  # modules of quiet zone around a QR code (ISO/IEC 18004)


@dataclass(frozen=True)
class Card:
    """``code`` as printed. It is shown once; afterwards only its hash is kept."""

    code: str
    link: str

    @property
    def picture(self) -> Markup:
        """The link as a QR code in SVG, black on white in dark mode too: cameras expect that."""
        code = segno.make(self.link, error="m", micro=False)
        drawn = code.svg_inline(
            border=BORDER, dark="#000", light="#fff", omitsize=True, svgclass="qr"
        )
        return Markup(drawn)  # noqa: S704  (drawn by segno from a link of our own)


def card(code: str, public_url: str, own_url: str, organization: str) -> Card:
    """The card of a code. The site is below the public URL, else on the daemon's own origin."""
    site = f"{(public_url or own_url).rstrip('/')}/{quote(organization)}"
    return Card(code, f"{site}/settings.html#join={code}")
