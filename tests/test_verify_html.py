"""The quick reader of HTML is held to BeautifulSoup: it finds the very same, or it leaves the page to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import markdown
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag as SoupTag
from bs4.exceptions import ParserRejectedMarkup
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.verify.found import found_page, read_built, read_html
from generator.verify.html import read_tree
from generator.verify.soup import any_tree
from generator.verify.tree import NO_TAG, Tree
from generator.words import folded, visible
from tests.damage import CONTAINER_DAMAGES, TEXT_DAMAGES, TURN_DAMAGES, Damage, blocks_of
from tests.hazards import SEEDS, lines
from tests.site_fixtures import BuiltSite

CASES = Path(__file__).parent / "cases"
Shape = list[tuple[object, ...]]
_CONTAINERS = ("turn", "point", "takeaway", "entry")


def _shape(tree: Tree) -> Shape:
    """Return all that the proof can see of a page: its elements, what is in what, and each text in its place."""
    elements = [element for element, tag in enumerate(tree.tags) if tag is not NO_TAG]
    places = {element: place for place, element in enumerate((-1, *elements), start=-1)}
    shape: Shape = [(folded("".join(tree.texts)),)]
    for element in elements:
        parts = [
            (folded("".join(texts)), inner if inner is None else places[inner])
            for texts, inner in tree.parts(element, lambda tag: tag is not NO_TAG)
        ]
        tag, parent = tree.tags[element], places[tree.parents[element]]
        attributes = {name: value for name, value in tag.attributes.items() if name != "class"}
        shape.append((tag.name, attributes, tag.classes, parent, visible(tree.text(element)), parts))
    return shape


def _careful(html: str) -> Tree:
    return any_tree(html)


def _agrees(html: str) -> bool:
    """Assert that the quick reader finds what BeautifulSoup finds, or nothing; return whether it read the page."""
    tree = read_tree(html.encode())
    if tree is not None:
        assert _shape(tree) == _shape(_careful(html)), html
    return tree is not None


# --- Built pages: every one is read quickly -----------------------------------------------------------------


def test_every_page_of_a_built_site_is_read(sample_site: BuiltSite) -> None:
    paths = sorted((sample_site.root / "site").rglob("*.html"))
    assert len(paths) > 6
    assert [path.name for path in paths if not _agrees(path.read_text(encoding="utf-8"))] == []


def test_both_readers_find_the_same_on_a_page(sample_site: BuiltSite) -> None:
    for path in sorted(sample_site.folder.glob("*.html")):
        assert found_page(path, read_built(path)) == found_page(path, read_html(path))


def _written() -> list[Path]:
    return sorted(path for kind in ("pages", "site") for path in (CASES / kind).glob("*/expected/**/*.md"))


def test_every_page_of_the_cases_is_read() -> None:
    converter = markdown.Markdown(extensions=["attr_list", "def_list", "md_in_html", "toc"])
    assert len(_written()) > 40
    for path in _written():
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        assert _agrees(str(converter.reset().convert(body))), path


# --- Damaged pages: what one reader finds, the other finds ----------------------------------------------------


@cache
def _page(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _containers(soup: BeautifulSoup) -> list[SoupTag]:
    return [tag for tag in soup.find_all(class_=list(_CONTAINERS)) if tag.has_attr("id") and blocks_of(tag)]


def _damaged(path: Path, damage: Damage, random: Random) -> str | None:
    soup = BeautifulSoup(_page(path), "html.parser")
    containers = _containers(soup)
    container = random.choice(containers[:-1])
    whole = damage in {*CONTAINER_DAMAGES, *TURN_DAMAGES}
    target = container if whole else random.choice(blocks_of(container))
    return str(soup) if damage.apply(target, random) else None


@pytest.mark.parametrize(
    "damage",
    [pytest.param(damage, id=damage.name.replace(" ", "_")) for damage in (*TEXT_DAMAGES, *CONTAINER_DAMAGES)],
)
def test_damaged_pages(sample_site: BuiltSite, damage: Damage) -> None:
    """A page that BeautifulSoup wrote may have what the quick reader leaves to it; most it reads."""
    for name in ("index.html", "takeaways.html", "glossary.html"):
        html = _damaged(sample_site.folder / name, damage, Random(f"{name} {damage.name}"))
        if html is not None:
            _agrees(html)


@pytest.mark.parametrize("damage", [pytest.param(one, id=one.name.replace(" ", "_")) for one in TURN_DAMAGES])
def test_damaged_turns(sample_site: BuiltSite, damage: Damage) -> None:
    html = _damaged(sample_site.folder / "transcript.html", damage, Random(damage.name))
    assert html is None or isinstance(_agrees(html), bool)


def _cut(html: str, random: Random) -> str:
    start = random.randrange(len(html))
    return html[:start] + html[start + random.choice((1, 2, 20)) :]


def _put_in(html: str, random: Random) -> str:
    start = random.randrange(len(html))
    return html[:start] + random.choice(_PIECES) + html[start:]


def _tag_changed(html: str, random: Random) -> str:
    tag = random.choice(list(re.finditer("<[^<>]*>", html)))
    changes = ("", tag[0] * 2, tag[0].upper(), tag[0].replace('"', "'"), tag[0].replace('"', ""))
    return html[: tag.start()] + random.choice(changes) + html[tag.end() :]


@pytest.mark.parametrize("change", [_cut, _put_in, _tag_changed])
@settings(max_examples=60)
@given(seed=st.integers(min_value=0))
def test_page_with_a_fault_in_its_markup(
    sample_site: BuiltSite, change: Callable[[str, Random], str], seed: int
) -> None:
    random = Random(seed)
    html = _page(sample_site.folder / "takeaways.html")
    _agrees_or_is_refused(change(html, random))


# --- Made-up HTML -----------------------------------------------------------------------------------------------

_PIECES = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<li>",
        "</li>",
        "<b>",
        "</b>",
        "<span hidden>",
        "</span>",
        "<DIV>",
        "</DIV>",
    ),
    *('<p id="a" lang="en">', '<p class="turn  x" id=a>', "<p id='a'>", '<p id="a"id="b">', '<p id="a" id="b">'),
    *(
        '<a href="x?a=1&amp;b=2">',
        '<a href="x?a=1&b=2">',
        '<a href="&copy=1">',
        '<a title="a>b">',
        '<a title="<i>">',
    ),
    *("</a>", "<br>", "<br/>", "<br />", "</br>", '<img alt="x">', '<img alt="x"/>', "<p/>", "<a b/>", "<a/b>"),
    *(
        "<svg viewBox='0 0'>",
        '<svg viewBox="0 0">',
        "</svg>",
        '<path d="M0 0h1"/>',
        "<title>",
        "</title>",
        "<style>",
    ),
    *(
        "<script>",
        "</script>",
        '<script src="x">',
        "<script/>",
        "<SCRIPT>",
        "</style>",
        "<textarea>",
        "</textarea>",
    ),
    *("<script>a<b</script>", "<script>'</'</script>", "<script><!-- </script>", "<style>a{b:c}</style>", "</ p>"),
    *(
        "<!-- x -->",
        "<!-->",
        "<!--->",
        "<!-- a -- b -->",
        "<!-- a --->",
        "<!--",
        "-->",
        "<!x>",
        "<?x?>",
        "<!doctype html>",
    ),
    *(
        "<![CDATA[x]]>",
        "<template>",
        "</template>",
        "<noscript>",
        "</noscript>",
        "<iframe>",
        "</iframe>",
        "<rt>",
        "</rt>",
    ),
    *(
        "<pre>",
        "</pre>",
        "<",
        ">",
        "<>",
        "</>",
        "< p>",
        "&",
        "&amp;",
        "&amp",
        "&#65;",
        "&#65",
        "&#x41;",
        "&#X41;",
        "&#0;",
    ),
    *(
        "&#128;",
        "&#55296;",
        "&#1114112;",
        "&#8203;",
        "&lt;b&gt;",
        "&nbsp;",
        "&copy;",
        "&para;",
        "&notin;",
        "&notit;",
        "&x;",
    ),
    *("a", " ", "\n", "\t", "\u00a0", "\u0085", "\u00e9", "\u5b57", '"', "'", "=", "/", "a b", "text"),
)
_pages = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=3)), max_size=24).map("".join)


def _agrees_or_is_refused(html: str) -> None:
    try:
        careful = _careful(html)
    except ParserRejectedMarkup:
        # What no parser takes, the quick reader must not take either.
        assert read_tree(html.encode()) is None, html
        return
    tree = read_tree(html.encode())
    assert tree is None or _shape(tree) == _shape(careful), html


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning", "ignore::bs4.XMLParsedAsHTMLWarning")
@settings(max_examples=3000)
@given(_pages)
def test_made_up_html(html: str) -> None:
    _agrees_or_is_refused(html)


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning", "ignore::bs4.XMLParsedAsHTMLWarning")
def test_every_piece_by_itself_beside_another_and_inside() -> None:
    for one in (*_PIECES, *SEEDS):
        for html in (
            one,
            f"<p>{one}</p>",
            f'<p id="{one}">x</p>',
            f"<title>{one}</title>",
            f"<script>{one}</script>",
        ):
            _agrees_or_is_refused(html)
        for other in _PIECES:
            _agrees_or_is_refused(f"<div>{one}{other}</div>")


_texts = st.one_of(lines(), st.sampled_from([" ", "\n", "a", "\u5b57"])).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\x85", "")
)
_values = _texts.map(lambda text: text.replace('"', "&quot;").replace("\n", " ").replace("\r", " "))
_names = st.sampled_from(
    ["p", "div", "section", "h3", "bdi", "a", "q", "li", "tr", "td", "code", "data", "svg", "DIV"]
)
_attributes = st.lists(
    st.tuples(
        st.sampled_from(["class", "id", "lang", "hidden", "style", "data-start", "viewBox", "href"]), _values
    ),
    max_size=3,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: "".join(f' {name}="{value}"' for name, value in pairs))


def _elements(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return elements as our pages have them, around others."""
    around = st.tuples(_names, _attributes, st.lists(inside, max_size=4).map("".join))
    return around.map(lambda it: f"<{it[0]}{it[1]}>{it[2]}</{it[0].lower()}>")


