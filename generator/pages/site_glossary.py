"""One glossary of all talks: every term once, with each talk's definition and the way to its entry there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.catalogue import Catalogue
from generator.analysis.shared_terms import Entry, SharedTerm
from generator.pages.letters import by_letter, letter_id, letter_row
from generator.pages.linked_data import terms_data
from generator.pages.markup import (
    Markdown,
    blocks,
    container,
    element,
    heading,
    join,
    link,
    paragraph,
    paragraph_start,
    text,
)
from generator.pages.site_frame import Sheet, SiteBody, SiteFrame, SitePage, site_page
from generator.pages.site_rows import title_of
from generator.pages.site_ways import IndexFacts, Line, letter_ways, opened, render_index, render_ways
from generator.pages.ways import Ways


class Listed(NamedTuple):
    """A term on a page of the glossary."""

    anchor: str
    """Its anchor; empty where it began on a page before."""
    name: str
    """The term."""
    lang: str
    """Language tag of the name."""
    places: tuple[int, ...]
    """Its places in the recaps of the talks that define it, which follow each other term by term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFacts:
    """A page of the glossary; the definitions are on the cards of the talks."""

    title: str
    """The heading."""
    letters: tuple[tuple[str, tuple[Listed, ...]], ...]
    """The terms under their letters."""
    names: tuple[tuple[str, str], ...]
    """Their anchors and names, in the order that machines read them."""
    ways: tuple[Ways, ...] = ()
    """The ways to the other pages."""


def term_pages(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:
    """List the pages of the glossary of the site, from A to Z."""
    title, drawers = frame.say("page_glossary"), catalogue.terms.drawers
    if not drawers:
        yield _whole(catalogue.terms.all, title, frame)
        return
    lines = tuple(map(_line, catalogue.terms.most))
    index = IndexFacts(kind=anchors.TERMS_URI, title=title, ways=letter_ways(drawers), lines=lines, most=True)
    yield frame.page(anchors.TERMS_URI, index, render_index)
    for page in opened(drawers, title, lambda entry: entry.term.name, frame.say):
        listed = tuple(map(_listed, page.items))
        facts = TermsFacts(
            title=page.title,
            letters=((page.letter, listed),),
            names=tuple((one.anchor, one.name) for one in listed if one.anchor),
            ways=page.ways,
        )
        talks = tuple([one.talk for entry in page.items for one in entry.definitions])
        yield frame.page(page.uri, facts, render_terms, talks)


def render_terms(sheet: Sheet[TermsFacts]) -> str:
    """Write a page of the glossary of the site."""
    facts, talks = sheet.facts, iter(sheet.talks)
    content = blocks(
        [
            *(render_ways(ways, sheet) for ways in facts.ways),
            None if facts.ways else letter_row([letter for letter, _ in facts.letters]),
            *(_group(letter, terms, talks, sheet.folder) for letter, terms in facts.letters),
        ]
    )
    body = SiteBody(
        title=facts.title,
        anchor=anchors.folder_of(anchors.TERMS_URI),
        content=content,
        data=terms_data(facts.names, facts.title),
    )
    return site_page(sheet, anchors.TERMS_URI, body)


def _whole(terms: tuple[SharedTerm, ...], title: str, frame: SiteFrame) -> SitePage:
    groups = by_letter(terms, lambda term: term.name)
    entries = [
        (letter, [Entry(term=one, definitions=one.definitions) for one in group]) for letter, group in groups
    ]
    facts = TermsFacts(
        title=title,
        letters=tuple((letter, tuple(map(_listed, group))) for letter, group in entries),
        names=tuple((term.anchor, term.name) for term in terms),
    )
    talks = tuple(one.talk for _, group in entries for entry in group for one in entry.definitions)
    return frame.page(anchors.TERMS_URI, facts, render_terms, talks)


def _line(term: SharedTerm) -> Line:
    count = len({one.talk.slug for one in term.definitions})
    return Line(term.name, f"{term.uri}#{term.anchor}", count, term.head.talk.recap_lang)


def _listed(entry: Entry) -> Listed:
    term = entry.term
    places = tuple([one.place for one in entry.definitions])
    return Listed("" if entry.goes_on else term.anchor, term.name, term.head.talk.recap_lang, places)


def _group(letter: str, terms: tuple[Listed, ...], talks: Iterator[Card], folder: str) -> Markdown:
    title = heading(2, text(letter), id=letter_id(letter), class_="letter")
    entries = container("div", blocks(_entry(term, talks, folder) for term in terms), class_="entries")
    return container("div", blocks([title, entries]), class_="letter-group")


def _entry(term: Listed, talks: Iterator[Card], folder: str) -> Markdown:
    name = element("span", text(term.name), lang=term.lang)
    said = [part for place in term.places for part in _definition(next(talks), place, term.name, folder)]
    if not term.anchor:
        return container("section", blocks([heading(3, name), *said]), class_="entry")
    sign = link(Markdown("#"), f"#{term.anchor}", class_="sign", aria_label=f"#{term.anchor}")
    title = heading(3, join([name, sign], " "), id=anchors.head(term.anchor))
    return container("section", blocks([title, *said]), id=term.anchor, class_="entry")


def _definition(talk: Card, place: int, name: str, folder: str) -> list[Markdown]:
    term, lang = talk.terms[place], talk.recap_lang
    title = title_of(talk.short_title, talk.title_lang)
    way = link(title, f"{folder}{talk.slug}/{anchors.GLOSSARY_URI}#{term.anchor}")
    # Where the talk prints the term otherwise, as `Red teams` for `Red team`, it says so.
    printed = [element("span", text(term.name), lang=lang)] if term.name != name else []
    return [
        paragraph(paragraph_start(term.definition), lang=lang),
        paragraph(join([*printed, way], " · "), class_="note"),
    ]
