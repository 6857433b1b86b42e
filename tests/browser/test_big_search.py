"""The search of a site with many talks: what it finds, how it is used, what happens when something is missing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, Request, Route, expect
from snowballstemmer import stemmer  # type: ignore[import-untyped]

from tests.browser.big_site import KETTLE, MEETINGS, TRAPS, build_big_site
from tests.browser.conftest import folder_base, serve
from tests.browser.sample import BILINGUAL, CHINESE, REPOSITORY, BuiltSite
from tests.browser.test_axe import violations
from tests.browser.visits import PHONE, WIDE, Visit, Visitor, marked, wait_until_in_view

pytestmark = pytest.mark.browser

SEARCH = "talks/search.html"
_CASES = REPOSITORY / "tests" / "cases" / "search"
_WORD = re.compile("[a-z]+")


@pytest.fixture(scope="module")
def site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the site once for this module, in place of the sample."""
    assert chromium_path
    return build_big_site(tmp_path_factory.mktemp("big"))


class Hit(NamedTuple):
    """One hit on the page."""

    talk: str
    page: str
    anchor: str
    who: str
    time: str
    marks: list[str]


READ_HITS = """(links) => links.map((link) => {
    const [talk, page] = link.pathname.split("/").slice(-2);
    const hit = link.parentElement;
    const text = (selector) => (hit.querySelector(selector) || { textContent: "" }).textContent;
    const marks = Array.from(hit.querySelectorAll("mark"), (mark) => mark.textContent);
    return [talk, page, link.hash.slice(1), text(".who"), text(".time"), marks];
})"""
SETTLED = """(query) => new URLSearchParams(location.search).get("q") === query
    && document.querySelector(".find-status").textContent !== ""
    && !document.querySelector(".find-status").textContent.startsWith("Searching")"""


def field(page: Page) -> None:
    """Wait until the field can be typed in."""
    expect(page.get_by_role("searchbox", name="Search all talks")).to_be_focused()


def hits(page: Page) -> list[Hit]:
    """Return the hits that are shown, best first."""
    return [Hit(*one) for one in page.locator(".hit-link").evaluate_all(READ_HITS)]


def find(page: Page, query: str) -> list[Hit]:
    """Type a query and return its hits."""
    # What an earlier query said would be taken for what this one says.
    page.locator(".find-status").evaluate("(status) => { status.textContent = '' }")
    page.locator("#find-q").fill(query)
    settle(page, query)
    return hits(page)


def settle(page: Page, query: str) -> None:
    """Wait until the page says what came of a query."""
    page.wait_for_function(SETTLED, arg=query)


def places(found: list[Hit]) -> list[tuple[str, str, str]]:
    """Return where hits lead."""
    return [(hit.talk, hit.page, hit.anchor) for hit in found]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("query", "talk", "page_name", "anchor"),
    [
        pytest.param("corrigible", BILINGUAL, "transcript.html", "t35", id="word"),
        pytest.param("transformer", KETTLE, "transcript.html", "t2", id="another form"),
        pytest.param("philosopher king", BILINGUAL, "transcript.html", "t2", id="two words"),
        pytest.param('"running the transformers"', KETTLE, "transcript.html", "t2", id="phrase"),
        pytest.param("“Running the transformers”", KETTLE, "transcript.html", "t2", id="phrase in curved marks"),
        pytest.param("可解释性", BILINGUAL, "transcript.html", "t12", id="Chinese word"),
        pytest.param("哲学王", BILINGUAL, "transcript.html", "t2", id="Chinese compound"),
        pytest.param("「善良的人」", BILINGUAL, "transcript.html", "t2", id="Chinese phrase"),
        pytest.param("Josh 可解释性", BILINGUAL, "transcript.html", "t12", id="mixed"),
        pytest.param("逐字记录", CHINESE, "transcript.html", "t2", id="talk in Chinese only"),
        pytest.param("茶壶", KETTLE, "transcript.html", "t4", id="other name of a term"),
        pytest.param("don’t agree", KETTLE, "transcript.html", "t3", id="apostrophe"),
        pytest.param("C++", KETTLE, "transcript.html", "t3", id="signs"),
        pytest.param("TEA TRANSFORMERS", KETTLE, "index.html", "", id="title"),
        pytest.param("corrigibility", BILINGUAL, "glossary.html", "term-corrigibility", id="term"),
    ],
)
def test_a_hit_leads_to_the_turn(visit: Visit, query: str, talk: str, page_name: str, anchor: str) -> None:
    page = visit.open(SEARCH)
    found = find(page, query)
    assert (talk, page_name, anchor) in places(found)[:5], (found, page.locator(".find-status").inner_text())
    if page_name == "transcript.html":
        page.locator(f'.hit-link[href$="{talk}/{page_name}#{anchor}"]').click()
        wait_until_in_view(page, f"#{anchor}")
        assert marked(page) == [anchor]


