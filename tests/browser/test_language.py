"""The switch Both | English | 中文."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sample import BILINGUAL, CHINESE
from tests.browser.visits import PHONE, Visit, Visitor, shown, wait_until_in_view

pytestmark = pytest.mark.browser

TRANSCRIPT = f"talks/{BILINGUAL}/transcript.html"
ENGLISH = "#t2-p1"
CHINESE_SIDE = "#t2-p1-zh-Hans"


def choose(page: Page, name: str) -> None:
    page.locator(".language-switch label", has_text=name).click()


def state(page: Page) -> tuple[bool, bool, str]:
    """Return whether English and Chinese are shown, and the language in the address."""
    lang = page.evaluate("new URLSearchParams(location.search).get('lang') || ''")
    return shown(page, ENGLISH), shown(page, CHINESE_SIDE), lang


@pytest.mark.usefixtures("base")
def test_each_choice_shows_its_text_and_is_in_the_address(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    assert state(page) == (True, True, "")
    choose(page, "English")
    assert state(page) == (True, False, "en")
    choose(page, "中文")
    assert state(page) == (False, True, "zh-Hans")
    choose(page, "Both")
    assert state(page) == (True, True, "")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", (True, False)), ("zh", (False, True)), ("zh-Hans", (False, True)), ("zh-CN", (False, True))],
)
def test_the_address_chooses(visit: Visit, lang: str, expected: tuple[bool, bool]) -> None:
    page = visit.open(f"{TRANSCRIPT}?lang={lang}")
    assert state(page)[:2] == expected
    checked = page.locator(".language-switch input:checked").get_attribute("value")
    assert checked == ("en" if lang == "en" else "zh-Hans")


def test_both_can_be_asked_for(visit: Visit) -> None:
    choose(visit.open(TRANSCRIPT), "English")
    assert state(visit.open(f"{TRANSCRIPT}?lang=both"))[:2] == (True, True)


def test_an_unknown_language_changes_nothing(visit: Visit) -> None:
    assert state(visit.open(f"{TRANSCRIPT}?lang=tlh"))[:2] == (True, True)
    choose(visit.page, "English")
    assert state(visit.open(f"{TRANSCRIPT}?lang=tlh"))[:2] == (True, False)


@pytest.mark.usefixtures("base")
def test_the_choice_is_remembered_from_page_to_page(visit: Visit) -> None:
    choose(visit.open(TRANSCRIPT), "中文")
    visit.open("index.html")
    assert state(visit.open(TRANSCRIPT))[:2] == (False, True)
    assert visit.open(f"talks/{CHINESE}/transcript.html").locator("#t1-p1").is_visible()
    assert state(visit.open(f"{TRANSCRIPT}?lang=en"))[:2] == (True, False)
    # A link with a language is a loan: what was chosen stays chosen.
    assert state(visit.open(TRANSCRIPT))[:2] == (False, True)


def test_arrow_keys_move_the_switch(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.locator(".language-switch input").first.focus()
    page.keyboard.press("ArrowRight")
    assert state(page) == (True, False, "en")
    page.keyboard.press("ArrowRight")
    assert state(page) == (False, True, "zh-Hans")
    page.keyboard.press("ArrowRight")
    assert state(page) == (True, True, "")


@pytest.mark.parametrize("turn", ["t6", "t35"])
def test_the_place_on_the_page_is_kept(visit: Visit, turn: str) -> None:
    page = visit.open(f"{TRANSCRIPT}#{turn}")
    wait_until_in_view(page, f"#{turn}")
    page.keyboard.press("j")
    before = page.evaluate("document.activeElement.closest('.turn').getBoundingClientRect().top")
    # The switch itself is far above: a reader changes it by a key or in another tab of the same address.
    page.evaluate("document.querySelector('.language-switch [value=en]').click()")
    after = page.evaluate("document.querySelector('.turn :focus').closest('.turn').getBoundingClientRect().top")
    assert abs(after - before) < 8


@pytest.mark.usefixtures("base")
def test_a_link_to_a_hidden_paragraph_shows_it(visit: Visit) -> None:
    choose(visit.open(TRANSCRIPT), "English")
    page = visit.open(f"{TRANSCRIPT}#t17-p1-zh-Hans")
    wait_until_in_view(page, "#t17-p1-zh-Hans")
    assert page.locator(".language-switch input:checked").get_attribute("value") == "both"
    assert shown(page, "#t17-p1")


def test_a_link_within_the_page_shows_a_hidden_paragraph_every_time(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.evaluate(
        """document.querySelector(".talk-title").insertAdjacentHTML("afterend",
            "<p><a id=probe href='#t17-p1-zh-Hans'>there</a></p>")"""
    )
    for _ in range(2):  # the second time the address does not change
        page.evaluate("scrollTo(0, 0)")
        choose(page, "English")
        page.locator("#probe").click()
        wait_until_in_view(page, "#t17-p1-zh-Hans")


def test_without_javascript_both_are_shown_and_no_switch(visitor: Visitor, base: str) -> None:
    page = visitor(base=base, java_script_enabled=False).open(f"{TRANSCRIPT}?lang=en")
    expect(page.locator(ENGLISH)).to_be_visible()
    expect(page.locator(CHINESE_SIDE)).to_be_visible()
    expect(page.locator("#t46-p1-zh-Hans")).to_be_attached()
    expect(page.locator(".controls")).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 800, "height": 1100}])
def test_paper_shows_everything(visitor: Visitor, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport).open(TRANSCRIPT)
    choose(page, "English")
    page.locator(".chip", has_text="Josh").click()
    assert not shown(page, "#t1-p1")
    page.emulate_media(media="print")
    hidden = page.locator(".turn, .said > p").evaluate_all(
        "(all) => all.filter((one) => !one.getClientRects().length || !one.offsetHeight).map((one) => one.id)"
    )
    assert hidden == []
    assert page.locator(".controls").is_hidden()
