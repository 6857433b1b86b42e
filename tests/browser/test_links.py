"""Links to a turn or a paragraph land there, whatever the page was doing, and mark what they mean."""

from __future__ import annotations

import pytest

from tests.browser.sample import BILINGUAL
from tests.browser.visits import PHONE, WIDE, Visit, Visitor, marked, wait_until_in_view

pytestmark = pytest.mark.browser

TRANSCRIPT = f"talks/{BILINGUAL}/transcript.html"


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize(
    ("anchor", "turn"),
    [("t1", "t1"), ("t17", "t17"), ("t17-p1", "t17"), ("t2-p4-zh-Hans", "t2"), ("t31-head", "t31"), ("t45", "t45")],
)
@pytest.mark.usefixtures("base")
def test_a_deep_link_lands_and_marks_one_turn(
    visitor: Visitor, anchor: str, turn: str, viewport: dict[str, int]
) -> None:
    page = visitor(viewport=viewport).open(f"{TRANSCRIPT}#{anchor}")
    wait_until_in_view(page, f"#{turn}" if anchor.endswith("-head") else f"#{anchor}")
    assert marked(page) == [turn]


def test_the_number_of_a_turn_is_its_link(visit: Visit) -> None:
    page = visit.open(TRANSCRIPT)
    page.locator("#t5 .number").click()
    assert page.url.endswith("#t5")
    wait_until_in_view(page, "#t5")
    assert marked(page) == ["t5"]


def test_going_back_leaves_the_reader_where_they_were(visit: Visit) -> None:
    page = visit.open(f"{TRANSCRIPT}#t5")
    wait_until_in_view(page, "#t5")
    page.evaluate("document.querySelector('#t30').scrollIntoView()")
    wait_until_in_view(page, "#t30")
    page.goto(f"{visit.base}talks/{BILINGUAL}/glossary.html")
    page.go_back()
    wait_until_in_view(page, "#t30")


def test_an_odd_anchor_does_no_harm(visit: Visit) -> None:
    for anchor in ("%", "%E4%BD", "t999", "title", '"><b>'):
        assert visit.open(f"{TRANSCRIPT}#{anchor}").locator(".controls").is_visible()


def test_every_link_of_the_speakers_page_leads_to_a_turn(visit: Visit) -> None:
    page = visit.open(f"talks/{BILINGUAL}/speakers.html")
    page.locator(".turn-list .number", has_text="24").click()
    wait_until_in_view(page, "#t24")
    visit.open(f"talks/{BILINGUAL}/speakers.html")
    page.locator(".ribbon a").nth(16).click()
    wait_until_in_view(page, "#t17")