def test_a_hit_shows_who_and_when_and_marks_the_words(visit: Visit) -> None:
    page = visit.open(SEARCH)
    hit = next(hit for hit in find(page, "running transformers") if hit.anchor == "t2")
    assert (hit.who, hit.time, hit.marks) == ("Ben Quill", "1:02:03", ["running", "transformers"])
    expect(page.locator("h2 a", has_text="Tea and transformers").first).to_be_visible()
    expect(page.locator(".found-talk time").first).to_have_text("2019-05-06")
    expect(page.locator(".find-status")).to_have_text("2 passages in 1 talk")


def test_a_phrase_is_one_only_where_it_stands_so(visit: Visit) -> None:
    page = visit.open(SEARCH)
    assert places(find(page, '"the transformers running"')) == []
    assert places(find(page, '"running of transformers"')) == [(KETTLE, "transcript.html", "t3")]
    assert places(find(page, '"running of transformer"')) == [], "a phrase has no other forms"
    assert places(find(page, '"善良的王"')) == []


def test_languages_are_told(visit: Visit) -> None:
    page = visit.open(SEARCH)
    find(page, "哲学王")
    expect(page.locator(".context").first).to_have_attribute("lang", "zh-Hans")
    find(page, "philosopher")
    expect(page.locator(".context").first).to_have_attribute("lang", "en")


def test_words_that_never_meet_are_found_apart(visit: Visit) -> None:
    page = visit.open(SEARCH)
    assert (KETTLE, "transcript.html", "t4") in places(find(page, "kettle protocol"))
    expect(page.locator(".find-status")).to_contain_text("No passage has all of these words.")
    assert find(page, "qwertzuiop") == []
    expect(page.locator(".find-status")).to_contain_text("Nothing found.")


def test_more_hits_follow_where_the_keyboard_is(visit: Visit) -> None:
    page = visit.open(SEARCH)
    assert len(find(page, "protocol")) == 10
    expect(page.locator(".find-status")).to_have_text(f"{MEETINGS} passages in {MEETINGS} talks")
    button = page.get_by_role("button", name="More hits")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hit-link")).to_have_count(20)
    expect(page.locator(".hit-link").nth(10)).to_be_focused()
    button.click()
    expect(page.locator(".hit-link")).to_have_count(MEETINGS)
    expect(button).to_have_count(0)
    assert len({hit.talk for hit in hits(page)}) == MEETINGS


@pytest.mark.usefixtures("base")
def test_filters_narrow_down(visit: Visit) -> None:
    page = visit.open(SEARCH)
    find(page, "meeting")
    page.get_by_text("Narrow down").click()
    page.get_by_label("Year").select_option("2003")
    expect(page.locator(".find-status")).to_have_text("4 passages in 2 talks")
    page.get_by_label("Speaker").fill("cora")
    expect(page.locator(".find-status")).to_have_text("2 passages in 2 talks")
    assert {(hit.talk, hit.who) for hit in hits(page)} == {
        ("meeting-2", "Cora Chair"),
        ("meeting-14", "Cora Chair"),
    }
    page.get_by_label("Talk", exact=True).fill("Meeting 14")
    expect(page.locator(".find-status")).to_have_text("1 passage in 1 talk")
    page.reload()
    expect(page.locator(".find-status")).to_have_text("1 passage in 1 talk")
    expect(page.locator(".chosen")).to_have_text("cora · Meeting 14 · 2003")
    page.get_by_text("Narrow down").click()
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".find-status")).to_have_text(f"{2 * MEETINGS + 2} passages in {MEETINGS + 2} talks")
    assert "year" not in page.url


