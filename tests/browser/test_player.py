"""The player: times that play, marks that follow, keys, nothing asked for unasked, and nothing in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import timed
from tests.browser.test_axe import violations
from tests.browser.test_layout import SMALL_TARGETS, SMALLEST
from tests.browser.visits import IN_VIEW, PHONE, WIDE, Visit, Visitor, shown

pytestmark = pytest.mark.browser

NEAR, FAR, CHINESE = (f"talks/{slug}/transcript.html" for slug in (timed.NEAR, timed.FAR, timed.CHINESE))
SAID = "Array.from(CSS.highlights.get('talkbook-now') || [], (range) => range.toString())"
NOW = "(document.querySelector('.turn[aria-current=true]') || {}).id"
TIME = "document.querySelector('audio').currentTime"
PAUSED = "document.querySelector('audio').paused"


@pytest.fixture(scope="module")
def site_path(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the timed talks once; not at all where no browser would look at them."""
    assert chromium_path
    return timed.build_timed(tmp_path_factory.mktemp("timed"))


def wait_for_turn(page: Page, number: int) -> None:
    page.wait_for_function(f"{NOW} === 't{number}'")


def play_from(page: Page, number: int) -> None:
    page.locator(f"#t{number} a.time").click()
    wait_for_turn(page, number)


