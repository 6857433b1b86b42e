"""The search finds words and phrases of both languages, on a server and in a folder without network."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.sample import BILINGUAL, CHINESE
from tests.browser.visits import Visit, marked, wait_until_in_view

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("base")]

FIRST = 3
"""The turn that is sought must be among so many hits: nobody reads on."""
TRIES, SOON_MS = 10, 3000
"""How often, and how long each time, a reader tries to open a hit of a list that is still being written."""


class Hit(NamedTuple):
    """One line of the results that leads to a place on a page."""

    page: str
    anchor: str
    href: str


def search(page: Page, words: str) -> list[Hit]:
    """Type words into the search and return the hits within pages, best first."""
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    field.fill(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile(r"^\s*[1-9]\d* matching"))
    found = page.locator(".md-search-result__link").evaluate_all("(links) => links.map((link) => link.href)")
    parts = [re.fullmatch(r".*/([^/]+/[^/]+\.html)\?h=[^#]*#(.+)", href) for href in found]
    return [Hit(part[1], part[2], part[0]) for part in parts if part]


def follow(page: Page, hit: Hit) -> None:
    """Open a hit as a reader does; one behind `more on this page` is unfolded first.

    The list is written anew while results come in, which folds it again and may mark other words: then a reader
    tries again.
    """
    link = page.locator(f'.md-search-result__link[href*="/{hit.page}?"][href$="#{hit.anchor}"]').first
    address = re.compile(rf"/{re.escape(hit.page)}\?h=[^#]*#{re.escape(hit.anchor)}$")
    for _ in range(TRIES):
        try:
            link.wait_for(state="attached", timeout=SOON_MS)
            folded = page.locator("details:not([open])", has=link)
            if folded.count():
                folded.locator("summary").click(timeout=SOON_MS)
            link.click(timeout=SOON_MS)
            page.wait_for_url(address, timeout=SOON_MS)
            return
        except TimeoutError:
            continue
    page.wait_for_url(address)


@pytest.mark.parametrize(
    ("words", "uri", "turn"),
    [
        pytest.param("corrigible", f"{BILINGUAL}/transcript.html", "t35", id="word"),
        pytest.param("philosopher king", f"{BILINGUAL}/transcript.html", "t2", id="phrase"),
        pytest.param('"philosopher king"', f"{BILINGUAL}/transcript.html", "t2", id="phrase in quotes"),
        pytest.param("可解释性", f"{BILINGUAL}/transcript.html", "t13", id="Chinese word"),
        pytest.param("哲学王", f"{BILINGUAL}/transcript.html", "t2", id="Chinese compound"),
        pytest.param("善良的人", f"{BILINGUAL}/transcript.html", "t2", id="Chinese phrase"),
        pytest.param("Josh", f"{BILINGUAL}/transcript-machine.html", "t12", id="speaker"),
        pytest.param("Josh 可解释性", f"{BILINGUAL}/transcript.html", "t13", id="mixed"),
        pytest.param("clawed", f"{BILINGUAL}/transcript-machine.html", "t1", id="machine transcript"),
        pytest.param("逐字记录", f"{CHINESE}/transcript.html", "t2", id="talk in Chinese only"),
    ],
)
def test_a_hit_leads_to_the_turn(visit: Visit, words: str, uri: str, turn: str) -> None:
    page = visit.open("index.html")
    turns = [hit for hit in search(page, words) if "transcript" in hit.page]
    wanted = [hit for hit in turns[:FIRST] if (hit.page, hit.anchor) == (uri, f"{turn}-head")]
    assert wanted, f"{turn} of {uri} is not among {turns[:8]}"
    follow(page, wanted[0])
    wait_until_in_view(page, f"#{turn}")
    assert marked(page) == [turn]


@pytest.mark.parametrize(
    ("words", "turn"),
    [
        pytest.param("corrigible", "t35", id="word"),
        pytest.param("善良的人", "t2", id="Chinese phrase"),
        pytest.param("哲学王", "t2", id="Chinese compound"),
    ],
)
def test_what_was_said_comes_first(visit: Visit, words: str, turn: str) -> None:
    hits = search(visit.open("index.html"), words)
    assert f"{turn}-head" in [hit.anchor for hit in hits[:FIRST]], hits[:8]


def test_a_phrase_is_found_in_both_transcripts(visit: Visit) -> None:
    hits = search(visit.open("index.html"), "philosopher king")
    assert {hit.page for hit in hits} >= {f"{BILINGUAL}/transcript.html", f"{BILINGUAL}/transcript-machine.html"}


def test_the_words_of_the_hit_are_marked(visit: Visit) -> None:
    page = visit.open("index.html")
    follow(page, search(page, "corrigible")[0])
    assert page.locator("#t35 mark").first.inner_text() == "corrigible"


def test_a_term_leads_to_its_entry(visit: Visit) -> None:
    page = visit.open("index.html")
    hits = [hit for hit in search(page, "corrigibility") if "glossary" in hit.page]
    assert hits[0].anchor == "term-corrigibility-head"
    follow(page, hits[0])
    wait_until_in_view(page, "#term-corrigibility")


def test_the_page_that_is_open_is_searched_again(visit: Visit) -> None:
    page = visit.open(f"talks/{BILINGUAL}/transcript.html?h=corrigible#t35-head")
    wait_until_in_view(page, "#t35")
    hit = next(hit for hit in search(page, "哲学王") if hit.anchor == "t2-head")
    follow(page, hit)
    wait_until_in_view(page, "#t2")
    assert marked(page) == ["t2"]
