"""The search of a site with many talks: its filters, its address and what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.big_site import MEETINGS, build_big_site
from tests.browser.conftest import folder_base
from tests.browser.sample import BuiltSite
from tests.browser.test_big_search import SEARCH, damaged, find, forgive
from tests.browser.visits import Visit, Visitor

__all__ = ["damaged"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the site once for this module, in place of the sample."""
    assert chromium_path
    return build_big_site(tmp_path_factory.mktemp("page"))


def test_without_any_texts_nothing_is_said_to_be_missing_but_those(visitor: Visitor, damaged: Path) -> None:
    for path in (damaged / "talks" / "search").glob("text-*.js"):
        path.unlink()
    visit = visitor(base=folder_base(damaged))
    page = visit.open(SEARCH)
    find(page, "soup")
    expect(page.locator(".find-status")).to_have_text(re.compile("^A part of the search index is missing"))
    forgive(visit)


def test_a_filter_takes_all_names_that_hold_it(visit: Visit) -> None:
    page = visit.open(f"{SEARCH}?q=protocol+&talk=meeting")
    expect(page.locator(".find-status")).to_have_text(f"{MEETINGS} passages in {MEETINGS} talks")


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        pytest.param("'", "There is nothing under “'”.", id="no letter"),
        pytest.param("cora++chair", f"{MEETINGS // 2} passages in {MEETINGS // 2} talks", id="two blanks"),
    ],
)
def test_a_speaker_is_compared_by_letters(visit: Visit, speaker: str, said: str) -> None:
    page = visit.open(f"{SEARCH}?q=protocol&speaker={speaker}")
    expect(page.locator(".find-status")).to_contain_text(said)
