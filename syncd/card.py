"""Join cards: what a household gets on paper, to keep beside the telephone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined


@dataclass(frozen=True)
class Card:
    """``site`` is the address of the association's site, ending in "/"."""

    association: str
    unit: str
    household: str
    code: str
    site: str

    @property
    def join_link(self) -> str:
        """The code stands in the fragment, which no server of static files ever sees."""
        return f"{self.site}settings.html#join={self.code}"

    @property
    def safety_link(self) -> str:
        return f"{self.site}safety.html"

    @property
    def join_qr(self) -> str:
        return _qr(self.join_link)

    @property
    def safety_qr(self) -> str:
        return _qr(self.safety_link)


def as_html(cards: Iterable[Card]) -> str:
    """A page to print: ten cards on a sheet of A4."""
    environment = Environment(
        loader=PackageLoader("syncd"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("cards.html").render(cards=list(cards))


def _qr(link: str) -> str:
    return segno.make(link, error="m").svg_inline(scale=2, border=2, omitsize=True)
