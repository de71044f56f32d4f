"""An officer's desk: the console in Chromium."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser.phone import PATIENCE


class Desk:
    """One signed-in officer."""

    def __init__(self, context: BrowserContext, daemon_url: str) -> None:
        self.context = context
        self.console = f"{daemon_url}/console/"
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()

    def sign_in(self, link: str) -> None:
        """Use a one-time link up."""
        self.page.goto(link)
        self.page.get_by_role("main").get_by_role("button").click()
        self.page.wait_for_url(self.console)

    def open(self, place: str = "") -> None:
        self.page.goto(self.console + place)

    def open_item(self, item: str) -> None:
        self.open(f"items/{item.replace('/', '.')}")

    def replies_of(self, label: str) -> Locator:
        """The household's replies among those who answered."""
        answered = self.page.locator("section[aria-labelledby=answered-title]")
        return answered.locator("ul.replies > li").filter(has_text=label)
