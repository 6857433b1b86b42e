"""The zip: unpacked anywhere and opened by its `index.html`, it reads, links and searches without a network."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import folder_base
from tests.browser.sample import BILINGUAL, BuiltSite
from tests.browser.test_search import follow, search
from tests.browser.visits import Visitor, marked, wait_until_in_view

pytestmark = pytest.mark.browser

# A link inside SVG has no address of its own, only an attribute.
ADDRESSES = """() => Array.from(document.querySelectorAll("a[href]"),
    (link) => new URL(link.getAttribute("href"), link.baseURI).href)"""


@pytest.fixture
def unpacked(site: BuiltSite, tmp_path: Path) -> Path:
    """Unpack the only folder of the zip, below one whose name a browser must escape."""
    target = tmp_path / "Talks & 讲座 #1"
    with zipfile.ZipFile(site.zip_path) as archive:
        archive.extractall(target)
    (folder,) = target.iterdir()
    return folder


def test_the_zip_holds_the_site(site: BuiltSite, unpacked: Path) -> None:
    def files(root: Path) -> dict[str, bytes]:
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    assert files(unpacked) == files(site.path)


def test_from_the_first_page_to_a_turn(visitor: Visitor, unpacked: Path) -> None:
    visit = visitor(base=folder_base(unpacked))
    page = visit.open("index.html")
    page.get_by_role("link", name="How difficult is AI alignment?").click()
    page.wait_for_url(f"**/{BILINGUAL}/index.html")
    page.locator(".talk-pages").get_by_role("link", name="Transcript", exact=True).click()
    page.wait_for_url("**/transcript.html")
    expect(page.locator("#t1 .said")).to_be_visible()
    page.locator('.ribbon a[href="#t24"]').click()
    wait_until_in_view(page, "#t24")
    hits = search(page, "哲学王")
    follow(page, next(hit for hit in hits if hit.anchor == "t2-head"))
    wait_until_in_view(page, "#t2")
    assert marked(page) == ["t2"]
    page.locator(".md-logo").first.click()
    page.wait_for_url(f"{visit.base}index.html")


def test_every_link_leads_to_a_file(visitor: Visitor, unpacked: Path, site: BuiltSite) -> None:
    visit = visitor(base=folder_base(unpacked))
    dead = set()
    for uri in site.pages:
        if uri == "404.html":
            continue  # for servers only
        links = visit.open(uri).evaluate(ADDRESSES)
        for link in {link.partition("#")[0].partition("?")[0] for link in links}:
            if link.startswith(visit.base) and not Path(url2pathname(urlsplit(link).path)).is_file():
                dead.add((uri, link))
    assert dead == set()


def test_the_downloads_are_the_sources(visitor: Visitor, unpacked: Path) -> None:
    page = visitor(base=folder_base(unpacked)).open(f"talks/{BILINGUAL}/record.html")
    for link in page.locator("a[data-file]").all():
        assert (unpacked / "talks" / BILINGUAL / str(link.get_attribute("href"))).is_file()
