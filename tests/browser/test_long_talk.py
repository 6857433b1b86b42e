"""A talk of very many turns: nothing is done for each of them when its page opens, and each can be reached."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.site import BuildOptions, build_site
from tests.browser.sample import REPOSITORY
from tests.browser.visits import PHONE, WIDE, Visit, Visitor, marked, wait_until_in_view

pytestmark = pytest.mark.browser

TURNS = 1_500
RARE = 1_400
"""The number of the turn of somebody who speaks only once, and of a word that is said only once."""
FAR = "t1234"
TRANSCRIPT = "talks/endless/transcript.html"
SPEAKERS = "talks/endless/speakers.html"
_NAMES = ("Ann Other", "Ben Quill", "Clem Clerk")

LAID_OUT = "(element) => element.checkVisibility({ contentVisibilityAuto: true })"
"""Whether an element is laid out and not passed over until it comes near."""
CHANGES = """() => {
    window.changes = [];
    const watch = (records) => {
        for (const { type, target, attributeName, removedNodes } of records) {
            if (!target.closest || !target.closest(".turns")) continue;
            if (type === "attributes" || removedNodes.length) changes.push([type, target.outerHTML, attributeName]);
        }
    };
    new MutationObserver(watch).observe(document, { attributes: true, childList: true, subtree: true });
}"""
"""Notes what happens to turns beside their arrival."""
SAME_AS_SENT = """(source) => {
    const sent = new DOMParser().parseFromString(source, "text/html");
    return sent.querySelector(".turns").isEqualNode(document.querySelector(".turns"));
}"""


@pytest.fixture(scope="module")
def site_path(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with one talk that does not end."""
    assert chromium_path
    root = tmp_path_factory.mktemp("long")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "docs").mkdir()
    talk = root / "talks" / "endless"
    talk.mkdir(parents=True)
    (talk / "transcript.md").write_text("\n\n".join(map(_turn, range(1, TURNS + 1))), encoding="utf-8")
    told: list[str] = []
    build_site(root, BuildOptions(), told.append, told.append)
    return root / "site"


def _turn(number: int) -> str:
    name = "Rare Guest" if number == RARE else _NAMES[number % 3]
    word = " abracadabra" if number == RARE else ""
    sentence = f"This is sentence {{}} of turn {number}{word}, and somebody else may go on from here."
    return f"**{name}:** " + " ".join(map(sentence.format, range(1, 2 + number * 7 % 13)))


def test_what_is_far_from_the_screen_is_passed_over(base: str, visitor: Visitor) -> None:
    page = visitor(base=base).open(TRANSCRIPT)
    assert page.locator("#t1 .said").evaluate(LAID_OUT)
    for number in (300, RARE, TURNS):
        assert not page.locator(f"#t{number}").evaluate(LAID_OUT)
        assert not page.locator(f"#t{number} .said").evaluate(LAID_OUT)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(f"({LAID_OUT})(document.querySelector('#t{TURNS} .said'))")


def test_no_script_does_anything_for_each_turn_when_the_page_opens(
    base: str, site_path: Path, visitor: Visitor
) -> None:
    visit = visitor(base=base)
    visit.context.add_init_script(f"({CHANGES})()")
    page = visit.open(TRANSCRIPT)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("changes") == []
    assert page.evaluate(SAME_AS_SENT, (site_path / TRANSCRIPT).read_text(encoding="utf-8"))


