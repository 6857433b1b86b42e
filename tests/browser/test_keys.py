"""The keys j and k, and everything else that a reader without a mouse needs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sample import BILINGUAL
from tests.browser.visits import Visit, wait_until_in_view

pytestmark = pytest.mark.browser

TRANSCRIPT = f"talks/{BILINGUAL}/transcript.html"
FOCUS = """() => {
    const one = document.activeElement;
    const turn = one.closest(".turn");
    return (turn ? turn.id + " " : "") + (one.dataset.copy || one.value || one.className || one.tagName);
}"""


def at(page: Page) -> str:
    """Return the turn that has the focus."""
    return str(page.evaluate("(document.activeElement.closest('.turn') || {}).id || ''"))


def press(page: Page, keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return at(page)


def test_j_and_k_go_from_turn_to_turn(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    assert press(page, "k") == ""
    assert press(page, "j") == "t1"
    assert press(page, "jj") == "t3"
    wait_until_in_view(page, "#t3")
    assert press(page, "k") == "t2"
    wait_until_in_view(page, "#t2")
    assert press(page, "kkk") == "t1"


def test_j_and_k_begin_where_the_reader_has_scrolled_to(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    press(page, "jjj")
    for turn, key, expected in (("t20", "j", "t21"), ("t30", "k", "t29"), ("t2", "j", "t3")):
        page.evaluate("(turn) => document.getElementById(turn).scrollIntoView()", turn)
        wait_until_in_view(page, f"#{turn}")
        assert press(page, key) == expected
        wait_until_in_view(page, f"#{expected}")


def test_j_and_k_after_a_turn_still_half_in_view(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    assert press(page, "jjjjjj") == "t6"
    page.mouse.move(700, 500)
    page.mouse.wheel(0, -500)
    page.wait_for_function("document.querySelector('#t6').getBoundingClientRect().top > 300")
    assert press(page, "j") in ("t3", "t4", "t5")


def test_j_reaches_the_last_turn_and_stays(visit: Visit) -> None:
    page = visit.open(f"{TRANSCRIPT}#t43")
    wait_until_in_view(page, "#t43")
    assert press(page, "jjjjjj") == "t46"
    assert press(page, "k") == "t45"


def test_j_and_k_pass_over_what_is_filtered_out(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.locator(".chip", has_text="Josh").click()
    assert press(page, "j") == "t13"
    assert press(page, "j") == "t15"
    assert press(page, "jk") == "t15"


def test_j_is_a_letter_while_somebody_types(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    assert press(page, "jk") == ""
    expect(field).to_have_value("jk")


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_j_with_another_key_is_not_ours(visit: Visit, modifier: str) -> None:
    page = visit.open(TRANSCRIPT)
    page.evaluate("addEventListener('keydown', (event) => { window.ours = event.defaultPrevented })")
    page.keyboard.press(f"{modifier}+j")
    assert (at(page), page.evaluate("window.ours")) == ("", False)


def test_tab_reaches_everything_and_shows_where_it_is(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    visited: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        visited.append(page.evaluate(FOCUS))
        if visited[-1].startswith("md-search__input"):
            continue  # the search unfolds over the page, with a caret in it
        assert page.evaluate(f"({OUTLINED})(document.activeElement)"), f"nobody sees the focus on {visited[-1]}"
        if visited[-1].startswith("t2 "):
            break
    names = " | ".join(visited)
    for wanted in ("both", "chip", "t1 number", "t1 link", "t1 quotation", "t2 number"):
        assert wanted in names, names
    page.keyboard.press("Shift+Tab")
    assert at(page) == "t1"


OUTLINED = """(one) => {
    const parts = [one, one.nextElementSibling, one.querySelector("rect"), one.parentElement].filter(Boolean);
    return parts.some((part) => {
        const style = getComputedStyle(part);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        return outlined || (part.tagName === "rect" && style.stroke !== "none");
    });
}"""
"""Whether the focus is to be seen: an outline, of the next element where the input is hidden, or a stroke."""


def test_chips_are_pressed_by_keys(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.locator(".language-switch input").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".chip").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".chip").nth(1)).to_have_attribute("aria-pressed", "true")


def test_a_pointer_at_rest_does_not_take_the_buttons_from_the_keyboard(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.mouse.move(700, 600)
    press(page, "jjj")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "t3 quotation"
    page.evaluate("scrollBy(0, 30)")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate(FOCUS) == "t3 quotation"


def test_the_search_opens_and_closes_by_keys(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Search")).not_to_be_focused()
    assert press(page, "j") == "t1"
