"""The filter by speaker, and the ribbon that shows what it leaves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sample import BILINGUAL
from tests.browser.visits import Visit, marked, shown, wait_until_in_view

pytestmark = pytest.mark.browser

TRANSCRIPT = f"talks/{BILINGUAL}/transcript.html"
JOSH = 6
YAN = 12
ALL = 46


def chip(page: Page, name: str) -> None:
    page.locator(".chip", has_text=re.compile(name)).click()


def speakers(page: Page) -> set[str]:
    """Return who is shown."""
    found: list[str] = page.locator(".turn").evaluate_all(
        "(all) => all.filter((one) => one.getClientRects().length).map((one) => one.dataset.speaker)"
    )
    return set(found)


def dimmed(page: Page) -> int:
    """Return how many bars of the ribbon are fainter than others."""
    return int(
        page.locator(".ribbon rect").evaluate_all(
            "(all) => all.filter((one) => parseFloat(getComputedStyle(one).opacity) < 0.5).length"
        )
    )


def test_one_speaker_then_two_then_all(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    note = page.locator(".filter-note")
    assert len(speakers(page)) == 5
    chip(page, "Josh")
    assert speakers(page) == {"josh"}
    expect(note).to_have_text(f"{JOSH} of {ALL} turns")
    assert dimmed(page) == ALL - JOSH
    expect(page.locator(".chip", has_text="Josh")).to_have_attribute("aria-pressed", "true")
    chip(page, "Yan")
    assert speakers(page) == {"josh", "yan"}
    expect(note).to_have_text(f"{JOSH + YAN} of {ALL} turns")
    chip(page, "Josh")
    assert speakers(page) == {"yan"}
    page.get_by_role("button", name="Show all").click()
    assert len(speakers(page)) == 5
    assert dimmed(page) == 0
    expect(note).to_be_hidden()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_releasing_the_last_chip_shows_all(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    chip(page, "Josh")
    chip(page, "Josh")
    assert len(speakers(page)) == 5


def test_clearing_keeps_the_focus_in_the_filter(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    chip(page, "Josh")
    page.get_by_role("button", name="Show all").press("Enter")
    assert page.evaluate("document.activeElement.matches('.chip')")


def test_a_dimmed_bar_leads_to_its_turn_every_time(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    for _ in range(2):  # the second time the address does not change
        page.evaluate("scrollTo(0, 0)")
        chip(page, "Josh")
        page.locator('.ribbon a[href="#t17"]').click()
        wait_until_in_view(page, "#t17")
        assert len(speakers(page)) == 5
    assert marked(page) == ["t17"]


def test_the_filter_and_the_language_go_together(visit: Visit) -> None:
    page = visit.open(f"{TRANSCRIPT}?lang=zh")
    chip(page, "Josh")
    assert shown(page, "#t13-p1-zh-Hans")
    assert not shown(page, "#t13-p1")
    assert not shown(page, "#t12-p1-zh-Hans")