_plain_pieces = st.one_of(
    _texts,
    _attributes.map(lambda given: f"<br{given}>"),
    _attributes.map(lambda given: f"<path{given}/>"),
    _texts.map(lambda text: f"<title>{text}</title>"),
    st.sampled_from(["<!-- a note -->", "<script>if (a < b && c > d) {}</script>", "<style>p{color:red}</style>"]),
)


@settings(max_examples=600)
@given(st.recursive(_plain_pieces, _elements, max_leaves=20))
def test_pages_as_ours_are_always_read(html: str) -> None:
    page = f"<!doctype html>\n<body>{html}</body>\n".replace("\r", "").replace("\0", "")
    assert _agrees(page), page


# --- What it must not guess -------------------------------------------------------------------------------------


def _unsure() -> Iterator[str]:
    yield from ("<p>a", "a</p>", "<p><b>a</p></b>", "<p>a</p ></p>", "<br></br>", "<p>a < b</p>", "<p>a > b</p>")
    yield from (
        "<p>x>b<y</b></p>",
        "<>",
        "<p id=a></p>",
        "<p id='a'></p>",
        '<p id="a></p>',
        '<p id="a"lang="b"></p>',
    )
    yield from ("<p>&</p>", "<p>&amp</p>", "<p>&#0;</p>", "<p>&#128;</p>", "<p>&notin;</p>", '<p id="a&b"></p>')
    yield from ("<title><b>a</b></title>", "<title><!-- a --></title>", "<textarea><p></textarea>", "<title/>")
    yield from (
        "<script>a",
        "<script/>a</script>",
        "<script>'<!--'</script>",
        "<script>'</b>'</script>",
        "</script>",
    )
    yield from ("<SCRIPT>a</SCRIPT>", "<script>a</SCRIPT>", "<script x='>'>a</script>")
    yield from ("<style>a>b</style>", "<style>a", "<template>a</template>", "<rt>a</rt>")
    yield from (
        "<!-->",
        "<!--->",
        "<!-- a -- b -->",
        "<!-- <p> -->",
        "<!-- a",
        "<!x>",
        "<?php a ?>",
        "<![CDATA[a]]>",
    )
    yield from ("<p>\0</p>", "<p>\r</p>", "<iframe>a</iframe>", "<xmp>a</xmp>", "<plaintext>a", "<p a/b></p>")


