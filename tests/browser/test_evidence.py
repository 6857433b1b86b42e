"""From a claim to the words it rests on and back; likewise from the glossary, the collation and the questions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.sample import BILINGUAL, CHINESE, HAZARD, UNSAID
from tests.browser.visits import PHONE, WIDE, Visit, Visitor, marked, wait_until_in_view

pytestmark = pytest.mark.browser

TALK = f"talks/{BILINGUAL}"
UNDERLINED = "(one) => getComputedStyle(one).textDecorationLine"
TARGETS = """(links) => links.map((link) => link.getAttribute("href"))"""
IDS = """() => Array.from(document.querySelectorAll("[id]"), (one) => one.id)"""


def squeezed(text: str) -> str:
    return " ".join(text.split()).lower()


def follow(page: Page, link: Locator) -> Locator:
    """Follow a link to a paragraph; it must stand in view, marked, in a turn that is marked."""
    uri, _, anchor = str(link.get_attribute("href")).partition("#")
    link.click()
    page.wait_for_url(f"**/{uri}#{anchor}")
    wait_until_in_view(page, f"#{anchor}")
    assert marked(page) == [anchor.partition("-")[0]]
    paragraph = page.locator(f"#{anchor}")
    assert paragraph.evaluate(UNDERLINED) == "underline"
    return paragraph


def said(paragraph: Locator) -> str:
    return squeezed(paragraph.inner_text())


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("uri", ["index.html#summary-2", "index.html#summary-3", "takeaways.html#takeaway-4"])
@pytest.mark.usefixtures("base")
def test_a_claim_leads_to_its_words_and_back(visitor: Visitor, uri: str, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport).open(f"{TALK}/{uri}")
    claim = uri.partition("#")[2]
    passage = page.locator(f"#{claim} .passage").first
    words = squeezed(passage.locator("q").inner_text())
    paragraph = follow(page, passage.locator("a.evidence"))
    assert words in said(paragraph)
    turn = page.locator(".turn", has=paragraph)
    back = turn.locator(f'.backlinks a[href="{uri}"]')
    expect(back).to_be_visible()
    back.click()
    page.wait_for_url(f"**/{uri}")
    wait_until_in_view(page, f"#{claim}")


@pytest.mark.parametrize("slug", [BILINGUAL, CHINESE])
def test_every_quotation_is_where_it_leads(visit: Visit, slug: str) -> None:
    page = visit.open(f"talks/{slug}/transcript.html")
    paragraphs = page.locator(".said > p[id]").evaluate_all("(all) => all.map((one) => [one.id, one.textContent])")
    texts = {anchor: squeezed(text) for anchor, text in paragraphs}
    seen = 0
    for uri in ("index.html", "takeaways.html"):
        page = visit.open(f"talks/{slug}/{uri}")
        passages = page.locator(".passage").evaluate_all(
            "(all) => all.map((one) => [one.querySelector('a').hash.slice(1), one.querySelector('q').textContent])"
        )
        seen += len(passages)
        wrong = [(anchor, words) for anchor, words in passages if squeezed(words) not in texts[anchor]]
        assert wrong == []
    assert seen


def test_every_backlink_leads_to_a_claim_that_leads_back(visit: Visit) -> None:
    page = visit.open(f"{TALK}/transcript.html")
    backlinks = page.locator(".turn .backlinks a").evaluate_all(
        "(all) => all.map((one) => [one.closest('.turn').id, one.getAttribute('href')])"
    )
    assert len(backlinks) > 8
    for uri in ("index.html", "takeaways.html"):
        visit.open(f"{TALK}/{uri}")
        for turn, href in backlinks:
            if href.startswith(uri):
                places = page.locator(f"#{href.partition('#')[2]} a.evidence").evaluate_all(TARGETS)
                assert any(place.startswith(f"transcript.html#{turn}-") for place in places), (turn, href)


def test_where_nothing_bears_a_claim_out_the_page_says_so(visit: Visit) -> None:
    page = visit.open(f"talks/{HAZARD}/takeaways.html")
    takeaway = page.locator(".takeaway", has_text=UNSAID)
    expect(takeaway.locator(".no-passage")).to_have_text("No passage found in the transcript.")
    assert takeaway.locator(".passage, a.evidence").count() == 0
    # One or the other, everywhere.
    for uri in (f"talks/{HAZARD}/takeaways.html", f"{TALK}/takeaways.html"):
        for one in visit.open(uri).locator(".takeaway").all():
            assert (one.locator(".passage").count() > 0) != (one.locator(".no-passage").count() > 0)


@pytest.mark.usefixtures("base")
def test_a_place_of_the_concordance_leads_to_its_paragraph(visit: Visit) -> None:
    page = visit.open(f"{TALK}/glossary.html#term-super-alignment-problem")
    context = page.locator("#term-super-alignment-problem .context").first
    term = squeezed(context.locator("b").inner_text())
    words = squeezed(context.locator("span").inner_text()).strip("… ")
    assert term == "super alignment problem"
    paragraph = follow(page, context.locator("a.number"))
    assert words in said(paragraph)


def test_the_count_of_a_term_leads_to_where_it_is_said_first(visit: Visit) -> None:
    page = visit.open(f"{TALK}/glossary.html")
    count = page.locator("#term-corrigibility .counts a").first
    expect(count).to_contain_text("Said")
    assert "corrigib" in said(follow(page, count))


@pytest.mark.usefixtures("base")
def test_a_difference_leads_to_both_places(visit: Visit) -> None:
    uri = f"{TALK}/collation.html"
    page = visit.open(uri)
    row = page.locator(".differences > li", has_text="Claude").filter(has_text="clawed").first
    for number, (witness, words) in enumerate((("labelled", "claude"), ("machine", "clawed"))):
        visit.open(uri)
        reading = row.locator("a.reading").nth(number)
        expect(reading.locator("small")).to_have_text(witness)
        assert words in said(follow(page, reading))
    visit.open(uri)
    assert "claude" in said(follow(page, row.locator("a.number")))


def test_every_link_of_the_collation_leads_to_a_paragraph(visit: Visit) -> None:
    page = visit.open(f"{TALK}/collation.html")
    listed = 0
    wanted: set[str] = set()
    for number in ("1", "2"):
        rows = page.locator(".differences > li")
        assert rows.count() > 90
        assert rows.count() == rows.filter(has=page.locator('a.reading[href^="transcript.html#"]')).count()
        assert rows.count() == rows.filter(has=page.locator('a.reading[href^="transcript-machine.html#"]')).count()
        listed += rows.count()
        wanted |= set(page.locator(":is(.differences, .recurrent) a").evaluate_all(TARGETS))
        expect(page.locator(".talk-pages a[aria-current]")).to_have_text("Collation")
        expect(page.locator(".letters a[aria-current=page]")).to_have_text(number)
        if number == "1":
            page.locator(".letters a").last.click()
            page.wait_for_url("**/collation-2.html")
    assert listed > 200
    there = set()
    for uri in ("transcript.html", "transcript-machine.html"):
        there |= {f"{uri}#{anchor}" for anchor in visit.open(f"{TALK}/{uri}").evaluate(IDS)}
    assert wanted <= there


def test_witnesses_of_different_talks_are_not_compared(visit: Visit) -> None:
    page = visit.open(f"talks/{HAZARD}/collation.html")
    expect(page.locator(".talk > .note")).to_contain_text("do not seem to record the same talk")
    assert page.locator(".differences, .recurrent, .reading").count() == 0


@pytest.mark.usefixtures("base")
def test_a_question_leads_to_its_paragraph_and_its_answer(visit: Visit) -> None:
    uri = f"{TALK}/takeaways.html#questions"
    page = visit.open(uri)
    question = page.locator(".questions > li").nth(1)
    words = squeezed(question.locator(".asked").first.inner_text())
    assert words in said(follow(page, question.locator("a.evidence")))
    visit.open(uri)
    question.locator("small a").click()
    wait_until_in_view(page, "#t2")
    assert marked(page) == ["t2"]


def test_a_link_to_a_hidden_language_brings_it_to_light(visit: Visit) -> None:
    page = visit.open(f"{TALK}/transcript.html")
    page.locator(".language-switch label", has_text="English").click()
    visit.open(f"{TALK}/takeaways.html#questions")
    link = page.locator('.questions a.evidence[href$="-zh-Hans"]').first
    expect(follow(page, link)).to_be_visible()
