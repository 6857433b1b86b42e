"""Everybody who speaks on a site, from A to Z, and the pages of each with all their talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import anchors
from generator.analysis.catalogue import Catalogue
from generator.analysis.people import Person
from generator.analysis.shelves import Shelf
from generator.languages import detect_lang
from generator.pages.letters import by_letter, letter_id, letter_row
from generator.pages.markup import Markdown, blocks, container, heading, text
from generator.pages.site_frame import Sheet, SiteBody, SiteFrame, SitePage, site_page
from generator.pages.site_shelves import Owner, shelf_pages
from generator.pages.site_ways import IndexFacts, Line, letter_ways, opened, render_index, render_lines, render_ways
from generator.pages.ways import Ways

_MANY = 24
"""People; a list of fewer needs no letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFacts:
    """A page of people."""

    title: str
    """The heading."""
    letters: tuple[tuple[str, tuple[Line, ...]], ...]
    """The people under their letters; under none where they are few."""
    ways: tuple[Ways, ...] = ()
    """The ways to the other pages of the list."""


def people_pages(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:
    """List the pages of everybody who speaks, from A to Z."""
    title, drawers = frame.say("page_people"), catalogue.people_drawers
    if not drawers:
        facts = PeopleFacts(title=title, letters=tuple(_letters(catalogue.people)))
        yield frame.page(anchors.PEOPLE_URI, facts, render_people)
        return
    lines = tuple(map(_line, catalogue.most_heard))
    index = IndexFacts(kind=anchors.PEOPLE_URI, title=title, ways=letter_ways(drawers), lines=lines, most=True)
    yield frame.page(anchors.PEOPLE_URI, index, render_index)
    for page in opened(drawers, title, lambda person: person.name, frame.say):
        letters = ((page.letter, tuple(map(_line, page.items))),)
        yield frame.page(page.uri, PeopleFacts(title=page.title, letters=letters, ways=page.ways), render_people)


def person_pages(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:
    """List the pages of each person, with all their talks."""
    for person in catalogue.people:
        talks = tuple([one.talk for one in person.appearances])
        uri = anchors.person_uri(person.slug)
        shelf = person.shelf or Shelf(uri=uri, name="", talks=talks, pages=(talks,))
        owner = Owner(
            kind=anchors.PEOPLE_URI,
            name=person.name,
            anchor="person",
            person=True,
            role=person.role,
            aliases=person.aliases,
        )
        yield from shelf_pages(shelf, owner, frame, {one.talk.slug: one.speaker.id for one in person.appearances})


def render_people(sheet: Sheet[PeopleFacts]) -> str:
    """Write a page of the list of everybody who speaks."""
    facts = sheet.facts
    content = blocks(
        [
            *(render_ways(ways, sheet) for ways in facts.ways),
            None if facts.ways else letter_row([letter for letter, _ in facts.letters if letter]),
            *(_group(letter, lines, sheet) for letter, lines in facts.letters),
        ]
    )
    body = SiteBody(title=facts.title, anchor=anchors.folder_of(anchors.PEOPLE_URI), content=content)
    return site_page(sheet, anchors.PEOPLE_URI, body)


def _letters(people: Sequence[Person]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    groups = by_letter(people, lambda person: person.name)
    if len(people) < _MANY:
        yield "", tuple(_line(person) for _, group in groups for person in group)
    else:
        yield from ((letter, tuple(map(_line, group))) for letter, group in groups)


def _line(person: Person) -> Line:
    uri, count = anchors.person_uri(person.slug), len(person.appearances)
    return Line(person.name, uri, count, detect_lang(person.name), person.role or "")


def _group(letter: str, lines: tuple[Line, ...], sheet: Sheet[PeopleFacts]) -> Markdown:
    people = render_lines(lines, sheet)
    if not letter:
        return people
    title = heading(2, text(letter), id=letter_id(letter), class_="letter")
    return container("section", blocks([title, people]), class_="letter-group")