@pytest.mark.usefixtures("base")
def test_a_time_plays_from_there_and_marks_go_with_the_sound(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open(NEAR)
    address = page.url
    assert page.locator(".turn.now").count() == 0
    play_from(page, 3)
    assert page.url == address
    assert not page.evaluate(PAUSED)
    assert page.evaluate(TIME) >= timed.turn_start(3)
    page.wait_for_function(f"{SAID}.join() === 'stand'")
    page.wait_for_function(f"{SAID}.join() === '😀 here'")
    wait_for_turn(page, 4)
    assert page.locator(".turn.now").count() == 1
    assert page.locator("[aria-current=true]").count() == 1


def test_letters_are_counted_as_the_build_counts_them(visit: Visit) -> None:
    """Every stretch of words begins and ends where its time says, in both languages and beyond the first plane."""
    for uri, words in (
        (NEAR, ["Bridges", "stand", "a", "while", "😀 here"]),
        (CHINESE, ["桥", "为什么", "能", "站住", "呢?"]),
    ):
        page = visit.open(uri)
        found = page.evaluate(
            """(times) => times.map((time) => {
                const turn = talkbook.track.turnAt(time);
                return talkbook.track.saidAt(turn, time).map(({ step }) => talkbook.track.rangeOf(step).toString());
            })""",
            [timed.turn_start(6) + place * timed.WORD_MS / 1000 + 0.1 for place in range(len(words))],
        )
        assert found == [[word] for word in words]


def test_paragraphs_are_marked_where_words_cannot_be(visitor: Visitor) -> None:
    visit = visitor()
    visit.context.add_init_script("delete window.Highlight")
    page = visit.open(NEAR)
    play_from(page, 2)
    assert page.locator("#t2-p1.now").count() == 1
    wait_for_turn(page, 3)
    assert page.locator("p.now").count() == 1


def test_chapters_play_from_the_list(visit: Visit) -> None:
    page = visit.open(NEAR)
    listed = page.locator(".contents .chapters li")
    assert [words.split() for words in listed.all_inner_texts()][2] == ["0:11", "Part", "3"]
    listed.nth(2).locator("a.time").click()
    wait_for_turn(page, 9)
    page.wait_for_function(f"({IN_VIEW})(document.querySelector('#t9'))")
    page.locator(".contents summary").click()
    assert not shown(page, ".contents .chapters li")


def test_times_are_reached_and_played_by_keys(visit: Visit) -> None:
    page = visit.open(NEAR)
    for key in ("j", "j", "Tab"):
        page.keyboard.press(key)
    expect(page.locator("#t2 a.time")).to_be_focused()
    page.keyboard.press("Enter")
    wait_for_turn(page, 2)
    page.keyboard.press("p")
    page.wait_for_function(PAUSED)
    before = page.evaluate(TIME)
    page.keyboard.press(".")
    assert page.evaluate(TIME) == pytest.approx(before + 5, abs=0.3)
    page.keyboard.press(",")
    page.keyboard.press(",")
    assert page.evaluate(TIME) == 0
    page.keyboard.press("/")
    page.keyboard.type("p.,")
    assert page.evaluate(PAUSED)
    expect(page.get_by_role("textbox", name="Search")).to_have_value("p.,")


@pytest.mark.parametrize("key", ["ctrlKey", "metaKey", "shiftKey", "altKey"])
def test_a_click_with_a_key_is_the_browsers(visit: Visit, key: str) -> None:
    page = visit.open(NEAR)
    prevented = page.evaluate(
        """(key) => {
            let prevented = null;
            addEventListener("click", (event) => { prevented = event.defaultPrevented; event.preventDefault(); });
            const click = new MouseEvent("click", { bubbles: true, cancelable: true, [key]: true });
            document.querySelector("#t3 a.time").dispatchEvent(click);
            return prevented;
        }""",
        key,
    )
    assert prevented is False
    assert page.evaluate(PAUSED)
    assert str(page.locator("#t3 a.time").get_attribute("href")) == "tone.wav#t=3"


def test_it_goes_along_until_the_reader_scrolls(visitor: Visitor) -> None:
    page = visitor(reduced_motion="reduce", viewport={"width": 900, "height": 420}).open(NEAR)
    follow = page.get_by_role("button", name="Follow along")
    expect(follow).to_have_attribute("aria-pressed", "true")
    play_from(page, 2)
    page.evaluate("document.querySelector('audio').currentTime = 15.2")
    wait_for_turn(page, 11)
    page.wait_for_function(f"({IN_VIEW})(document.querySelector('#t11-p1'))")
    page.mouse.move(400, 200)
    page.mouse.wheel(0, -5000)
    expect(follow).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("scrollY < 50")
    wait_for_turn(page, 12)
    assert page.evaluate("scrollY") < 50
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.wait_for_function(f"({IN_VIEW})(document.querySelector('.turn.now .said'))")


def test_it_stays_put_where_the_reader_has_switched_it_off(visitor: Visitor) -> None:
    page = visitor(reduced_motion="reduce").open(NEAR)
    page.get_by_role("button", name="Follow along").click()
    page.locator(".contents a.time").last.click()
    wait_for_turn(page, 13)
    assert page.evaluate("scrollY") == 0


def test_nothing_is_asked_of_another_host_before_somebody_plays(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open(f"{FAR}#t5")
    page.wait_for_load_state("networkidle")
    page.keyboard.press(".")
    page.locator("#t7").scroll_into_view_if_needed()
    assert visit.faults == []
    link = page.locator("#t5 a.time")
    link.click()
    page.wait_for_function("document.querySelector('audio').error")
    assert f"request to elsewhere: {timed.FAR_ADDRESS}" in visit.faults
    visit.faults.clear()
    # What does not play here may play elsewhere: then the link is a link.
    page.evaluate(
        "addEventListener('click', (event) => { window.left = !event.defaultPrevented; event.preventDefault(); })"
    )
    link.click()
    assert page.evaluate("window.left")


@pytest.mark.parametrize(
    ("anchor", "turn", "shown_id"), [("t5-p1", 5, "t5-p1"), ("chapter-3", 9, "chapter-3"), ("t=7.6", 6, "t6")]
)
@pytest.mark.usefixtures("base")
def test_an_address_says_where_to_begin(visitor: Visitor, anchor: str, turn: int, shown_id: str) -> None:
    page = visitor(viewport={"width": 900, "height": 420}).open(f"{NEAR}#{anchor}")
    page.wait_for_function(f"({IN_VIEW})(document.getElementById('{shown_id}'))")
    assert page.evaluate(PAUSED)
    assert page.evaluate(NOW) is None
    page.keyboard.press("p")
    wait_for_turn(page, turn)


def test_it_plays_without_scripts(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).open(NEAR)
    assert page.locator("audio[controls]").is_visible()
    assert not page.locator(".follow").is_visible()
    assert page.locator("#t3 a.time").get_attribute("href") == "tone.wav#t=3"


def test_on_paper_there_are_times_and_no_player(visit: Visit) -> None:
    page = visit.open(NEAR)
    page.emulate_media(media="print")
    assert not shown(page, ".player")
    assert shown(page, "#t3 .time")
    assert page.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"


@pytest.mark.parametrize(
    ("uri", "scheme", "viewport"),
    [
        pytest.param(NEAR, "light", WIDE, id="English, light, wide"),
        pytest.param(NEAR, "dark", PHONE, id="English, dark, phone"),
        pytest.param(CHINESE, "dark", WIDE, id="Chinese, dark, wide"),
        pytest.param(CHINESE, "light", PHONE, id="Chinese, light, phone"),
    ],
)
def test_no_rule_is_broken(visitor: Visitor, uri: str, scheme: str, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport, color_scheme=scheme, has_touch=viewport is PHONE).open(uri)
    play_from(page, 2)
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    if viewport is PHONE:
        assert page.evaluate(SMALL_TARGETS, SMALLEST) == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_bar_lies_on_nothing_that_has_the_focus(visitor: Visitor, viewport: dict[str, int]) -> None:
    page = visitor(viewport=viewport).open(NEAR)
    covered: Any = page.evaluate(
        """() => {
            const bar = document.querySelector(".player");
            return Array.from(document.querySelectorAll(".turn a, .md-footer a")).filter((link) => {
                link.focus();
                return link.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
            }).map((link) => link.outerHTML);
        }"""
    )
    assert covered == []
    bar: dict[str, float] = page.locator(".player").evaluate("(bar) => bar.getBoundingClientRect().toJSON()")
    assert bar["bottom"] == viewport["height"]
    assert bar["height"] <= 64
    inner = page.locator(".player audio, .player .follow").evaluate_all(
        "(parts) => parts.map((part) => part.getBoundingClientRect()).map((box) => (box.top + box.bottom) / 2)"
    )
    assert max(inner) - min(inner) < 4, "the bar is one row"
