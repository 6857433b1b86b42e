"""The search of a site with many talks: its filters, its address and what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.big_site import MEETINGS, build_big_site
from tests.browser.conftest import folder_base
from tests.browser.sample import BuiltSite
from tests.browser.test_big_search import SEARCH, find, forgive, hits, settle
from tests.browser.visits import PHONE, Visit, Visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the site once for this module, in place of the sample."""
    assert chromium_path
    return build_big_site(tmp_path_factory.mktemp("page"))


def test_without_any_texts_nothing_is_said_to_be_missing_but_those(visitor: Visitor, damaged: Path) -> None:
    for path in (damaged / "talks" / "search").glob("text-*.js"):
        path.unlink()
    visit = visitor(base=folder_base(damaged))
    page = visit.open(SEARCH)
    find(page, "soup")
    expect(page.locator(".find-status")).to_have_text(re.compile("^A part of the search index is missing"))
    forgive(visit)


def test_a_filter_takes_all_names_that_hold_it(visit: Visit) -> None:
    page = visit.open(f"{SEARCH}?q=protocol+&talk=meeting")
    expect(page.locator(".find-status")).to_have_text(f"{MEETINGS} passages in {MEETINGS} talks")


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        pytest.param("'", "There is nothing under “'”.", id="no letter"),
        pytest.param("cora++chair", f"{MEETINGS // 2} passages in {MEETINGS // 2} talks", id="two blanks"),
    ],
)
def test_a_speaker_is_compared_by_letters(visit: Visit, speaker: str, said: str) -> None:
    page = visit.open(f"{SEARCH}?q=protocol&speaker={speaker}")
    expect(page.locator(".find-status")).to_contain_text(said)


@pytest.mark.parametrize("query", ["???", '"', "😀", "%"])
def test_a_query_without_words_says_so(visit: Visit, query: str) -> None:
    page = visit.open(SEARCH)
    assert find(page, query) == []
    expect(page.locator(".find-status")).to_have_text("There is no word to look for.")


def test_a_filter_alone_says_that_a_word_is_wanting(visit: Visit) -> None:
    page = visit.open(f"{SEARCH}?speaker=cora")
    expect(page.locator(".find-status")).to_have_text("There is no word to look for.")


def test_the_address_changes_only_with_the_query(visit: Visit) -> None:
    page = visit.open(SEARCH)
    page.evaluate(
        """() => {
            const change = history.replaceState.bind(history);
            window.__changes = 0;
            history.replaceState = (...values) => (window.__changes++, change(...values));
        }"""
    )
    find(page, "kettle")
    assert page.evaluate("window.__changes") == 1
    page.locator("#find-q").press("Enter")
    page.locator("#find-q").press("Enter")
    assert page.evaluate("window.__changes") == 2, "that the word is whole by now is kept once"


@pytest.mark.usefixtures("base")
def test_going_back_shows_what_was_found_there(visit: Visit) -> None:
    page = visit.open(f"{SEARCH}?q=soup&year=2003")
    expect(page.locator(".find-status")).to_have_text("2 passages in 2 talks")
    page.evaluate("location.hash = 'talks'")
    find(page, "kettle")
    page.go_back()
    expect(page.locator(".find-status")).to_have_text("2 passages in 2 talks")
    expect(page.locator("#find-q")).to_have_value("soup")


@pytest.mark.usefixtures("base")
def test_what_was_being_typed_is_found_again(visit: Visit) -> None:
    page = visit.open(SEARCH)
    found = find(page, "transfo")
    assert found
    page.reload()
    settle(page, "transfo")
    assert hits(page) == found


def test_a_language_has_its_name_at_once(visit: Visit) -> None:
    page = visit.open(f"{SEARCH}?q=AI&lang=ZH")
    expect(page.locator(".chosen")).to_have_text("Chinese")
    expect(page.locator(".find-status")).to_contain_text("1 talk")


def test_wide_quotation_marks_hold_a_phrase(visit: Visit) -> None:
    page = visit.open(SEARCH)
    assert find(page, "＂the running transformers＂") == []
    assert len(find(page, "＂running the transformers＂")) == 1


def test_a_long_value_does_not_widen_the_page(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).open(f"{SEARCH}?q=protocol&speaker={'x' * 300}")
    expect(page.locator(".find-status")).to_contain_text("There is nothing under")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
