"""Talks to Markdown: every page of a few small talks as it must be, to be read in review."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.analysis import analyse
from generator.analysis.catalogue import make_catalogue
from generator.assemble import load_talk
from generator.pages import render_pages
from generator.pages.home import render_home, site_pages
from generator.pages.site_frame import SiteFacts
from generator.pages.strings import strings_for
from generator.sources import find_talks
from tests.cases import CASES_PATH, Case, cases
from tests.catalogues import catalogue_of

CASES = cases("pages")
FOLDERS = sorted(path for path in CASES_PATH.joinpath("pages").iterdir() if path.is_dir())
BY_FOLDER = [pytest.param(path, id=path.name) for path in FOLDERS]
SAY = strings_for("en")


def _pages(folder: Path) -> dict[str, str]:
    """Return every page of the talk in `talks/` of a case, and the list of talks, by file name."""
    (found,) = find_talks(folder / "talks", shown="talks").folders
    talk = load_talk(found)
    findings = analyse(talk)
    pages = {page.uri: page.markdown for page in render_pages(talk, findings)}
    site = site_pages(catalogue_of([(talk, findings)]), SiteFacts(name="Talks"), SAY)
    return pages | {page.uri: page.render() for page in site}


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_pages(case: Case) -> None:
    pages = _pages(case.folder)
    expected = case.folder / "expected"
    if case.update:
        for path in expected.rglob("*.md"):
            path.unlink()
        for uri in pages:
            (expected / uri).parent.mkdir(parents=True, exist_ok=True)
    for uri, markdown in pages.items():
        case.expect(f"expected/{uri}", markdown)
    assert {path.relative_to(expected).as_posix() for path in expected.rglob("*.md")} == set(pages)


@pytest.mark.parametrize("folder", BY_FOLDER)
def test_same_sources_give_the_same_pages(folder: Path) -> None:
    assert _pages(folder) == _pages(folder)


@pytest.mark.parametrize("folder", BY_FOLDER)
def test_pages_keep_to_portable_markdown(folder: Path) -> None:
    """Each page opens with front matter, ends with a line end, and each `markdown` block is closed."""
    for uri, markdown in _pages(folder).items():
        assert markdown.startswith("---\ntitle: "), uri
        assert markdown.endswith("\n"), uri
        assert "\n\n\n" not in markdown, uri
        assert not re.search(r"[ \t]$", markdown, re.MULTILINE), uri
        for tag in ("div", "section", "ul", "ol", "nav"):
            assert len(re.findall(rf"<{tag}[ >]", markdown)) == markdown.count(f"</{tag}>"), (uri, tag)
        # Nothing but attr_list, md_in_html and inline HTML: no macro, no snippet, no admonition.
        assert not re.search(r"^(!!!|\?\?\?|--8<--|:::)|\{%|\{\{", markdown, re.MULTILINE), uri


def test_pages_of_a_talk_without_anything_to_say_are_not_made() -> None:
    made = {path.name: {uri.rpartition("/")[2] for uri in _pages(path)} for path in FOLDERS}
    assert made["recap_only"] == {"index.md", "takeaways.md", "glossary.md", "record.md"}
    assert made["no_recap"] == {"index.md", "transcript.md", "speakers.md", "record.md"}
    assert "transcript-machine.md" in made["two_witnesses"]


def test_home_of_a_site_without_talks() -> None:
    home = render_home(make_catalogue([]), SiteFacts(name="My *talks*"), SAY)
    assert "# My &#42;talks&#42; {#home}" in home
    assert "There are no talks yet." in home
