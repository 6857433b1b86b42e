"""Glossary terms in the transcript: their definition by mouse, keyboard and finger, and the switch that ends it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.sample import BILINGUAL, CHINESE, HAZARD
from tests.browser.visits import PHONE, Visit, Visitor, wait_until_in_view

pytestmark = pytest.mark.browser

TRANSCRIPT = f"talks/{BILINGUAL}/transcript.html"
MACHINE = f"talks/{BILINGUAL}/transcript-machine.html"
ALIGNMENT = "The process of ensuring that AI systems act in accordance with human intentions"

OUTSIDE = """(box) => {
    const place = box.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
    const inside = place.left >= 0 && place.right <= width && place.top >= header && place.bottom <= innerHeight;
    return inside ? "" : JSON.stringify(place);
}"""
"""Where the box is, if some of it is not to be seen."""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
OFTEN = """() => Array.from(document.querySelectorAll(".turn")).flatMap((turn) => {
    const all = Array.from(turn.querySelectorAll("a.term"));
    const names = all.map((term) => `${turn.id} ${term.closest("[lang]").lang} ${term.hash}`);
    return names.filter((name, index) => names.indexOf(name) !== index);
})"""
"""Terms that a turn marks twice in one language."""


def term(page: Page, paragraph: str) -> Locator:
    return page.locator(f"#{paragraph} a.term").first


def definition(page: Page) -> Locator:
    return page.get_by_role("tooltip", include_hidden=True)


def assert_shown(page: Page, of: Locator, words: str = ALIGNMENT) -> None:
    """Check that the box shows a definition, and that who hears the page is told of it at the term."""
    box = definition(page)
    expect(box).to_be_visible()
    expect(box).to_contain_text(words)
    expect(of).to_have_attribute("aria-describedby", str(box.get_attribute("id")))


@pytest.mark.usefixtures("base")
def test_a_pointer_over_a_term_shows_its_definition(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    expect(definition(page)).to_be_hidden()
    term(page, "t2-p1").hover()
    assert_shown(page, term(page, "t2-p1"))
    expect(definition(page).locator("b")).to_have_text("Alignment")
    expect(definition(page)).to_have_attribute("lang", "en")
    page.mouse.move(5, 5)
    expect(definition(page)).to_be_hidden()
    assert term(page, "t2-p1").get_attribute("aria-describedby") is None


def test_the_other_language_and_the_other_witness_show_it_too(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    term(page, "t3-p1-zh-Hans").hover()
    assert_shown(page, term(page, "t3-p1-zh-Hans"))
    visit.open(MACHINE)
    term(page, "t2-p1").hover()
    assert_shown(page, term(page, "t2-p1"))


def test_a_talk_in_chinese_shows_chinese(visit: Visit) -> None:
    page = visit.open(f"talks/{CHINESE}/transcript.html")
    term(page, "t1-p1").hover()
    assert_shown(page, term(page, "t1-p1"), "对会议所作决定的简短记载。")
    expect(definition(page)).to_have_attribute("lang", re.compile("^zh"))


def test_from_one_term_to_the_next(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    first, second = (page.locator("#t1-p1 a.term").nth(place) for place in (0, 1))
    first.hover()
    assert_shown(page, first)
    second.hover()
    assert_shown(page, second, "further training a pre-trained large language model")
    assert first.get_attribute("aria-describedby") is None


def test_the_pointer_may_cross_into_the_box(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    term(page, "t2-p1").hover()
    place = definition(page).bounding_box()
    assert place
    page.mouse.move(place["x"] + 20, place["y"] + place["height"] / 2, steps=4)
    page.wait_for_timeout(500)  # longer than the box waits for a pointer that left
    expect(definition(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(definition(page)).to_be_hidden()


@pytest.mark.usefixtures("base")
def test_the_focus_shows_it_and_escape_puts_it_away(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.locator("#t2 .number").focus()
    while not page.evaluate("document.activeElement.matches('#t2 a.term')"):
        page.keyboard.press("Tab")
    assert_shown(page, term(page, "t2-p1"))
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()
    expect(term(page, "t2-p1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert_shown(page, term(page, "t2-p1"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-alignment")


def test_escape_puts_away_what_the_pointer_shows(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    term(page, "t2-p1").hover()
    assert_shown(page, term(page, "t2-p1"))
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()


@pytest.mark.usefixtures("base")
def test_the_first_tap_shows_and_the_second_leads_on(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE, has_touch=True, is_mobile=True).open(TRANSCRIPT)
    first = term(page, "t2-p1")
    first.tap()
    assert_shown(page, first)
    page.wait_for_timeout(500)  # a finger that was lifted is no pointer that left
    assert_shown(page, first)
    assert page.url.endswith("transcript.html")
    first.tap()
    page.wait_for_url("**/glossary.html#term-alignment")
    wait_until_in_view(page, "#term-alignment")


def test_a_tap_beside_puts_it_away(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE, has_touch=True, is_mobile=True).open(TRANSCRIPT)
    one, other = (page.locator("#t1-p1 a.term").nth(place) for place in (0, 1))
    one.tap()
    assert_shown(page, one)
    other.tap()
    assert_shown(page, other, "further training")
    page.locator("#t1 .turn-head").tap()
    expect(definition(page)).to_be_hidden()
    one.tap()
    assert_shown(page, one)
    assert page.url.endswith("transcript.html")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_box_is_within_the_window(visitor: Visitor, width: int) -> None:
    page = visitor(viewport={"width": width, "height": 740}).open(TRANSCRIPT)
    terms = page.locator("a.term")
    rights = terms.evaluate_all("(all) => all.map((one) => one.getClientRects()[0]?.right ?? 0)")
    outermost = sorted(range(len(rights)), key=lambda place: -rights[place])[:6]
    for place in (0, *outermost, len(rights) - 1):
        for block in ("center", "end"):
            page.keyboard.press("Escape")
            page.mouse.move(1, 1)
            for _ in range(2):  # turns get their true heights once they are in view, and all below them moves
                terms.nth(place).evaluate("(one, block) => one.scrollIntoView({ block })", block)
                page.evaluate(SETTLED)
            terms.nth(place).evaluate("(one) => { one.blur(); one.focus({ preventScroll: true }) }")
            expect(definition(page)).to_be_visible()
            page.evaluate(SETTLED)
            assert definition(page).evaluate(OUTSIDE) == "", (place, block)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.usefixtures("base")
def test_the_switch_turns_the_marks_off_and_is_remembered(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    switch = page.get_by_role("button", name="Terms")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert "underline" in decoration(page)
    switch.click()
    for uri in (TRANSCRIPT, MACHINE):
        expect(switch).to_have_attribute("aria-pressed", "false")
        assert "underline" not in decoration(page)
        term(page, "t2-p1").hover()
        page.wait_for_timeout(200)
        expect(definition(page)).to_be_hidden()
        visit.open(uri)
    switch.click()
    visit.open(TRANSCRIPT)
    expect(switch).to_have_attribute("aria-pressed", "true")
    term(page, "t2-p1").hover()
    assert_shown(page, term(page, "t2-p1"))


def decoration(page: Page) -> str:
    """Return how the first term of turn 2 is underlined."""
    return str(term(page, "t2-p1").evaluate("(one) => getComputedStyle(one).textDecorationLine"))


@pytest.mark.usefixtures("base")
def test_without_javascript_a_term_is_a_link(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).open(TRANSCRIPT)
    expect(page.locator(".definitions")).to_be_hidden()
    term(page, "t2-p1").click()
    page.wait_for_url("**/glossary.html#term-alignment")
    expect(page.locator("#term-alignment")).to_be_in_viewport()


@pytest.mark.parametrize("uri", [TRANSCRIPT, MACHINE])
def test_a_turn_marks_a_term_once_in_each_language(visit: Visit, uri: str) -> None:
    page = visit.open(uri)
    assert page.locator("a.term").count() > 20
    assert page.evaluate(OFTEN) == []
    assert page.locator("#t2-p1").inner_text().lower().count("alignment") > 1


def test_every_term_leads_to_an_entry(visit: Visit) -> None:
    for slug in (BILINGUAL, CHINESE, HAZARD):
        page = visit.open(f"talks/{slug}/transcript.html")
        wanted = set(page.locator("a.term").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))"))
        visit.open(f"talks/{slug}/glossary.html")
        entries = page.locator(".entry").evaluate_all("(all) => all.map((one) => `glossary.html#${one.id}`)")
        assert wanted <= set(entries)