def test_no_turn_has_listeners(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    devtools = visit.context.new_cdp_session(page)
    for number in (1, 700, TURNS):
        found = devtools.send("Runtime.evaluate", {"expression": f"document.querySelector('#t{number}')"})
        asked = {"objectId": found["result"]["objectId"], "depth": -1}
        assert devtools.send("DOMDebugger.getEventListeners", asked)["listeners"] == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_link_lands_on_a_late_turn(base: str, visitor: Visitor, viewport: dict[str, int]) -> None:
    visit = visitor(base=base, viewport=viewport)
    page = visit.open(f"{TRANSCRIPT}#{FAR}")
    wait_until_in_view(page, f"#{FAR}")
    assert marked(page) == [FAR]
    # What marks a turn goes beyond its edges, but the page does not.
    assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    page.evaluate(f"location.hash = '#t{TURNS}-p1'")
    wait_until_in_view(page, f"#t{TURNS}")
    page.evaluate("location.hash = '#t42'")
    wait_until_in_view(page, "#t42")


def test_going_back_leads_to_where_the_reader_was(visitor: Visitor, http_base: str) -> None:
    page = visitor(base=http_base).open(f"{TRANSCRIPT}#{FAR}")
    wait_until_in_view(page, f"#{FAR}")
    page.evaluate("document.querySelector('#t1300').scrollIntoView()")
    wait_until_in_view(page, "#t1300")
    page.goto(f"{http_base}{SPEAKERS}")
    page.go_back()
    wait_until_in_view(page, "#t1300")


def test_the_browser_finds_a_word_anywhere(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    assert page.evaluate("find('abracadabra')")
    wait_until_in_view(page, f"#t{RARE}")


def test_the_keys_go_on_from_where_the_reader_is(visit: Visit) -> None:
    page = visit.open(f"{TRANSCRIPT}#{FAR}")
    wait_until_in_view(page, f"#{FAR}")
    for key, turn in (("j", "t1235"), ("j", "t1236"), ("k", "t1235")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('.turn').id") == turn
        wait_until_in_view(page, f"#{turn}")
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.turn').id") == "t1"


def test_the_filter_leaves_no_holes(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.locator(".chip", has_text="Rare Guest").click()
    expect(page.locator(".filter-note")).to_have_text("1 of 1500 turns")
    assert page.evaluate("document.documentElement.scrollHeight") < 2 * WIDE["height"]
    page.keyboard.press("j")
    wait_until_in_view(page, f"#t{RARE}")
    page.locator(".show-all").click()
    expect(page.locator("#t1")).to_be_visible()


def test_the_ribbon_shows_stretches(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    bars = page.locator(".ribbon a")
    assert 100 < bars.count() <= 241
    widths = page.locator(".ribbon rect").evaluate_all(
        "(all) => all.map((one) => Number(one.getAttribute('width')))"
    )
    assert min(widths) > 1
    last = bars.nth(bars.count() - 2)
    last.click()
    wait_until_in_view(page, str(last.get_attribute("href")))
    page.evaluate("scrollTo(0, 0)")
    page.locator(".chip", has_text="Rare Guest").click()
    assert page.locator(".ribbon a:not(.dim)").count() == 1


def test_it_is_all_there_without_scripts(base: str, visitor: Visitor) -> None:
    page = visitor(base=base, java_script_enabled=False).open(f"{TRANSCRIPT}#{FAR}")
    assert page.locator(".turn").count() == TURNS
    assert "abracadabra" in str(page.locator(f"#t{RARE}-p1").text_content())
    assert page.locator(f'#t{RARE} .number[href="#t{RARE}"]').is_visible()
    expect(page.locator(f"#{FAR}")).to_be_in_viewport()
    expect(page.locator(".controls")).to_be_hidden()
    page.locator(".ribbon a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#t1")).to_be_in_viewport()


def test_paper_holds_every_turn(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.emulate_media(media="print")
    for number in (1, 700, TURNS):
        assert page.locator(f"#t{number} .said").evaluate(LAID_OUT)


def test_the_speakers_page_lists_the_longest_turns(visit: Visit, site_path: Path) -> None:
    page = visit.open(SPEAKERS)
    assert [page.locator(f"#{one} .turn-list > li").count() for one in _sections(page)] == [20, 20, 20, 1]
    page.locator(".speaker .note a").first.click()
    page.wait_for_url(f"**/{TRANSCRIPT}")
    too_long = [file.name for file in site_path.rglob("*.html") if file.stat().st_size > 150_000]
    assert too_long == ["transcript.html"]


def _sections(page: Page) -> list[str]:
    ids: list[str] = page.locator(".speaker").evaluate_all("(all) => all.map((one) => one.id)")
    return ids
