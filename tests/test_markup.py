"""Text becomes Markdown and comes back: whatever a stranger typed, on a page it is text."""

from __future__ import annotations

import html
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.utils import meta

from generator import anchors
from generator.analysis import analyse
from generator.analysis.events import find_events
from generator.model import Document, Kind, Recap, Side, Speaker, Takeaway, Talk, Term, Transcript, Turn
from generator.origin import Excerpt, Source
from generator.pages import render_pages
from generator.pages.home import render_home, site_pages
from generator.pages.llms import render_llms
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
from generator.pages.site_frame import SiteFacts
from generator.pages.speech import render_text
from generator.pages.strings import strings_for
from generator.verify.compare import compare_page
from generator.verify.expected import expected_pages
from generator.verify.found import found_page, read_built
from generator.words import folded
from tests.catalogues import Entry, catalogue_of, placed
from tests.hazards import SEEDS, SHOWN_SEEDS, lines

ROOT = Path(__file__).parent.parent
SAY = strings_for("en")


@cache
def _converter() -> markdown.Markdown:
    """Return Python-Markdown with the very extensions that `mkdocs.yml` names, and those MkDocs adds."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def convert(page: str) -> str:
    """Return the HTML of a Markdown page, front matter left off as MkDocs leaves it off."""
    body, matter = meta.get_data(page)
    # Every page has front matter: without it MkDocs would take `Name: words` on the first line for some.
    assert matter
    return str(_converter().reset().convert(body))


# --- Places: wherever our page writers put text, alone on a small page --------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere on a page where text of a source may stand."""

    name: str
    """Its name."""
    write: Callable[[str], Markdown]
    """Puts a text there."""
    read: Callable[[Tag], str]
    """Takes it out again, from the element with the id `here`."""


def _excerpt(value: str) -> Excerpt:
    return Excerpt(value, 0, len(value), 1)


def _text_of(tag: Tag) -> str:
    return tag.get_text()


