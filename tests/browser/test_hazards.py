"""What strangers wrote does nothing but be read: no script of a source runs, and the page shows it as typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.sample import HAZARD, HAZARDS, BuiltSite
from tests.browser.test_search import search
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

FOREIGN_PARTS = """() => Array.from(document.querySelectorAll(
    ".md-content :is(script:not([type='application/ld+json'])," +
    " iframe, img, style, link, object, embed, form, [onerror], [onload], [onmouseover]," +
    " [onfocus], [autofocus], [srcdoc]), .md-content a[href^='javascript' i], meta[http-equiv]"))
    .filter((one) => !one.textContent.includes("__tabbed_")).map((one) => one.outerHTML.slice(0, 120))"""
"""Everything that can act and is none of ours; Material's own script for tabs stands in the content,
and no browser runs JSON-LD."""


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def pages(visit: Visit, site: BuiltSite) -> Iterator[Iterator[Page]]:
    """Every page of the talk full of traps, one after the other, looked at after it was opened."""

    def opened() -> Iterator[Page]:
        for uri in site.pages_of(HAZARD):
            page = visit.open(uri)
            page.wait_for_load_state("load")
            yield page
            assert page.evaluate("typeof window.__pwned") == "undefined", uri

    yield opened()
    assert visit.faults == []


@pytest.mark.usefixtures("base")
def test_no_script_of_a_source_runs(pages: Iterator[Page]) -> None:
    for page in pages:
        assert page.evaluate(FOREIGN_PARTS) == [], page.url
        # Whatever waits for a pointer or the focus gets its chance.
        for link in page.locator(".md-content a").all()[:12]:
            link.dispatch_event("mouseover")
            link.dispatch_event("focus")


def test_only_our_own_anchors_are_anchors(pages: Iterator[Page]) -> None:
    for page in pages:
        twice = page.evaluate(
            "(() => { const all = Array.from(document.querySelectorAll('[id]'), (one) => one.id);"
            " return all.filter((id, index) => all.indexOf(id) !== index); })()"
        )
        assert twice == [], page.url


def test_the_transcript_shows_what_was_typed(visit: Visit) -> None:
    page = visit.open(f"talks/{HAZARD}/transcript.html")
    assert page.locator(".turn").count() == len(HAZARDS)
    for number, hazard in enumerate(HAZARDS, start=1):
        said = page.locator(f"#t{number} .said > p[lang]")
        texts = said.all_text_contents()
        assert [squeezed(text) for text in texts] == [squeezed(hazard)] * 2
    assert "<img src=x onerror=window.__pwned=1>" in page.locator("#t1 .speaker-name").inner_text()


def test_the_summary_shows_what_was_typed(visit: Visit) -> None:
    page = visit.open(f"talks/{HAZARD}/index.html")
    shown = squeezed(page.locator(".points").inner_text())
    missing = [hazard for hazard in HAZARDS if squeezed(hazard) not in shown]
    assert missing == []
    assert "<script>window.__pwned=1</script> {{ 7*7 }}" in page.title()


def test_the_search_runs_nothing_either(visit: Visit) -> None:
    page = visit.open(f"talks/{HAZARD}/index.html")
    assert search(page, "Traps")
    assert search(visit.open("index.html"), "window")
    assert page.evaluate("typeof window.__pwned") == "undefined"
    assert page.locator(".md-search-result :is(script, img, iframe, svg[onload])").count() == 0


def test_the_list_of_talks_runs_nothing_either(visit: Visit) -> None:
    lists = ("events", "people", "glossary")
    for uri in ("index.html", "talks/index.html", *(f"talks/{name}.html" for name in lists)):
        page = visit.open(uri)
        assert page.evaluate(FOREIGN_PARTS) == []
        assert page.evaluate("typeof window.__pwned") == "undefined"


def test_copying_a_trap_gives_its_text(visit: Visit) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(f"talks/{HAZARD}/transcript.html")
    page.locator("#t1 .said").hover()
    page.locator("#t1").get_by_role("button").nth(1).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"“{HAZARDS[0]}")
