"""What makes a page usable for everybody, as far as a program can tell."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Text in body size has 7:1 here, which axe asks for only when told to.
COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
# A colour on its way to another is neither.
SETTLED = "Promise.all(document.getAnimations().map(({ finished }) => finished)).then(() => null)"
TOUCH = 48
TOUCHED = (
    "button, .button, select, textarea, summary, .choice, .places a, .languages a,"
    " input:not([type=radio], [type=checkbox], [type=hidden])"
)


def objections(page: Page) -> list[str]:
    """Everything axe finds wrong in light and dark, touch targets too small, sideways scrolling."""
    page.evaluate(Axe().axe_script)
    page.emulate_media(color_scheme="light")
    rules = {name: {"enabled": True} for name in ("color-contrast-enhanced", "target-size")}
    found = _violations(page, {"runOnly": list(TAGS), "rules": rules})
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    found += [f"dark: {said}" for said in _violations(page, {"runOnly": list(COLOURS)})]
    page.emulate_media(color_scheme="light")
    return [*found, *_small_targets(page), *_overflow(page)]


def _violations(page: Page, options: dict[str, Any]) -> list[str]:
    run = "(options) => axe.run(document, { ...options, resultTypes: ['violations'] })"
    return [
        f"{violation['id']}: {', '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in page.evaluate(run, options)["violations"]
        for node in violation["nodes"]
    ]


def _small_targets(page: Page) -> list[str]:
    small: list[str] = page.evaluate(
        """([touched, least]) => [...document.querySelectorAll(touched)]
          .filter((node) => node.checkVisibility({ visibilityProperty: true }))
          .map((node) => [node, node.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 1 && (height < least - 0.5 || width < least - 0.5))
          .map(([node, { width, height }]) => `${node.outerHTML.slice(0, 120)}: ${width} x ${height}`)""",
        [TOUCHED, TOUCH],
    )
    return [f"smaller than {TOUCH} px: {said}" for said in small]


def _overflow(page: Page) -> list[str]:
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{wide} px wider than the screen"] if wide > 0 else []