PLACES = (
    Place(
        name="paragraph of a turn",
        write=lambda value: container(
            "section",
            container("div", paragraph(render_text(_excerpt(value)), id="here", lang="en"), class_="said"),
            id="t1",
            class_="turn",
            data_speaker="x",
        ),
        read=_text_of,
    ),
    Place(
        name="paragraph at the left",
        write=lambda value: paragraph(paragraph_start(value), id="here"),
        read=_text_of,
    ),
    Place(name="heading", write=lambda value: heading(2, text(value), id="here", class_="x"), read=_text_of),
    Place(
        name="first of a heading",
        write=lambda value: heading(3, join([text(value), element("small", text(value))], " "), id="here"),
        read=lambda tag: tag.get_text()[: (len(tag.get_text()) - 1) // 2],
    ),
    Place(
        name="label of a link",
        write=lambda value: container("div", link(text(value), "index.md", class_="x"), id="here"),
        read=_text_of,
    ),
    Place(
        name="link in a heading",
        write=lambda value: heading(2, link(text(value), "#t1"), id="here", lang="en"),
        read=_text_of,
    ),
    Place(
        name="list item with blocks",
        write=lambda value: container(
            "ol", container("li", paragraph(paragraph_start(value), lang="en"), id="here", class_="point")
        ),
        read=_text_of,
    ),
    Place(
        name="list item on one line",
        write=lambda value: container(
            "ul",
            Markdown(f'<li id="here" markdown="span">{element("span", text(value), lang="en")}</li>'),
        ),
        read=_text_of,
    ),
    Place(
        name="cell of a table",
        write=lambda value: raw_block(
            table([text("a"), text("b")], [[text("c"), element("span", text(value), id="here")]], "t")
        ),
        read=_text_of,
    ),
    Place(
        name="head and name of a table",
        write=lambda value: raw_block(table([text(value)], [[text("c")]], value)),
        read=lambda tag: tag.get_text(),
    ),
    Place(
        name="raw block",
        write=lambda value: raw_block(Markdown(f'<div id="here">\n{element("p", text(value))}\n</div>')),
        read=_text_of,
    ),
    Place(
        name="attribute of an inline element",
        write=lambda value: paragraph(element("span", text("x"), id="here", aria_label=value)),
        read=lambda tag: str(tag["aria-label"]),
    ),
    Place(
        name="attribute of a container",
        write=lambda value: container("nav", text("x"), id="here", aria_label=value),
        read=lambda tag: str(tag["aria-label"]),
    ),
    Place(
        name="attribute in a raw block",
        write=lambda value: raw_block(Markdown(f'<div id="here"{attributes(data_title=value)}></div>')),
        read=lambda tag: str(tag["data-title"]),
    ),
    Place(
        name="behind a bold name",
        write=lambda value: paragraph(join([element("b", text("x")), text(value)], " "), id="here"),
        read=lambda tag: tag.get_text().removeprefix("x"),
    ),
)


def _soup(page: str) -> BeautifulSoup:
    whole = page if page.startswith("---\ntitle:") else front_matter({"title": text("x")}) + page
    return BeautifulSoup(convert(whole), "html.parser")


def _here(soup: BeautifulSoup) -> Tag:
    found = soup.find(id="here") or soup.find("th")
    assert isinstance(found, Tag)
    return found


def _shape(soup: BeautifulSoup) -> list[tuple[str, tuple[str, ...]]]:
    """Return every element with the names of its attributes; the marks of stage directions are left out."""
    return [
        (tag.name, tuple(sorted(tag.attrs)))
        for tag in soup.find_all(True)
        if "event" not in tag.get_attribute_list("class")
    ]


@cache
def _plain_shape(place: Place) -> list[tuple[str, tuple[str, ...]]]:
    return _shape(_soup(place.write("word")))


def _check(place: Place, value: str) -> None:
    """Assert that a text reads as typed, words apart where they were apart, and adds no element or attribute."""
    soup = _soup(place.write(value))
    assert folded(place.read(_here(soup))) == folded(value)
    assert _shape(soup) == _plain_shape(place)
    if place.name == "paragraph of a turn":
        assert len(soup.select("em.event")) == len(find_events(value))


@pytest.mark.parametrize("place", [pytest.param(place, id=place.name.replace(" ", "_")) for place in PLACES])
def test_every_seed_in_every_place(place: Place) -> None:
    for seed in SHOWN_SEEDS:
        _check(place, seed)


@pytest.mark.parametrize("place", [pytest.param(place, id=place.name.replace(" ", "_")) for place in PLACES])
def test_every_seed_among_words(place: Place) -> None:
    for seed in SEEDS:
        for value in (f"{seed} and on", f"up to {seed}"):
            if folded(value):
                _check(place, value)


@settings(max_examples=1000)
@given(place=st.sampled_from(PLACES), value=lines())
def test_any_line_in_any_place(place: Place, value: str) -> None:
    _check(place, value)


@settings(max_examples=500)
@given(lines())
def test_title_in_front_matter(value: str) -> None:
    _check_matter(value)


def test_every_seed_in_front_matter() -> None:
    for seed in SEEDS:
        _check_matter(seed)


def _check_matter(value: str) -> None:
    matter = front_matter({"title": text(value), "hide": ["navigation", value]})
    first, body, last = matter.partition("\n")[0], matter.partition("\n")[2], matter[-4:]
    assert (first, last) == ("---", "---\n")
    values = yaml.safe_load(body.removesuffix("---\n"))
    assert html.unescape(values["title"]) == folded(value)
    assert values["hide"] == ["navigation", value]
    # A theme prints the title as it is: it must be HTML without any tag.
    assert not BeautifulSoup(f"<title>{values['title']}</title>", "html.parser").find_all("title")[0].find_all(True)
    assert meta.get_data(f"{matter}\nbody\n") == ("\nbody\n".lstrip("\n"), values)


# --- Whole pages: the talk of a stranger, all of whose words are hazards --------------------------------


class _Draft:
    """A source file that is written as it is quoted from."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.text = ""

    def quote(self, value: str) -> Excerpt:
        """Add a text to the file and return its excerpt."""
        start = len(self.text)
        self.text += f"{value}\n"
        stripped = value.strip()
        begin = start + value.index(stripped)
        return Excerpt(stripped, begin, begin + len(stripped), self.text.count("\n"))

    def source(self) -> Source:
        """Return the finished file."""
        return Source(path=self.path, text=self.text, sha256="0" * 64)


def _talk(values: list[str]) -> Talk:
    """Return a talk whose every text is one of the values, taken in turn."""
    supply = _cycle(values)
    recap_file, transcript_file = _Draft("talks/x/recap.md"), _Draft("talks/x/transcript.md")
    speakers = tuple(Speaker(id=f"s{number}", name=folded(next(supply)), role=next(supply)) for number in range(3))
    quote = recap_file.quote
    title = quote(next(supply))
    recap = Recap(
        summary=tuple(quote(next(supply)) for _ in range(3)),
        takeaways=tuple(Takeaway(label=quote(next(supply)), text=quote(next(supply))) for _ in range(3)),
        terms=tuple(Term(name=quote(next(supply)), definition=quote(next(supply))) for _ in range(3)),
    )
    turns = tuple(
        Turn(
            number=number,
            speaker=speakers[number % 3].id if number < 6 else None,
            sides=tuple(
                Side(
                    lang=lang,
                    label=None,
                    paragraphs=tuple(transcript_file.quote(next(supply)) for _ in range(2)),
                )
                for lang in ("en", "zh-Hans")
            ),
        )
        for number in range(1, 8)
    )
    transcript = Transcript(
        kind=Kind.LABELLED, source=transcript_file.source(), langs=("en", "zh-Hans"), turns=turns
    )
    return Talk(
        slug="x",
        title=folded(title.text),
        title_excerpt=title,
        title_source=recap_file.source(),
        event=next(supply),
        lang="en",
        speakers=speakers,
        recap=recap,
        recap_source=recap_file.source(),
        recap_lang="en",
        transcripts=(transcript,),
    )


def _cycle(values: list[str]) -> Iterator[str]:
    while True:
        yield from values


_TEXT_TAGS = frozenset(
    {"div", "nav", "section", "h1", "h2", "h3", "h4", "p", "a", "small", "span", "bdi", "em", "b", "strong", "abbr"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "time", "table", "thead", "tbody", "tr", "th", "td", "data", "code", "q"}
    | {"svg", "g", "text", "title", "rect", "fieldset", "legend", "label", "input", "button", "details", "summary"}
    | {"blockquote", "cite", "mark", "meter", "progress", "sup", "sub", "i", "br", "hr", "figure", "figcaption"}
)
"""What our page writers may use; a script, a picture or a frame is none of it."""


_FOLDERS = {
    *(
        "",
        "sources",
        "talks",
        "talks/x",
        "talks/y",
        "talks/x/exports",
        "talks/y/exports",
        "x",
        "y",
        "people",
        "..",
        "../people",
        "../x",
        "../y",
    ),
}
"""Where links of our pages lead."""


def _prove(values: list[str]) -> None:
    """Every page of a talk made of the values passes the proof, and holds no element that is not ours."""
    talk = _talk(values)
    pages = {page.uri.partition("/")[2]: convert(page.markdown) for page in render_pages(talk, analyse(talk))}
    with tempfile.TemporaryDirectory() as folder:
        for uri, page in pages.items():
            Path(folder, uri).write_text(page, encoding="utf-8")
        for expected in expected_pages(talk):
            path = Path(folder, expected.uri)
            losses = compare_page(expected, found_page(path, read_built(path)))
            assert [str(loss) for loss in losses] == []
    for uri, page in pages.items():
        _assert_ours(BeautifulSoup(page, "html.parser"), uri)


def _assert_ours(soup: BeautifulSoup, uri: str) -> None:
    for tag in soup.find_all("script", type="application/ld+json"):
        assert json.loads(str(tag.extract().string))["@context"] == "https://schema.org", uri
    for tag in soup.find_all(True):
        assert tag.name in _TEXT_TAGS, (uri, tag.name)
        assert not any(name.startswith("on") for name in tag.attrs), (uri, tag.attrs)
    for tag in soup.find_all("a"):
        href = str(tag.get("href", ""))
        assert href.partition("#")[0].rpartition("/")[0] in _FOLDERS, (uri, href)
        assert not href.startswith(("javascript:", "data:", "//")), (uri, href)
    assert len(soup.find_all("h1")) == 1, uri


def test_talk_made_of_seeds() -> None:
    for begin in range(0, len(SHOWN_SEEDS), 20):
        _prove(list(SHOWN_SEEDS[begin : begin + 20]))


@settings(max_examples=40)
@given(st.lists(lines(), min_size=5, max_size=40))
def test_talk_made_of_anything(values: list[str]) -> None:
    _prove(values)


def _entries(values: list[str]) -> list[Entry]:
    """Return a site of two talks whose every text is one of the values."""
    named = Document(source=Source(path="talks/x/transcript.md", text="", sha256=""), format="labelled")
    talk = replace(_talk(values), date="2024-11-05", tags=tuple(values[:3]), documents=(named,))
    other = replace(talk, slug="y", date=None, title=folded(values[-1]))
    return [(one, analyse(one)) for one in (talk, other)]


def _prove_site(values: list[str]) -> None:
    found = _entries(values)
    catalogue = catalogue_of(found)
    site = SiteFacts(name=values[0], description=values[-1], url="https://example.org/")
    made = {page.uri: page.render() for page in site_pages(catalogue, site, SAY)}
    assert {"index.md", "dates.md", "events.md", "topics.md", "glossary.md"} <= set(made)
    for talk, findings in placed(found):
        made |= {page.uri: page.markdown for page in render_pages(talk, findings)}
    for uri, page in {**made, "home": render_home(catalogue, site, SAY)}.items():
        soup = _soup(page)
        _assert_ours(soup, uri)
        ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), uri
    cards = folded(_soup(made["index.md"]).get_text())
    for talk, _ in found:
        for value in (talk.title.partition(" | ")[0], talk.recap.summary[0].text, talk.speakers[0].name):
            assert folded(value) in cards
    plain = render_llms(catalogue, SiteFacts(name=values[0], description=values[-1]), SAY)
    _assert_ours(BeautifulSoup(_converter().reset().convert(plain), "html.parser"), "llms.txt")


def test_site_made_of_seeds() -> None:
    for begin in range(0, len(SHOWN_SEEDS), 20):
        _prove_site(list(SHOWN_SEEDS[begin : begin + 20]))


@settings(max_examples=20)
@given(st.lists(lines(), min_size=5, max_size=40))
def test_site_made_of_anything(values: list[str]) -> None:
    _prove_site(values)


@given(lines())
def test_data_for_machines_cannot_break_out(value: str) -> None:
    block = json_block({"@type": "Event", "name": value, "performer": [{"name": value}], "gone": None, "none": []})
    assert block.count("<") == 2
    assert not set("&%`") & set(block)
    (script,) = _soup(f"Before.\n\n{block}\n\nAfter.\n").find_all("script")
    shown = folded(value)
    performer = [{"name": shown}] if shown else [{}]
    assert json.loads(str(script.string)) == {"@type": "Event", "name": shown, "performer": performer}


# --- Not over-escaped: the pages are the contract, and people read them as files ------------------------

PROSE = (
    "We are super excited to have everyone here, um, folks that we've met already.",
    "It costs $5 (about 4 euros) – or 10 % of “everything”: isn't that well-known? Yes; no!",
    "“What is it?” she asked in 2024… Mr. Smith's answer - if any - was 3.14 or 1,000, and 7/8 + 1 = x.",
    "我们请到了四个不同团队的研究员：《对齐科学》团队的是 Yan，可解释性团队的是 Josh。",
    "他说：“好的。”——然后（大概）走了……真的吗？是的！",
    "标准不是某种完美的 alignment 概念(social choice theory),可以去争论,但在大多数情况下不必。",
    "Ça va, naïve café, Zürich, Łódź, señor, Ελληνικά, Русский, 日本語、한국어.",
)


@pytest.mark.parametrize("prose", PROSE)
def test_plain_prose_stays_as_typed(prose: str) -> None:
    assert text(prose) == prose
    assert paragraph_start(prose) == prose
    assert render_text(_excerpt(prose)) == prose


def test_only_the_place_that_needs_it_is_escaped() -> None:
    assert paragraph_start("12. is a number, 13. is too") == "12&#46; is a number, 13. is too"
    assert paragraph_start("- a - b") == "&#45; a - b"
    assert paragraph_start("3.14 is pi") == "3.14 is pi"
    assert text("1. a - b + c = d") == "1. a - b + c = d"


def test_blank_parts_make_no_block() -> None:
    assert blocks([None, text("a"), Markdown(""), text("b")]) == "a\n\nb"


def test_an_exclamation_mark_before_a_link_makes_no_picture() -> None:
    soup = _soup(join([text("太好了!"), link(text("alignment"), "glossary.md#term-alignment"), text("!")]))
    assert soup.get_text().strip() == "太好了!alignment!"
    assert soup.find("img") is None
    assert join([text("So it is!"), text("(At last!)")]) == "So it is!(At last!)"


def test_markdown_and_text_joined_are_text_again() -> None:
    assert type(Markdown("a") + Markdown("b")) is Markdown
    assert type(Markdown("a") + "<b>") is str


def test_anchors_of_pages_are_ours_alone() -> None:
    talk = _talk(list(SHOWN_SEEDS))
    for page in render_pages(talk, analyse(talk)):
        soup = _soup(page.markdown)
        ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), page.uri
        if page.uri.endswith(anchors.TRANSCRIPT_URI):
            turns = [str(tag["id"]) for tag in soup.find_all(class_=anchors.TURN_CLASS)]
            assert turns == [anchors.turn(number) for number in range(1, 8)]
