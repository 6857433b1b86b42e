"""Our pages without Python-Markdown: the same elements, attributes and text, or a refusal; never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis import analyse
from generator.assemble import load_talk
from generator.fastpath import link_rewriter, split_front_matter, to_html
from generator.pages import render_pages
from generator.pages.markup import (
    Markdown,
    attributes,
    blocks,
    container,
    element,
    front_matter,
    heading,
    join,
    json_block,
    link,
    paragraph,
    paragraph_start,
    raw_block,
    table,
    text,
)
from generator.sources import find_talks
from tests.cases import CASES_PATH
from tests.corpus.expected import CORPORA, trials
from tests.corpus.fastpath import examine_pages
from tests.hazards import FRAGMENTS, SEEDS, lines
from tests.rendered import ROOT, compare, faults

PAGE = "talks/x/index.md"
KNOWN = ("talks/x/transcript.md", "talks/index.md", "talks/feed.xml")
MATTER = front_matter({"title": text("x")})
EXPECTED = sorted(CASES_PATH.joinpath("pages").glob("*/expected"))
CORPUS_SHARE = 4
"""One in so many talks of the corpora; `python -m tests.corpus --fastpath` takes them all."""


def made(folder: Path) -> dict[str, str]:
    """Return the pages of the talks in the folder `talks/` of a case."""
    talks = [load_talk(one) for one in find_talks(folder / "talks", shown="talks").folders]
    pages = [page for talk in talks for page in render_pages(talk, analyse(talk))]
    return {f"talks/{page.uri}": page.markdown for page in pages}


def written(folder: Path) -> dict[str, str]:
    """Return the pages that a case expects."""
    paths = sorted(folder.rglob("*.md"))
    return {f"talks/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8") for path in paths}


def convert(body: str) -> str | None:
    """Return a body as the fast path renders it."""
    return to_html(body, link_rewriter(PAGE, directory_urls=False, known=(PAGE, *KNOWN)))


# --- Real pages: none falls back -----------------------------------------------------------------------


@pytest.mark.parametrize("folder", [pytest.param(path, id=path.parent.name) for path in EXPECTED])
def test_every_page_of_the_cases(folder: Path) -> None:
    assert faults(written(folder)) == []


def test_every_page_of_a_site() -> None:
    folder = CASES_PATH / "site" / "several_talks"
    pages = {**made(folder), **written(folder / "expected")}
    pages["index.md"] = pages.pop("talks/home.md")
    assert len(pages) > 20
    assert faults(pages) == []


def test_every_page_of_the_sample() -> None:
    assert faults(made(ROOT)) == []


def test_every_page_of_a_share_of_the_corpora() -> None:
    if not CORPORA.is_dir():
        pytest.skip(f"{CORPORA} is not there; TALKBOOK_CORPORA names another place")
    examined = examine_pages(trials()[::CORPUS_SHARE])
    assert sum(one.pages > 0 for one in examined) > 100
    assert [line for one in examined for line in one.faults] == []


# --- Pages of anything -----------------------------------------------------------------------------------

_SLUGS = st.sampled_from(["x", "t1-p2", "term-手卷", "zh-Hans"])
_TAGS = st.sampled_from(["span", "b", "small", "em", "bdi", "time", "q"])
_HREFS = st.sampled_from(["#x", "transcript.md", "transcript.md#t1", "../index.md", "index.md#手卷", "../feed.xml"])


def _inline(values: Sequence[str], draw: st.DrawFn) -> Markdown:
    """Return words, elements and links with texts in them."""
    kinds = draw(st.lists(st.sampled_from(["words", "element", "link"]), min_size=1, max_size=4))
    parts: list[Markdown] = []
    for kind in kinds:
        value = text(draw(st.sampled_from(values)))
        if kind == "element":
            value = element(draw(_TAGS), value, title=draw(st.sampled_from(values)))
        if kind == "link" and value:
            value = link(value, draw(_HREFS), class_=draw(st.sampled_from([None, "a b"])), lang="en")
        parts.append(value)
    return join(parts, draw(st.sampled_from(["", " "])))


@st.composite
def _block(draw: st.DrawFn, depth: int = 0) -> Markdown:
    """Return a block that our page writers could have written."""
    values = draw(st.lists(lines(), min_size=1, max_size=4))
    kinds = ["paragraph", "heading", "items", "raw", "table", *(["container"] * 2 if depth < 3 else [])]
    kind, value, inline = draw(st.sampled_from(kinds)), values[0], _inline(values, draw)
    if kind == "paragraph":
        return paragraph(join([paragraph_start(value), inline]), id=draw(_SLUGS), lang="en", class_="note")
    if kind == "heading":
        return heading(draw(st.integers(1, 6)), join([element("b", text(value)), inline]), id=draw(_SLUGS))
    if kind == "items":
        item = Markdown(f'<li{attributes(class_="x")} markdown="span">{inline}</li>')
        return container("ul", Markdown("\n".join([item] * draw(st.integers(1, 3)))))
    if kind == "raw":
        inner = element("div", element("p", text(value)), data_x=value) + element(
            "div", text(value), hidden="hidden"
        )
        return raw_block(element("div", inner, aria_label=value))
    if kind == "table":
        cell = element("span", text(value), title=value)
        return table([text(value)], [[text(value), cell]] * draw(st.integers(1, 3)), value)
    tag = draw(st.sampled_from(["div", "nav", "section", "ol", "li"]))
    inner = blocks(draw(st.lists(_block(depth + 1), max_size=3)))
    return container(tag, inner, id=draw(_SLUGS), aria_label=value)


@settings(max_examples=150)
@given(st.lists(_block(), min_size=1, max_size=3), lines())
def test_whatever_markup_writes_is_known(parts: list[Markdown], value: str) -> None:
    body = blocks([container("div", blocks(parts), class_="talk"), json_block({"name": value})])
    pages = {PAGE: f"{MATTER}\n{body}\n"}
    assert [one for one in compare(pages, KNOWN) if one.refused or one.difference] == []


# --- Damaged pages: refused, or still the same -----------------------------------------------------------

_MARKS = (
    *(
        "\n",
        "\n\n",
        " ",
        "  \n",
        "\t",
        "    ",
        "#",
        "&",
        "&lt;",
        "&#60;",
        "*",
        "_",
        "`",
        "\\",
        "<",
        ">",
        "!",
        "|",
        ":",
    ),
    *(
        "<b>",
        "</b>",
        "<br/>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<li>",
        "</li>",
        "<hr>",
        "<h3>",
        "<title>",
        "<svg>",
    ),
    *(
        ' markdown="1"',
        ' markdown="span"',
        " hidden",
        ' id="x"',
        ' data-x=" id="',
        "<!-- x -->",
        "<summary>x</summary>",
    ),
    *(
        "{#a}",
        "{.a}",
        "{: .a}",
        "{a=b}",
        "\n{.a}",
        "[x](y)",
        "[x](#a){.b}",
        "[x]: y",
        "![",
        "[TOC]",
        "1. ",
        "- ",
        "\n===",
    ),
    *("\u00a0", "\u2028", "\x02", "\r", "\ufeff", "\u200b"),
)
_DAMAGE = st.one_of(*map(st.sampled_from, (_MARKS, SEEDS, FRAGMENTS)), st.just(""))
_BODIES = [
    parts[1] for folder in EXPECTED for page in written(folder).values() if (parts := split_front_matter(page))
]


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """Return the body of a page with something put in, taken out, or both, at one place."""
    parts = draw(st.sampled_from(_BODIES)).split("\n\n")
    # Hardly any damage to the frame goes unnoticed: what is said is of more interest.
    said = [number for number, part in enumerate(parts) if not part.startswith(("</", "<div", "<section", "<nav"))]
    number = draw(st.sampled_from(said) | st.integers(0, len(parts) - 1))
    place = draw(st.integers(0, len(parts[number])))
    parts[number] = parts[number][:place] + draw(_DAMAGE) + parts[number][place + draw(st.integers(0, 3)) :]
    return "\n\n".join(parts)


@settings(max_examples=400)
@given(_damaged())
def test_a_damaged_page_is_refused_or_the_same(body: str) -> None:
    found = compare({PAGE: f"{MATTER}\n{body}"}, KNOWN)
    assert [one for one in found if one.difference] == []
