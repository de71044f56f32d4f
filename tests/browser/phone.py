"""A resident's phone: one association's board in Chromium, used by touch and eye."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    WebError,
    expect,
)

from tests.browser.office import Card
from tests.browser.waiting import until
from tests.browser.words import ja

WIDTH, HEIGHT = 360, 740
PATIENCE = 15_000


class Phone:
    """One browser profile with one tab, or more.

    ``faults`` are what no page may do: throw, or break its policy. ``posted`` are the batches of
    answers that any tab or the worker sent.
    """

    def __init__(self, context: BrowserContext, daemon_url: str, association: str) -> None:
        self.context = context
        self.daemon_url = daemon_url
        self.site = f"{daemon_url}/{association}/"
        self.faults: list[str] = []
        self.posted: list[list[dict[str, Any]]] = []
        context.set_default_timeout(PATIENCE)
        context.on("weberror", self._threw)
        context.on("console", self._logged)
        context.on("request", self._requested)
        self.page: Page = context.new_page()

    def open(self, place: str = "index.html") -> None:
        """Go to a page of the site."""
        self.page.goto(self.site + place)

    def open_item(self, item: str, language: str = "") -> None:
        """Go to the page of a public item, by its id."""
        self.open(f"{language}items/{item.replace('/', '.')}.html")

    def join(self, card: Card) -> None:
        """Join by the code on the card, typed in the settings."""
        self.open("settings.html")
        self.page.get_by_label(ja("Code on the card")).fill(card.code)
        self.page.get_by_role("button", name=ja("Join"), exact=True).click()
        self.confirm_joining(card)

    def confirm_joining(self, card: Card) -> None:
        """Say that the household shown is ours."""
        joining = self.page.locator("[data-joining]")
        expect(joining.locator('[data-variant="confirming"]')).to_contain_text(card.label)
        joining.get_by_role("button", name=ja("Yes, join")).click()
        expect(joining.locator("[data-join-state]")).to_have_text(ja("This phone has joined."))
        expect(joining.locator('[data-variant="joined"]')).to_contain_text(card.label)

    def keep_newest(self, count: int) -> None:
        """Open the board and wait until the worker holds so many circulars for a blackout."""
        self.open()
        kept = "kairan.state.get('kept').then((kept) => Object.keys(kept ?? {}).length)"
        until(lambda: self.page.evaluate(kept) >= count, f"{count} circulars are kept", 30)

    def wait_for_worker(self) -> None:
        """Wait until the page has all it loads and the worker is there for what comes.

        A page that was on its way while the worker woke is its own master until the next one.
        """
        self.page.wait_for_load_state("networkidle")
        self.see_until(
            "navigator.serviceWorker.getRegistration().then((it) => Boolean(it?.active))"
        )

    def see_until(self, expression: str) -> None:
        """Wait until an expression in the page is true."""
        until(lambda: self.page.evaluate(expression), expression)

    def answer_event(self, choice: str, people: int | None = None) -> None:
        """Answer the event that is open now; how many come is asked of those who come."""
        form = self.page.locator("[data-answer-form]")
        form.get_by_text(choice, exact=True).click()
        if people is not None:
            form.get_by_role("spinbutton").fill(str(people))
        form.locator("[data-submit]").click()

    @property
    def state(self) -> Locator:
        """Where the answer stands, in words."""
        return self.page.locator("[data-answer-state]")

    def entry(self, item: str) -> Locator:
        """The line of an item in the list."""
        return self.page.locator(f'[data-entry="{item}"]')

    def kept(self, store: str) -> list[Any]:
        """What this site keeps in one of its stores on the phone."""
        rows: list[Any] = self.page.evaluate("(store) => kairan.database.all(store)", store)
        return rows

    def token(self) -> str:
        """The device's credential."""
        token: str = self.page.evaluate("kairan.state.get('device').then(({ token }) => token)")
        return token

    def lose_signal(self) -> None:
        self.context.set_offline(True)

    def regain_signal(self) -> None:
        self.context.set_offline(False)

    def _threw(self, fault: WebError) -> None:
        error = fault.error
        self.faults.append(f"{error.message}\n{error.stack}")

    def _logged(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.faults.append(message.text)

    def _requested(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/v1/answers"):
            self.posted.append(json.loads(request.post_data or "{}")["answers"])
