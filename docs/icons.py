"""Draws the icons into the theme: ``make icons``. 回 is a square within a square."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from plugins.icons import ICONS

THEME = Path(__file__).parent.parent / "theme"
VERMILION = (190, 52, 38, 255)
PAPER = (247, 242, 231, 255)
CLEAR = (0, 0, 0, 0)
WHITE = (255, 255, 255, 255)
OVERSAMPLING = 4


@dataclass(frozen=True)
class Drawing:
    """How an icon is drawn.

    ``inset`` is the share of the side left clear around the seal: a maskable icon's outer tenth
    may be cut off on every side (W3C manifest, safe zone of radius 40 %).
    """

    inset: float = 0.0
    ground: tuple[int, int, int, int] = CLEAR
    seal: tuple[int, int, int, int] = VERMILION
    strokes: tuple[int, int, int, int] = PAPER


DRAWINGS = {
    "icons/maskable-512.png": Drawing(inset=0.16, ground=PAPER),
    "icons/apple-touch-icon.png": Drawing(inset=0.12, ground=PAPER),
    # Android shows only the outline of a badge: white where it is opaque.
    "icons/badge-96.png": Drawing(seal=CLEAR, strokes=WHITE, inset=-0.15),
}


def png(side: int, drawing: Drawing) -> bytes:
    """The bytes of an icon ``side`` pixels wide."""
    big = side * OVERSAMPLING
    image = Image.new("RGBA", (big, big), drawing.ground)
    draw = ImageDraw.Draw(image)
    edge = round(big * drawing.inset)
    inner = big - 2 * edge
    draw.rounded_rectangle(
        (edge, edge, big - edge - 1, big - edge - 1), inner * 0.22, fill=drawing.seal
    )
    for offset, stroke in ((0.2, 0.075), (0.37, 0.065)):
        at = edge + inner * offset
        draw.rectangle(
            (at, at, big - at, big - at), outline=drawing.strokes, width=round(inner * stroke)
        )
    out = BytesIO()
    small = image.resize((side, side), Image.Resampling.LANCZOS)
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    for place, icon in ICONS.items():
        (THEME / place).write_bytes(png(icon.side, DRAWINGS.get(place, Drawing())))
