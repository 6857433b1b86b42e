"""The search of a site with many talks: which words it finds and marks, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.assemble import load_talk
from generator.search.postings import index_talk
from generator.sources import find_talks
from tests.browser.big_site import DOORS, WORDS, build_big_site, write_index
from tests.browser.conftest import serve
from tests.browser.sample import BuiltSite
from tests.browser.test_big_search import SEARCH, field, find, hits, places, settle
from tests.browser.visits import Visit, Visitor

pytestmark = pytest.mark.browser

CROWD = 1_200
"""Passages that hold the words of a phrase, one more of which holds the phrase."""
PRESS_ALL = """async () => {
    for (let idle = 0; idle < 50; idle++) {
        const button = document.querySelector(".more-hits:enabled");
        if (button) {
            button.click();
            idle = 0;
        }
        await new Promise((done) => setTimeout(done, 10));
    }
}"""
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
        pytest.param("谁问：什么？用户", '"什么？用户"', ["什么？用户"], id="phrase over a wide mark"),
        pytest.param("監管：GDPR；ＡＩ", "GDPR AI", ["GDPR", "ＡＩ"], id="words beside wide marks"),
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
    with visit.context.expect_event("weberror"):
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


@pytest.fixture
def crowded(damaged: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the site with the index of one talk that says nearly the same very often; return the address."""
    crowd = "".join(f"**Guest {turn % 2}:** Just is the not.\n\n" for turn in range(CROWD))
    folder = tmp_path / "talks" / "crowd"
    folder.mkdir(parents=True)
    said = f"{crowd}**Nan:** {'Well. ' * 200}It is not just the crowd.\n"
    (folder / "transcript.md").write_text(said, encoding="utf-8")
    indexes = [index_talk(load_talk(one)) for one in find_talks(tmp_path / "talks").folders]
    write_index(damaged / "talks" / "search", indexes)
    with serve(damaged) as address:
        yield address


def test_a_phrase_of_common_words_is_found_at_last(visitor: Visitor, crowded: str) -> None:
    page = visitor(base=crowded).open(SEARCH)
    assert find(page, '"is not just the"') == []
    expect(page.locator(".find-status")).not_to_contain_text("Nothing found")
    page.evaluate(PRESS_ALL)
    assert hits(page)[0].marks == ["is not just the"]
    expect(page.locator(".find-status")).to_have_text("1 passage, word for word.")


def test_hits_that_are_not_listed_are_told(visitor: Visitor, crowded: str) -> None:
    page = visitor(base=crowded).open(SEARCH)
    find(page, "not ")
    page.evaluate(PRESS_ALL)
    assert page.locator(".hit").count() == 1_000
    expect(page.locator(".find-status")).to_contain_text("Only the likeliest 1,000 can be listed")


def test_a_letter_is_found_in_all_its_pairs(visit: Visit) -> None:
    page = visit.open(SEARCH)
    find(page, "門")
    expect(page.locator(".find-status")).to_have_text(f"{DOORS} passages in 1 talk")
    assert find(page, f'"{DOORS - 1}，門"')[0].marks == [f"{DOORS - 1}: 門"]


def test_a_beginning_of_too_many_words_says_at_least(visit: Visit) -> None:
    page = visit.open(SEARCH)
    find(page, "brac")
    expect(page.locator(".find-status")).to_have_text("At least 40 passages in 1 talk")


def test_a_phrase_in_the_other_language_is_marked_there(visit: Visit) -> None:
    page = visit.open(SEARCH)
    for quoted in ('"什么？用户"', "「什么？用户」"):
        (hit,) = find(page, quoted)
        assert hit.marks == ["什么？用户"]


def test_a_word_and_the_same_as_a_beginning_are_one(visit: Visit) -> None:
    page = visit.open(SEARCH)
    assert find(page, "a a"), "the second letter may still go on, the first may not"


def test_some_words_are_no_more_than_said(visit: Visit) -> None:
    page = visit.open(SEARCH)
    found = find(page, "docker kubernetes qwertzuiop ")
    assert [hit.marks for hit in found] == [["Docker", "Kubernetes"]], "of three words at least two"
    expect(page.locator(".find-status")).to_contain_text("These have some of them, the best first:")