def test_a_language_is_a_filter(visit: Visit) -> None:
    page = visit.open(f"{SEARCH}?q=AI&lang=zh")
    settle(page, "AI")
    assert {hit.talk for hit in hits(page)} == {BILINGUAL}
    page.get_by_text("Narrow down").click()
    expect(page.get_by_label("Language").locator("option:checked")).to_have_text("Chinese")


def test_a_filter_that_names_nothing_says_so(visit: Visit) -> None:
    page = visit.open(f"{SEARCH}?q=meeting&speaker=Nobody+Known")
    expect(page.locator(".find-status")).to_contain_text("There is nothing under “Nobody Known”.")


@pytest.mark.usefixtures("base")
def test_results_come_as_you_type(visit: Visit) -> None:
    page = visit.open(SEARCH)
    field(page)
    page.keyboard.type("the runni", delay=20)
    settle(page, "the runni")
    assert (KETTLE, "transcript.html", "t2") in places(hits(page)), "before the word is whole"
    page.keyboard.type("ng transfo", delay=20)
    settle(page, "the running transfo")
    assert hits(page)[0].marks == ["the", "running", "the", "transformers"] or hits(page)[0].talk == KETTLE
    page.keyboard.type(" ")
    settle(page, "the running transfo ")
    expect(page.locator(".find-status")).to_contain_text("No passage has all of these words.")


def test_the_address_keeps_the_query(visit: Visit) -> None:
    page = visit.open(SEARCH)
    before = page.evaluate("history.length")
    find(page, "kettle vessel")
    assert page.evaluate("history.length") == before
    page.reload()
    settle(page, "kettle vessel")
    assert page.locator("#find-q").input_value() == "kettle vessel"
    assert hits(page)


@pytest.mark.usefixtures("base")
def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open("index.html")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type("protocol")
    page.keyboard.press("Enter")
    settle(page, "protocol")
    field(page)
    links = page.locator(".hit-link")
    for key, number in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        expect(links.nth(number)).to_be_focused()
    page.keyboard.press("Escape")
    field(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    field(page)
    page.keyboard.press("Escape")
    expect(page.locator("#find-q")).to_have_value("")
    expect(links).to_have_count(0)
    page.keyboard.type("corrigible")
    settle(page, "corrigible")
    page.keyboard.press("ArrowDown")
    address = links.first.evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_what_was_typed_last_stays(visitor: Visitor, http_base: str) -> None:
    page = visitor(base=http_base).open(SEARCH)
    held: list[Route] = []
    page.route("**/text-*.js*", lambda route: held.append(route) if not held else route.fallback())
    with page.expect_request(re.compile("/text-")):
        page.locator("#find-q").fill("qwertz kettle")
    page.wait_for_function("document.querySelector('.find-status').textContent === 'Searching…'")
    found = find(page, "protocol")
    assert {hit.talk.split("-")[0] for hit in found} == {"meeting"}
    held[0].fallback()
    page.wait_for_timeout(300)
    assert hits(page) == found


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_header_leads_to_the_search(visitor: Visitor, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport).open(f"talks/{BILINGUAL}/transcript.html")
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    page.wait_for_url("**/talks/search.html*")
    assert page.locator(".md-header [role=search]").count() == 0, "the page has a field of its own"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.usefixtures("base")
def test_without_javascript_it_says_so(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).open(SEARCH)
    expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
    expect(page.locator("form.find")).to_be_hidden()
    page.locator(".needs-script").get_by_role("link", name="Talks").click()
    page.wait_for_url("**/talks/index.html")


@pytest.mark.usefixtures("base")
def test_what_strangers_write_stays_text(visit: Visit) -> None:
    page = visit.open(SEARCH)
    found = find(page, "zebra onerror script")
    assert {hit.talk for hit in found} == {TRAPS}
    assert "<script>window.__pwned=1</script>" in page.locator(".found").inner_text()
    assert page.locator(".found :is(script, img, b:not(.who))").count() == 0
    find(page, '"<script>window.__pwned=1</script>"')
    page.get_by_text("Narrow down").click()
    page.get_by_label("Speaker").fill("<b>Eve</b>")
    expect(page.locator(".hit .who").first).to_have_text("<b>Eve</b>")
    assert page.evaluate("window.__pwned") is None


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_breaks_a_rule(visitor: Visitor, scheme: str, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport, color_scheme=scheme).open(SEARCH)
    field(page)
    assert violations(page) == []
    for query in ("transformers", "AI 哲学王", '"kind human"', "protocol", "qwertzuiop"):
        find(page, query)
        assert violations(page) == [], query
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), query
    page.get_by_text("Narrow down").click()
    page.get_by_label("Year").select_option("2003")
    assert violations(page) == []


