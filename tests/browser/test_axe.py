"""No page breaks a rule of axe, best practice and target size included: in light and dark, wide and on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.sample import BILINGUAL, CHINESE, HAZARD, BuiltSite
from tests.browser.test_search import search
from tests.browser.visits import PHONE, WIDE, Visitor

pytestmark = pytest.mark.browser

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Every rule that is on by default, which includes best practice, and the one of WCAG 2.2 that is not."""


def violations(page: Page) -> list[str]:
    """Return what axe finds, a line for each element."""
    # A colour that is still fading in is no colour of the page: the row of tabs fades while the page scrolls.
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    result: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    return [
        f"{found['id']}: {' '.join(map(str, node['target']))}: {node['html'][:160]}"
        for found in result["violations"]
        for node in found["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("talk", "scheme", "viewport"),
    [
        pytest.param(BILINGUAL, "light", WIDE, id="bilingual, light, wide"),
        pytest.param(BILINGUAL, "light", PHONE, id="bilingual, light, phone"),
        pytest.param(BILINGUAL, "dark", WIDE, id="bilingual, dark, wide"),
        pytest.param(BILINGUAL, "dark", PHONE, id="bilingual, dark, phone"),
        # The others have the same style sheet: each value once is enough.
        pytest.param(CHINESE, "light", WIDE, id="Chinese, light, wide"),
        pytest.param(CHINESE, "dark", PHONE, id="Chinese, dark, phone"),
        pytest.param(HAZARD, "dark", WIDE, id="hazard, dark, wide"),
        pytest.param(HAZARD, "light", PHONE, id="hazard, light, phone"),
        pytest.param(None, "light", WIDE, id="site, light, wide"),
        pytest.param(None, "dark", PHONE, id="site, dark, phone"),
    ],
)
def test_no_page_breaks_a_rule(
    visitor: Visitor, site: BuiltSite, talk: str | None, scheme: str, viewport: dict[str, int]
) -> None:
    visit = visitor(viewport=viewport, color_scheme=scheme)
    uris = site.pages_of(talk) if talk else [uri for uri in site.pages if not re.match("talks/(?!people/).+/", uri)]
    found = {}
    for uri in uris:
        page = visit.open(uri)
        is_dark = page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        assert is_dark == (scheme == "dark")
        if broken := violations(page):
            found[uri] = broken
    assert found == {}, "\n".join(f"{uri}\n  " + "\n  ".join(lines) for uri, lines in found.items())


def test_the_pages_with_ways_back_are_among_them(site: BuiltSite) -> None:
    names = {uri.rpartition("/")[2] for uri in site.pages_of(BILINGUAL)}
    assert names >= {"index.html", "takeaways.html", "glossary.html", "collation.html", "transcript-machine.html"}


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_a_page_breaks_a_rule(visitor: Visitor, scheme: str, viewport: dict[str, int]) -> None:
    visit = visitor(viewport=viewport, color_scheme=scheme)
    page = visit.open(f"talks/{BILINGUAL}/transcript.html#t5")
    page.locator(".chip", has_text="Josh").click()
    page.locator("#t13 .said").hover()
    assert violations(page) == []
    visit.open(f"talks/{BILINGUAL}/transcript.html#t17")
    page.locator("#t17 .number").focus()
    assert violations(page) == []
    for term in ("#t1-p1 a.term >> nth=2", "#t18-p1-zh-Hans a.term"):
        visit.open(f"talks/{BILINGUAL}/transcript.html")
        page.locator(term).first.focus()
        page.get_by_role("tooltip").wait_for()
        assert violations(page) == []
    visit.open(f"talks/{BILINGUAL}/transcript.html")
    page.locator(".terms-switch").click()
    assert violations(page) == []
    # A claim, an entry and a paragraph that a link leads to have a ground of their own.
    for uri in ("index.html#summary-2", "takeaways.html#takeaway-4", "glossary.html#term-alignment"):
        visit.open(f"talks/{BILINGUAL}/{uri}")
        assert violations(page) == []
    visit.open(f"talks/{BILINGUAL}/transcript.html#t4-p1")
    assert violations(page) == []
    for words in ("philosopher king", "可解释性"):
        assert search(visit.open("index.html"), words)
        assert violations(page) == []
