"""No page of the site writes an error, opens a dialog or asks anything of another host; a visit fails on each."""

from __future__ import annotations

import pytest

from tests.browser.sample import BuiltSite
from tests.browser.visits import Visitor

pytestmark = pytest.mark.browser


def test_every_page_is_quiet_and_complete(visitor: Visitor, base: str, site: BuiltSite) -> None:
    visit = visitor()
    for uri in site.pages:
        if uri == "404.html" and base.startswith("file:"):
            continue  # only a server shows it, and its links are from the root of the server
        page = visit.open(uri)
        page.wait_for_load_state("load")
        assert page.locator("h1").first.is_visible(), uri
        broken = page.evaluate("Array.from(document.images).filter((image) => !image.naturalWidth).length")
        assert not broken, f"{uri} shows pictures that are not there"


@pytest.mark.usefixtures("base")
def test_works_without_javascript(visitor: Visitor, site: BuiltSite) -> None:
    visit = visitor(java_script_enabled=False)
    for uri in site.pages:
        if uri != "404.html":
            assert visit.open(uri).locator("h1").first.is_visible(), uri
