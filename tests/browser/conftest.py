"""One Chromium and one built site for all browser tests; a visit fails its test on errors and stray requests."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.sample import BuiltSite, build_sample
from tests.browser.visits import Visit, Visitor

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",  # a container has none to give
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # whatever escapes the tests goes nowhere
)


def _find_chromium() -> str | None:
    names = [named] if (named := os.environ.get("TALKBOOK_CHROMIUM")) else _NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start the driver of the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Find a Chromium; without one the tests are skipped, or fail where they must run."""
    path = _find_chromium()
    if path is None:
        reason = f"no Chromium: set TALKBOOK_CHROMIUM, or put one of {', '.join(_NAMES)} on the PATH"
        if os.environ.get("TALKBOOK_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str, playwright: Playwright) -> Iterator[Browser]:
    """Start the browser."""
    browser = playwright.chromium.launch(executable_path=chromium_path, args=_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the sample site once; not at all where no browser would look at it."""
    assert chromium_path
    return build_sample(tmp_path_factory.mktemp("sample"))


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that leaves a page before all of it has come."""


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the log of the server out of the report."""


@contextmanager
def serve(path: Path) -> Iterator[str]:
    """Put a site on a server, and give its address."""
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=path)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def site_path(site: BuiltSite) -> Path:
    """Folder of the site that the tests of a module look at; another in its place is served in its place."""
    return site.path


@pytest.fixture(scope="module")
def http_base(site_path: Path) -> Iterator[str]:
    """Address of the site on a server, which gives whole files only."""
    with serve(site_path) as address:
        yield address


@pytest.fixture(scope="module")
def file_base(site_path: Path) -> str:
    """Address of the site in its folder."""
    return folder_base(site_path)


def folder_base(path: Path) -> str:
    """Return the address of a site in a folder."""
    return f"{path.as_uri()}/"


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest) -> str:
    """Address of the site: a test that asks for it runs on the server and in the folder."""
    return str(request.getfixturevalue(f"{request.param}_base"))


@pytest.fixture
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visitor]:
    """Make visits, and fail the test for everything that went wrong in any of them."""
    name = "base" if "base" in request.fixturenames else "http_base"
    default = str(request.getfixturevalue(name))
    visits: list[Visit] = []

    def make(base: str = default, **settings: object) -> Visit:
        visits.append(Visit(browser, base, **settings))
        return visits[-1]

    yield make
    for visit in visits:
        visit.close()
    faults = [fault for visit in visits for fault in visit.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture
def visit(visitor: Visitor) -> Visit:
    """One visit with a wide window."""
    return visitor()


@pytest.fixture
def damaged(site: BuiltSite, tmp_path: Path) -> Path:
    """Copy the site, to be damaged."""
    shutil.copytree(site.path, tmp_path / "site")
    return tmp_path / "site"
