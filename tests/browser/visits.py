"""A visit to the site: one page in a browser that reaches nothing else, and all that went wrong there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}

_LOCAL = ("file:", "data:", "blob:", "about:")


class Visit:
    """A reader with a browser of their own."""

    def __init__(self, browser: Browser, base: str, **settings: Any) -> None:
        settings.setdefault("viewport", WIDE)
        self.base = base
        """Address of the root of the site, with a slash at its end."""
        self.faults: list[str] = []
        """Errors, dialogs and requests to elsewhere; a test with any of them fails."""
        self.context: BrowserContext = browser.new_context(**settings)
        self.context.set_default_timeout(15_000)
        # Loopback counts as network too, so only a site in a folder can be read with the network off.
        self.context.set_offline(base.startswith("file:"))
        self.context.on("request", self._check_request)
        self.context.on("console", self._check_console)
        self.context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
        self.context.on("dialog", self._check_dialog)
        self.page: Page = self.context.new_page()

    def open(self, uri: str) -> Page:
        """Open a page by its path from the root of the site."""
        # Anchors alone would not load a page anew.
        self.page.goto("about:blank")
        self.page.goto(self.base + uri)
        return self.page

    def close(self) -> None:
        """Close the browser window."""
        self.context.close()

    def _check_request(self, request: Request) -> None:
        if not request.url.startswith((self.base, *_LOCAL)):
            self.faults.append(f"request to elsewhere: {request.url}")

    def _check_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text} ({message.location})")

    def _check_dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


Visitor = Callable[..., Visit]
"""Makes a visit: `visitor()` where the test is told to be, `visitor(base=..., viewport=PHONE)` elsewhere."""

IN_VIEW = """(element) => {
    const box = element.getBoundingClientRect();
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
    return box.top >= header - 1 && box.top < window.innerHeight - 20;
}"""
"""Whether the top of an element stands below the header that stays, and within the window."""

SHOWN = (
    """(element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0"""
)
"""Whether an element is laid out at all, on the screen or below it."""

MARKED = """(turns) => turns.filter((turn) => getComputedStyle(turn).backgroundColor !== "rgba(0, 0, 0, 0)")
    .map((turn) => turn.id)"""
"""The ids of the turns that stand out from the page."""


def marked(page: Page) -> list[str]:
    """Return the ids of the turns that are marked."""
    ids: list[str] = page.locator(".turn").evaluate_all(MARKED)
    return ids


def wait_until_in_view(page: Page, selector: str) -> None:
    """Wait until the top of an element stands below the header and within the window, and stays there."""
    page.wait_for_load_state("load")
    page.wait_for_function(f"(selector) => ({IN_VIEW})(document.querySelector(selector))", arg=selector)
    # A late layout may move it away again: two frames later it must still be there.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator(selector).evaluate(IN_VIEW), f"{selector} did not stay in view"


def shown(page: Page, selector: str) -> bool:
    """Tell whether the first element of a selector is laid out."""
    return bool(page.locator(selector).first.evaluate(SHOWN))
