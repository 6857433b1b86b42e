r"""What is not ours is left to Python-Markdown: links, front matter and every construct of `refused.txt`.

One construct is one line of the file; `\n` is the end of a line of the page, and `\u2028` stands for a character
that an editor would not show or keep.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.fastpath import link_rewriter, split_front_matter, to_html
from generator.pages.markup import Yaml, front_matter, text
from tests.hazards import lines
from tests.rendered import mkdocs_config, mkdocs_files, rendered

_ESCAPE = re.compile(r"\\(n|u[0-9a-f]{4})")
REFUSED = tuple(
    _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else chr(int(match[1][1:], 16)), line)
    for line in Path(__file__).with_name("refused.txt").read_text(encoding="utf-8").splitlines()
)
PAGES = ("index.md", "talks/index.md", "talks/x/index.md", "talks/x/transcript.md", "talks/people/李安-2.md")
OTHERS = ("talks/feed.xml", "talks/x/exports/talk.json")


def convert(body: str) -> str | None:
    """Return a body as the fast path renders it."""
    return to_html(body, link_rewriter("talks/x/index.md", directory_urls=False))


@pytest.mark.parametrize("body", REFUSED)
def test_what_is_not_ours_is_refused(body: str) -> None:
    assert convert(body) is None
    assert convert(f"a\n\n{body}\n\n# b {{#c}}\n") is None


def test_a_page_of_nothing_is_nothing() -> None:
    assert convert("") == convert("\n\n") == ""


# --- Links -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("directory_urls", [False, True])
@pytest.mark.parametrize("page", PAGES)
def test_links_lead_where_mkdocs_leads_them(page: str, directory_urls: bool) -> None:
    """From every page to every other and to files, with an anchor and without."""
    config = mkdocs_config(directory_urls)
    files = mkdocs_files((*PAGES, *OTHERS), config)
    up = "../" * page.count("/")
    hrefs = [
        f"{way}{uri}{anchor}" for way in (up, f"./{up}") for uri in (*PAGES, *OTHERS) for anchor in ("", "#é_1")
    ]
    hrefs += [
        "#t1",
        "https://example.org/a.md",
        "https://example.org/a_b?c=d#e",
        f"{up}talks/../talks/x/index.md#a",
    ]
    rewrite = link_rewriter(page, directory_urls=directory_urls, known=files.src_uris)
    body = "\n".join(f"[a]({href})" for href in hrefs)
    assert re.findall('href="(.*?)"', rendered(page, body, config, files)) == [rewrite(href) for href in hrefs]


LED_ASTRAY = r"""
/talks/index.md //example.org/ //a.md \a.md mailto:a@example.org javascript:a a.md?b a.md# #
../../../index.md ../x ../x/ a%20b.md ../README.md a.markdown
"""


@pytest.mark.parametrize("href", LED_ASTRAY.split())
def test_a_link_that_mkdocs_has_to_see_is_refused(href: str) -> None:
    assert link_rewriter("talks/x/index.md", directory_urls=False)(href) is None
    assert link_rewriter("talks/x/index.md", directory_urls=False, known=PAGES)("nowhere.md") is None


def test_a_page_with_a_link_to_nowhere_is_refused() -> None:
    assert to_html("[a](b.md)", lambda _: None) is None
    assert to_html("[a](b.md)", lambda href: f"<{href}>&") == '<p><a href="&lt;b.md&gt;&amp;">a</a></p>'


# --- Front matter ----------------------------------------------------------------------------------------


@given(st.lists(lines(), min_size=1, max_size=3), st.booleans())
def test_front_matter_is_read_as_yaml(values: list[str], truth: bool) -> None:
    first, *rest = values
    og: dict[str, str | bool] = {"title": first, "is": truth}
    values_of_it: dict[str, Yaml] = {"title": text(first), "about": first, "og": og, "hide": rest, "no_feed": truth}
    matter = front_matter(values_of_it)
    found = split_front_matter(f"{matter}\n# a\n")
    assert found == (yaml.safe_load(matter.strip("-\n")), "# a\n")


NO_MATTER = r"""
title: a | title: 'a' | title: "a" # b | title: "a | title: "\x41" | title: "\ud83d" | title: "\U00110000"
title: &a "b" | title: ["a" , "b"] | title: {Ab: "c"} | Title: "a" | title: 1 | yes: "a" | # a | ... | title:
"""
NO_MATTER_LINES = (*NO_MATTER.strip().replace("\n", " | ").split(" | "), 'title: "a\\\n  b"', 'title:\n- "a"', "")


@pytest.mark.parametrize(
    "written", [*NO_MATTER_LINES, 'title: "a"\ntitle: "b"', 'title: "\u2028"', 'title: "\ufeff"']
)
def test_other_front_matter_is_refused(written: str) -> None:
    assert split_front_matter(f"---\n{written}\n---\n\n# a\n") is None


@pytest.mark.parametrize("page", ["", "# a\n", '---\ntitle: "a"\n', 'a\n---\ntitle: "a"\n---\n', "title: a\n\nb\n"])
def test_a_page_without_it_is_refused(page: str) -> None:
    assert split_front_matter(page) is None
