"""The search of a site with many talks: which words it finds and marks, letter for letter."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.big_site import WORDS, build_big_site
from tests.browser.sample import BuiltSite
from tests.browser.test_big_search import SEARCH, field, find, hits, places, settle
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

MARKS = """([text, query]) => talkbookSearch.placesIn(text, talkbookSearch.parse(query, false, {})).pieces
    .filter((piece) => piece.marked).map((piece) => piece.text)"""


@pytest.fixture(scope="module")
def site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the site once for this module, in place of the sample."""
    assert chromium_path
    return build_big_site(tmp_path_factory.mktemp("words"))


@pytest.mark.parametrize(
    ("text", "query", "marks"),
    [
        pytest.param("这是我的。", "的", ["的"], id="letter that ends the text"),
        pytest.param("的确是我的，用AI。", "的", ["的", "的"], id="letter in both places"),
        pytest.param("用户用AI做事", "用AI", ["用", "用AI"], id="letter before a word"),
    ],
)
def test_what_is_marked(visit: Visit, text: str, query: str, marks: list[str]) -> None:
    page = visit.open(SEARCH)
    field(page)
    assert page.evaluate(MARKS, [text, query]) == marks


def test_a_single_letter_is_found(visit: Visit) -> None:
    page = visit.open(SEARCH)
    found = find(page, "的")
    assert len(found) == 10
    assert {letter for hit in found for letter in hit.marks} == {"的"}
    expect(page.locator(".find-status")).not_to_contain_text("missing or damaged")


def test_a_fault_of_the_script_is_not_the_index(visit: Visit) -> None:
    page = visit.open(SEARCH)
    field(page)
    page.evaluate("() => { talkbookSearch.words.placesOf = () => { throw new TypeError('of the script') } }")
    page.locator("#find-q").fill("gherkin")
    expect(page.locator(".find-status")).to_have_text(
        "This search has failed; the console of the browser says why."
    )
    assert [fault for fault in visit.faults if "of the script" in fault]
    visit.faults.clear()


@pytest.mark.parametrize("word", ["within", "herring", "butt"])
def test_a_word_of_the_index_is_no_beginning_of_another(visit: Visit, word: str) -> None:
    page = visit.open(SEARCH)
    found = find(page, word)
    assert (WORDS, "transcript.html", "t2") in places(found)
    assert all(mark.lower().startswith(word) for hit in found for mark in hit.marks)


def test_what_is_guessed_of_a_word_is_marked(visit: Visit) -> None:
    page = visit.open(SEARCH)
    (hit,) = find(page, "gherkine")
    assert hit.marks == ["gherkin"]


def test_a_word_is_whole_after_enter_and_in_an_address(visit: Visit) -> None:
    page = visit.open(SEARCH)
    assert find(page, "kuber")[0].marks == ["Kubernetes"]
    page.keyboard.press("Enter")
    expect(page.locator(".find-status")).to_contain_text("Nothing found.")
    page.locator("#find-q").press_sequentially("n")
    expect(page.locator(".hit")).to_have_count(1)
    page = visit.open(f"{SEARCH}?q=kuber")
    settle(page, "kuber")
    assert hits(page) == []