def forgive(visit: Visit) -> None:
    """Take no offence at what the browser says of files that are not there, or that are none of its language."""
    visit.page.goto("about:blank")
    assert [fault for fault in visit.faults if not fault.startswith(("console error", "page error"))] == []
    visit.faults.clear()


@pytest.mark.parametrize("content", [None, "talkbookSearch.", "", 'talkbookSearch.terms(0,{"kettl":"zz"})'])
@pytest.mark.parametrize("name", ["meta", "terms-0", "text"])
@pytest.mark.parametrize("over", ["http", "file"])
def test_a_damaged_index_says_so(
    visitor: Visitor, damaged: Path, over: str, name: str, content: str | None
) -> None:
    for path in (damaged / "talks" / "search").glob(f"{name}*.js"):
        path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    with serve(damaged) as address:
        visit = visitor(base=address if over == "http" else folder_base(damaged))
        page = visit.open(SEARCH)
        page.locator("#find-q").fill("kettle")
        expect(page.locator(".find-status")).to_contain_text(f"missing or damaged: talks/search/{name}")
        expect(page.locator(".find-status")).not_to_contain_text("Searching")
        forgive(visit)


def test_one_damaged_part_leaves_the_rest(visitor: Visitor, damaged: Path) -> None:
    visit = visitor(base=folder_base(damaged))
    first = find(visit.open(SEARCH), "soup")[0].talk
    texts = (damaged / "talks" / "search").glob("text-*.js")
    next(path for path in texts if f'"{first}"' in path.read_text(encoding="utf-8")).unlink()
    page = visit.open(SEARCH)
    found = find(page, "soup")
    assert len(found) == 10
    assert first not in {hit.talk for hit in found}
    expect(page.locator(".find-status")).to_contain_text(re.compile("missing or damaged: talks/search/text-"))
    forgive(visit)


def test_terms_are_those_of_the_index(visit: Visit) -> None:
    page = visit.open(SEARCH)
    field(page)
    cases = json.loads((_CASES / "terms.json").read_text(encoding="utf-8"))
    made = page.evaluate("(texts) => texts.map(talkbookSearch.words.termsOf)", [text for text, _ in cases])
    assert made == [terms for _, terms in cases]


def test_stems_are_those_of_snowball(visit: Visit) -> None:
    page = visit.open(SEARCH)
    field(page)
    files = (path for place in ("docs", "talks", "tests") for path in (REPOSITORY / place).rglob("*.md"))
    vocabulary = {word for path in files for word in _WORD.findall(path.read_text("utf-8", "replace").lower())}
    endings = ("s", "ed", "ing", "ly", "ness", "ational", "ization", "fulness", "iviti", "logi", "ement", "ies")
    words = sorted(vocabulary | {word + ending for word in sorted(vocabulary)[::9] for ending in endings})
    assert len(words) > 5000
    assert page.evaluate("(words) => words.map(talkbookSearch.stem)", words) == stemmer("english").stemWords(words)


def test_only_its_own_files_are_asked_for(visitor: Visitor, file_base: str) -> None:
    visit = visitor(base=file_base)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    visit.context.on("request", note)
    page = visit.open(SEARCH)
    find(page, "kettle")
    names = {re.sub(r"\d+", "n", url.partition("?")[0].rpartition("/")[2]) for url in asked if "/search/" in url}
    assert names == {"meta.js", "synonyms.js", "terms-n.js", "text-n-n.js"}
    assert page.locator("head script[src*='/talks/search/']").count() == 0, "what was read is not kept"
