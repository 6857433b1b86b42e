"""`python -m tests.bench.search_browser SITE`: the search of a built site with many talks, in a real Chromium.

For each query, over http and from the folder, each time in a new browser: the time from the key press to the first
hits (the least of some runs), the bytes of the index that were fetched, and the memory of the page's process.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, Request, sync_playwright

QUERIES = (
    "open source",
    "machine learning",
    "the model",
    "privacy",
    '"deep learning"',
    "the who",
    "now that being said",
)
TYPED = "open source"
"""Also typed letter by letter: every letter is a query."""
ROUNDS = 3
_LETTER_MS = 120
_WATCH = """() => {
    const seen = (window.__seen = {});
    document.querySelector("#find-q").addEventListener("input", () => {
        if (!seen.hit) seen.key = performance.now();
    });
    new MutationObserver(() => {
        if (seen.key && !seen.hit && document.querySelector(".hit")) seen.hit = performance.now();
    }).observe(document.querySelector(".found"), { childList: true });
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one query cost."""

    first_ms: float
    """From the key press to the first hits on the page."""
    fetched: int
    """Bytes of the index that were asked for, its map included."""
    files: int
    """In so many files."""
    heap_mb: float
    """What JavaScript holds."""
    private_mb: float
    """What the page's process has for itself."""
    resident_mb: float
    """The same with what it shares with other processes: the program itself above all."""
    said: str
    """What the page says."""


def main() -> None:
    """Print a table of all queries, over http and from the folder."""
    site = Path(sys.argv[1]).resolve()
    sizes = f"{'first ms':>8} {'kB':>6} {'files':>5} {'heap MB':>8} {'private':>8} {'resident':>8}"
    print(f"{'':6} {'query':24} {sizes}  said")  # noqa: T201
    with _served(site) as address:
        for name, base in (("http", address), ("file", f"{site.as_uri()}/")):
            for query in QUERIES:
                _print(name, query, [measure(site, base, _fill(query)) for _ in range(ROUNDS)])
            _print(name, f"{TYPED} (typed)", [measure(site, base, _type) for _ in range(ROUNDS)])


def measure(site: Path, base: str, enter: Callable[[Page], None]) -> Seen:
    """Open the search page in a new browser, enter a query, and return what it cost."""
    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page()
        asked: dict[str, int] = {}
        page.on("request", partial(_note, site, asked))
        page.goto(f"{base}talks/search.html")
        page.wait_for_function("window.talkbookSearch && !document.querySelector('form.find').hidden")
        page.wait_for_timeout(500)
        page.evaluate(_WATCH)
        enter(page)
        page.wait_for_function("window.__seen.hit")
        page.wait_for_timeout(700)
        first_ms = float(page.evaluate("window.__seen.hit - window.__seen.key"))
        heap = float(page.evaluate("performance.memory.usedJSHeapSize")) / 1e6
        private, resident = _memory(browser)
        said = page.locator(".find-status").inner_text()
        browser.close()
    return Seen(
        first_ms=first_ms,
        fetched=sum(asked.values()),
        files=len(asked),
        heap_mb=heap,
        private_mb=private,
        resident_mb=resident,
        said=said,
    )


def _fill(query: str) -> Callable[[Page], None]:
    return lambda page: page.locator("#find-q").fill(query)


def _type(page: Page) -> None:
    page.locator("#find-q").press_sequentially(TYPED, delay=_LETTER_MS)


def _note(site: Path, asked: dict[str, int], request: Request) -> None:
    """Add a file of the index to those that were asked for, each once as the browser's own store has it then."""
    _, found, name = request.url.partition("?")[0].partition("/talks/search/")
    if found:
        asked[name] = (site / "talks" / "search" / name).stat().st_size


def _memory(browser: Browser) -> tuple[float, float]:
    """Return private and resident memory of the largest page's process, in MB."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    found = [_status(int(process["id"])) for process in processes if process["type"] == "renderer"]
    largest = max(found, key=lambda status: status["VmRSS"])
    return (largest["RssAnon"] + largest["RssShmem"]) / 1000, largest["VmRSS"] / 1000


def _status(process: int) -> dict[str, int]:
    """Return the figures of a process that the system counts in kB."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line.endswith(" kB"))
    return {name: int(value.split()[0]) for name, value in pairs}


def _print(name: str, query: str, runs: list[Seen]) -> None:
    best = min(runs, key=lambda run: run.first_ms)
    figures = f"{best.first_ms:8.0f} {best.fetched / 1000:6.0f} {best.files:5} {best.heap_mb:8.1f}"
    memory = f"{best.private_mb:8.0f} {best.resident_mb:8.0f}"
    print(f"{name:6} {query:24} {figures} {memory}  {best.said[:60]}")  # noqa: T201


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the log of the server out of the table."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    main()
