"""The two buttons of a turn: copy its link, copy what was said with the citation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sample import BILINGUAL, HAZARD
from tests.browser.visits import Visit, Visitor, wait_until_in_view

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("base")]

TRANSCRIPT = f"talks/{BILINGUAL}/transcript.html"
TITLE = "How difficult is AI alignment? | Anthropic Research Salon"
TRAPS = 'Traps <script>window.__pwned=1</script> {{ 7*7 }} & "quotes"'


@pytest.fixture
def page(visit: Visit) -> Page:
    """Open the bilingual transcript in a browser that lets us look into the clipboard."""
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return visit.open(TRANSCRIPT)


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def copy(page: Page, turn: str, name: str) -> str:
    """Press a button of a turn and return what is in the clipboard then."""
    page.locator(f"#{turn} .said").hover()
    button = page.locator(f"#{turn}").get_by_role("button", name=name)
    button.click()
    expect(page.locator(f"#{turn} output")).to_have_text("Copied")
    return copied(page)


def select(page: Page, paragraph: str, words: str) -> None:
    page.evaluate(
        """([id, words]) => {
            const node = document.getElementById(id).firstChild;
            const start = node.data.indexOf(words);
            getSelection().setBaseAndExtent(node, start, node, start + words.length);
        }""",
        [paragraph, words],
    )


def test_the_link_of_a_turn(page: Page, visit: Visit) -> None:
    assert copy(page, "t6", "Copy link") == f"{visit.base}{TRANSCRIPT}#t6"


def test_the_link_is_free_of_search_words(page: Page, visit: Visit) -> None:
    visit.open(f"{TRANSCRIPT}?h=corrigible#t35-head")
    wait_until_in_view(page, "#t35")
    assert copy(page, "t35", "Copy link") == f"{visit.base}{TRANSCRIPT}#t35"


def test_a_whole_turn_with_its_citation(page: Page, visit: Visit) -> None:
    said = "Yes you can respond you're only allowed to disagree\n\n可以回应,但只能表示不同意。"
    expected = f"“{said}” (Yan, “{TITLE}”, turn 6, {visit.base}{TRANSCRIPT}#t6)"
    assert copy(page, "t6", "Copy quotation").replace("，", ",") == expected


def test_only_what_is_shown(page: Page, visit: Visit) -> None:
    visit.open(f"{TRANSCRIPT}?lang=en")
    expected = f"“Do we get to respond” (Moderator, “{TITLE}”, turn 5, {visit.base}{TRANSCRIPT}?lang=en#t5)"
    assert copy(page, "t5", "Copy quotation") == expected


def test_a_selection(page: Page, visit: Visit) -> None:
    select(page, "t6-p1", "you can respond")
    expected = f"“you can respond” (Yan, “{TITLE}”, turn 6, {visit.base}{TRANSCRIPT}#t6)"
    assert copy(page, "t6", "Copy quotation") == expected


def test_a_selection_in_another_turn_is_not_quoted(page: Page) -> None:
    select(page, "t5-p1", "we get")
    assert copy(page, "t6", "Copy quotation").startswith("“Yes you can respond")


def test_where_nobody_is_named(page: Page, visit: Visit) -> None:
    visit.open(f"talks/{HAZARD}/transcript-machine.html")
    text = copy(page, "t1", "Copy quotation")
    assert text.startswith("“So the kettle went on")
    assert text.endswith(f"” (“{TRAPS}”, turn 1, {page.url}#t1)")


def test_a_speaker_who_was_carried_over(page: Page, visit: Visit) -> None:
    visit.open(f"talks/{BILINGUAL}/transcript-machine.html")
    text = copy(page, "t5", "Copy quotation")
    assert text.endswith(f"” (Yan, “{TITLE}”, turn 5, {page.url}#t5)")


def test_by_keys(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#t1 output")).to_have_text("Copied")
    assert copied(page).endswith("#t1")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#t1 output")).to_have_text("Copied")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('“We are super')")


def test_where_the_clipboard_is_closed(visitor: Visitor) -> None:
    visit = visitor()
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader = visit.context.new_page()
    reader.goto(f"{visit.base}index.html")
    page = visit.page
    # As on a server without https.
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    visit.open(TRANSCRIPT)
    page.bring_to_front()
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#t1 output")).to_have_text("Copied")
    focused = page.evaluate("document.activeElement.dataset.copy")
    reader.bring_to_front()
    assert copied(reader) == f"{visit.base}{TRANSCRIPT}#t1"
    assert focused == "link", "the keyboard lost its place"