@pytest.mark.parametrize("html", list(_unsure()))
def test_gives_up(html: str) -> None:
    assert read_tree(f"<body>{html}</body>".encode()) is None


def test_gives_up_on_what_is_not_utf8() -> None:
    assert read_tree(b"<p>\xff</p>") is None
    assert read_tree(b'<p id="\xff"></p>') is None


def test_what_it_gives_up_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<section class=turn id=t1><p lang=en>One <b>two</p></section>", encoding="utf-8")
    (turn,) = found_page(path, read_built(path)).containers
    assert (turn.anchor, turn.blocks[0].spaced) == ("t1", "One two")


def test_deep_nesting_is_read() -> None:
    deep = 20_000
    html = f'<section class="turn" id="t1"><p lang="en">{"<b>" * deep}a{"</b>" * deep}</p></section>'
    tree = read_tree(html.encode())
    assert tree is not None
    assert found_page(Path("x"), tree).containers[0].blocks[0].said == "a"
    assert found_page(Path("x"), _careful(html)).containers[0].blocks[0].said == "a"


@pytest.mark.parametrize("start", ["soon", "nan", "inf", "1e999", ""])
def test_time_that_is_no_number_is_a_time_that_no_source_has(start: str) -> None:
    tree = read_tree(f'<section class="turn" data-start="{start}" id="t1"></section>'.encode())
    assert found_page(Path("x"), tree).containers[0].start_ms == -1
