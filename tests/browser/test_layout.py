"""Where things stand: side by side or stacked, the speaker in view, all of it on a phone, nothing too small."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.sample import BILINGUAL, BuiltSite
from tests.browser.visits import PHONE, WIDE, Visitor, wait_until_in_view

pytestmark = pytest.mark.browser

TRANSCRIPT = f"talks/{BILINGUAL}/transcript.html"
SMALLEST = 24
"""In CSS pixels: WCAG 2.2, target size."""

SMALL_TARGETS = """(least) => {
    const inLine = (one) => getComputedStyle(one).display === "inline";
    const all = document.querySelectorAll("a[href], button, label:has(input), summary, [role=button]");
    return Array.from(all)
        .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((one) => !one.closest("p, li, td, th, .md-copyright") || !inLine(one))
        .filter((one) => !one.closest("svg"))
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => box.width > 1 && box.height > 1 && box.right > 0)
        .filter(([one, box]) => box.width < least || box.height < least)
        .map(([one, box]) => `${one.outerHTML.slice(0, 90)}: ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`);
}"""
"""Targets that are too small. A link in a line or a cell may be, and the ribbon repeats what the numbers give."""


def box(page: Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(selector).evaluate("(one) => one.getBoundingClientRect().toJSON()")
    return found


def test_languages_stand_side_by_side_on_a_wide_screen(visitor: Visitor) -> None:
    page = visitor(viewport=WIDE).open(TRANSCRIPT)
    for paragraph in ("t1-p1", "t2-p3", "t6-p1"):
        page.locator(f"#{paragraph}").scroll_into_view_if_needed()
        english, chinese = box(page, f"#{paragraph}"), box(page, f"#{paragraph}-zh-Hans")
        assert abs(english["top"] - chinese["top"]) < 12
        assert english["right"] <= chinese["left"]
        assert min(english["width"], chinese["width"]) > 380
        assert chinese["right"] <= WIDE["width"]


def test_one_language_alone_has_a_readable_measure(visitor: Visitor) -> None:
    page = visitor(viewport=WIDE).open(f"{TRANSCRIPT}?lang=en")
    characters = page.locator("#t2-p1").evaluate(
        """(one) => {
            const context = document.createElement("canvas").getContext("2d");
            const style = getComputedStyle(one);
            context.font = `${style.fontSize} ${style.fontFamily}`;
            return one.clientWidth / (context.measureText(one.textContent).width / one.textContent.length);
        }"""
    )
    assert 50 < characters < 78


@pytest.mark.parametrize("width", [360, 768, 1024])
def test_languages_are_stacked_where_there_is_no_room(visitor: Visitor, width: int) -> None:
    page = visitor(viewport={"width": width, "height": 740}).open(TRANSCRIPT)
    english, chinese = box(page, "#t1-p1"), box(page, "#t1-p1-zh-Hans")
    assert chinese["top"] >= english["bottom"]
    assert abs(english["left"] - chinese["left"]) < 1


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_speaker_stays_in_view_in_a_long_turn(visitor: Visitor, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport).open(f"{TRANSCRIPT}#t2")
    wait_until_in_view(page, "#t2")
    page.evaluate("scrollBy(0, document.querySelector('#t2').offsetHeight / 2)")
    assert box(page, "#t2")["top"] < 0
    name = page.locator("#t2 .speaker-name")
    place = box(page, "#t2 .speaker-name")
    assert place["top"] >= box(page, ".md-header")["bottom"] - 1
    assert place["bottom"] < viewport["height"]
    on_top = name.evaluate(
        """(one) => {
            const box = one.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            return top.closest(".turn-head") === one.closest(".turn-head");
        }"""
    )
    assert on_top, "something lies on the speaker's name"


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_buttons_of_a_turn_lie_on_nothing(visitor: Visitor, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport).open(f"{TRANSCRIPT}#t12")
    wait_until_in_view(page, "#t12")
    page.locator("#t12 .number").focus()
    tools = box(page, "#t12 .turn-tools [data-copy=link]")
    for other in ("#t12 .speaker-name", "#t12 .number", "#t12-p1"):
        there = box(page, other)
        apart = (
            tools["right"] <= there["left"] + 1
            or there["right"] <= tools["left"] + 1
            or tools["bottom"] <= there["top"] + 1
            or there["bottom"] <= tools["top"] + 1
        )
        assert apart, f"the buttons lie on {other}"


def test_nothing_is_wider_than_a_phone(visitor: Visitor, site: BuiltSite) -> None:
    visit = visitor(viewport=PHONE, has_touch=True, is_mobile=True)
    wide = {}
    for uri in site.pages:
        page = visit.open(uri)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > PHONE["width"]:
            wide[uri] = width
    assert wide == {}


def test_targets_are_big_enough_for_a_finger(visitor: Visitor, site: BuiltSite) -> None:
    visit = visitor(viewport=PHONE, has_touch=True)
    small = {}
    for uri in site.pages:
        found = visit.open(uri).evaluate(SMALL_TARGETS, SMALLEST)
        if found:
            small[uri] = found[:4]
    assert small == {}, "\n".join(f"{uri}: {one}" for uri, ones in small.items() for one in ones)


def test_the_buttons_of_a_turn_are_big_enough_for_a_finger(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE, has_touch=True).open(TRANSCRIPT)
    page.locator("#t6 .said").tap()
    for button in page.locator("#t6 button").all():
        place = button.bounding_box()
        assert place
        assert min(place["width"], place["height"]) >= SMALLEST
        assert place["x"] + place["width"] <= PHONE["width"]
