"""The icon: 回, the first character of 回覧, which is a square within a square."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from plugins.cache import Cache

VERMILION = (190, 52, 38, 255)
PAPER = (247, 242, 231, 255)
CLEAR = (0, 0, 0, 0)
OVERSAMPLING = 4


@dataclass(frozen=True)
class Icon:
    """An icon ``side`` pixels wide. ``purpose`` is the manifest's, None for those it omits.

    ``inset`` is the share of the side left clear around the seal: a maskable icon's outer tenth
    may be cut off on every side (W3C manifest, safe zone of radius 40 %).
    """

    side: int
    purpose: str | None = "any"
    inset: float = 0.0
    ground: tuple[int, int, int, int] = CLEAR
    seal: tuple[int, int, int, int] = VERMILION
    strokes: tuple[int, int, int, int] = PAPER

    def kept(self, keep: Cache) -> str:
        """The digest of the icon's PNG in the cache, drawn when it is not there yet."""
        drawn = keep.facts(("icon", repr(self)), lambda: {"content": keep.keep(self.png())})
        return str(drawn["content"])

    def png(self) -> bytes:
        """The icon's bytes, always the same."""
        side = self.side * OVERSAMPLING
        image = Image.new("RGBA", (side, side), self.ground)
        draw = ImageDraw.Draw(image)
        edge = round(side * self.inset)
        inner = side - 2 * edge
        draw.rounded_rectangle(
            (edge, edge, side - edge - 1, side - edge - 1), inner * 0.22, fill=self.seal
        )
        for offset, stroke in ((0.2, 0.075), (0.37, 0.065)):
            at = edge + inner * offset
            draw.rectangle(
                (at, at, side - at, side - at), outline=self.strokes, width=round(inner * stroke)
            )
        out = BytesIO()
        small = image.resize((self.side, self.side), Image.Resampling.LANCZOS)
        small.save(out, "PNG", optimize=True)
        return out.getvalue()


@cache
def icons() -> dict[str, Icon]:
    """The icons of a site by place."""
    return {
        "icons/icon-192.png": Icon(192),
        "icons/icon-512.png": Icon(512),
        "icons/maskable-512.png": Icon(512, "maskable", inset=0.16, ground=PAPER),
        "icons/apple-touch-icon.png": Icon(180, None, inset=0.12, ground=PAPER),
        "icons/favicon-32.png": Icon(32, None),
        # Android shows only the outline of a badge: white where it is opaque.
        "icons/badge-96.png": Icon(96, None, seal=CLEAR, strokes=(255, 255, 255, 255), inset=-0.15),
    }
