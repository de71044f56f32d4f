"""Takes the README's pictures of the running sample city: ``make screenshots``."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

PORT = 8765
PHONE = {"width": 390, "height": 780}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def sample_city() -> Iterator[str]:
    """The link to join the first association of a sample city that runs meanwhile."""
    with tempfile.TemporaryDirectory() as state:
        command = [sys.executable, "-m", "syncd", "up", "--port", str(PORT), "--state", state]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as up:  # noqa: S603
            try:
                assert up.stdout is not None  # noqa: S101  (asked for above)
                for line in up.stdout:
                    if found := re.search(r"http\S+#join=\S+", line):
                        yield found[0]
                        break
            finally:
                up.terminate()
                up.wait(30)


def take(context: BrowserContext, join: str, folder: Path) -> None:
    page = context.new_page()
    page.goto(join)
    page.get_by_role("button", name="はい、登録する").click()
    page.get_by_text("登録しました。").wait_for()
    home = join.split("settings.html")[0]
    page.goto(f"{home}index.html")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / "board.png")
    page.goto(f"{home}items/minato.hamabe.bosai-kunren.html")
    form = page.locator("[data-answer-form]")
    form.get_by_role("radio", name="参加する", exact=True).check(force=True)
    form.locator("[data-submit]").click()
    page.get_by_text(re.compile("届きました")).first.wait_for()
    page.locator("[data-answer-state]").scroll_into_view_if_needed()
    page.screenshot(path=folder / "event.png")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with sample_city() as join, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        context = browser.new_context(viewport=PHONE, device_scale_factor=2, locale="ja-JP")
        take(context, join, folder)
        browser.close()


if __name__ == "__main__":
    main()
