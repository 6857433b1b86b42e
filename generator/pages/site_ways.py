"""The ways between the pages that one list is on: rows of letters, years and parts, and lists with counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from generator import anchors
from generator.analysis.drawers import Drawer
from generator.analysis.order import sort_key
from generator.analysis.shelves import Shelf
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, text
from generator.pages.site_frame import Sheet, SiteBody, site_page
from generator.pages.strings import Strings
from generator.pages.ways import Ways, part_ways, way_row

Item = TypeVar("Item")

_HEAD = 3
"""Letters of the first and the last name that tell what a part of a list holds."""


class Line(NamedTuple):
    """Something with talks, as one line of a list."""

    name: str
    """What it is called."""
    uri: str
    """Where it leads from the folder of all talks."""
    talks: int
    """How many talks it has."""
    lang: str | None = None
    """Language tag of the name; None for one of our own words."""
    note: str = ""
    """What else there is to say of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Generic[Item]):
    """A page of a list that goes by letter."""

    uri: str
    """Its address."""
    title: str
    """Its heading."""
    letter: str
    """The letter."""
    ways: tuple[Ways, ...]
    """The ways to the other pages."""
    items: tuple[Item, ...]
    """What is listed on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFacts:
    """A page that leads to the pages of a list."""

    kind: str
    """The page that the list begins with."""
    title: str
    """The heading."""
    ways: Ways
    """The pages by letter."""
    lines: tuple[Line, ...]
    """What the page leads to by itself."""
    most: bool
    """Whether these are only those with the most talks."""


def render_index(sheet: Sheet[IndexFacts]) -> str:
    """Write the first page of a list that is on many."""
    facts = sheet.facts
    content = [
        render_ways(facts.ways, sheet),
        heading(2, text(sheet.say("most_talks")), id="most-talks") if facts.most and facts.lines else None,
        render_lines(facts.lines, sheet) if facts.lines else None,
    ]
    anchor = anchors.folder_of(facts.kind)
    return site_page(sheet, facts.kind, SiteBody(title=facts.title, anchor=anchor, content=blocks(content)))


def render_ways(ways: Ways, sheet: Sheet[object]) -> Markdown | None:
    """Write a row of links; nothing where there is one only."""
    return way_row(ways, sheet.uri, sheet.folder)


def render_lines(lines: Iterable[Line], sheet: Sheet[object], class_: str = "people-list") -> Markdown:
    """Write a list with counts."""
    return container("ul", join((_line(line, sheet) for line in lines), "\n"), class_=class_)


def year_ways(shelf: Shelf, say: Strings) -> Ways:
    """Return the ways to the years, or months, that a shelf has."""
    return Ways(say("page_dates"), tuple((part.name or say("undated"), part.uri) for part in shelf.parts))


def letter_ways(drawers: Sequence[Drawer[Item]]) -> Ways:
    """Return the ways to the letters."""
    return Ways("A–Z", tuple((drawer.letter, drawer.uri) for drawer in drawers))


def opened(
    drawers: Sequence[Drawer[Item]], title: str, name_of: Callable[[Item], str], say: Strings
) -> Iterator[Opened[Item]]:
    """Yield the pages of a list that goes by letter; `title` is that of the whole list."""
    letters = letter_ways(drawers)
    for drawer in drawers:
        parts = _part_ways(drawer, name_of, say)
        for number, (items, (_, uri)) in enumerate(zip(drawer.pages, parts.links, strict=True), start=1):
            yield Opened(
                uri=uri,
                title=numbered(say("page_title", page=title, talk=drawer.letter), number),
                letter=drawer.letter,
                ways=(letters._replace(current=drawer.uri), parts._replace(current=uri)),
                items=items,
            )


def numbered(title: str, number: int) -> str:
    """Return the title of a page on which a list goes on."""
    return title if number == 1 else f"{title} ({number})"


def _part_ways(drawer: Drawer[Item], name_of: Callable[[Item], str], say: Strings) -> Ways:
    """Return the ways to the parts of a letter: each says with what it begins and ends, as in a dictionary."""
    ends = [[_head(name_of(item)) for item in (page[0], page[-1])] for page in drawer.pages]
    labels = [first if first == last else f"{first}–{last}" for first, last in ends]
    return part_ways(labels, drawer.uris(), say)


def _head(name: str) -> str:
    return sort_key(name)[0][:_HEAD].capitalize() or "#"


def _line(line: Line, sheet: Sheet[object]) -> Markdown:
    way = link(element("bdi", text(line.name), lang=line.lang), sheet.folder + line.uri)
    note = element("span", text(line.note), class_="role") if line.note else Markdown("")
    count = element("span", text(sheet.say("talk_count", count=line.talks)), class_="count")
    return Markdown(f'<li markdown="span">{join(filter(None, [way, note, count]), " ")}</li>')
