"""The pages of the whole site: the talks as cards, lists of them, people, terms, and the home page.

To add one: a function that lists its pages, a name for its file in `anchors`, and a line in `_KINDS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import anchors
from generator.analysis.catalogue import Catalogue
from generator.pages.cards import render_cards
from generator.pages.feed import has_feed
from generator.pages.linked_data import list_data, site_data
from generator.pages.markup import Markdown, blocks, link, paragraph, text
from generator.pages.matter import Matter
from generator.pages.site_frame import (
    Sheet,
    SiteBody,
    SiteFacts,
    SiteFrame,
    SiteKind,
    SitePage,
    site_frame,
    site_page,
    site_row,
)
from generator.pages.site_glossary import term_pages
from generator.pages.site_lists import date_pages, event_pages, topic_pages
from generator.pages.site_people import people_pages, person_pages
from generator.pages.site_search import search_pages
from generator.pages.site_ways import render_ways, year_ways
from generator.pages.strings import Strings
from generator.pages.ways import Ways
from generator.signs import HOME_SIGN

HOME_MARK = Markdown(HOME_SIGN)
"""First line of a home page that was made: one without it is somebody's own and is left alone."""
_TALKS = "talks/"
"""The folder of all talks, from the home page."""
_FEW = 12
"""Talks that the home page shows; the list has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """The list of talks."""

    name: str
    """What it is called."""
    count: int
    """How many talks there are."""
    years: tuple[Ways, ...]
    """Where it cannot show all of them, the ways to those of each year."""


def _list_page(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:
    talks, dates = catalogue.talks[: catalogue.shown], catalogue.dates
    cut = len(talks) < len(catalogue.talks)
    years = (year_ways(dates, frame.say),) if cut and dates else ()
    facts = ListFacts(name=frame.say("page_talks"), count=len(catalogue.talks), years=years)
    yield frame.page(anchors.LIST_URI, facts, _render_list, talks)


def _render_list(sheet: Sheet[ListFacts]) -> str:
    facts, say = sheet.facts, sheet.say
    cut = len(sheet.talks) < facts.count
    content = [
        *(render_ways(ways, sheet) for ways in facts.years),
        render_cards(sheet.talks, sheet.folder, say),
        paragraph(_all_talks(facts.count, anchors.DATES_URI, say), class_="more") if cut else None,
        paragraph(link(text(say("feed")), anchors.FEED_URI), class_="note") if sheet.frame.feed else None,
    ]
    data = list_data(sheet.talks, facts.name, sheet.folder, facts.count if cut else None)
    body = SiteBody(title=facts.name, anchor="talks", content=blocks(content), data=data)
    return site_page(sheet, anchors.LIST_URI, body)


_KINDS = (
    # It is there for a site without talks too, to say so.
    SiteKind(uri=anchors.LIST_URI, name="page_talks", lists=lambda _: True, pages=_list_page),
    SiteKind(uri=anchors.DATES_URI, name="page_dates", lists=lambda it: it.dates, pages=date_pages),
    SiteKind(uri=anchors.EVENTS_URI, name="page_events", lists=lambda it: it.events.all, pages=event_pages),
    SiteKind(uri=anchors.TOPICS_URI, name="page_topics", lists=lambda it: it.topics.all, pages=topic_pages),
    SiteKind(uri=anchors.PEOPLE_URI, name="page_people", lists=lambda it: it.people, pages=people_pages),
    SiteKind(uri=anchors.TERMS_URI, name="page_glossary", lists=lambda it: it.terms.all, pages=term_pages),
)
"""In the order they stand in the row under the title."""
_SEARCH = SiteKind(uri=anchors.SEARCH_URI, name="page_search", lists=lambda _: True, pages=search_pages)
"""The last of them, where the search of the theme is not enough."""


def site_pages(catalogue: Catalogue, site: SiteFacts, say: Strings) -> Iterator[SitePage]:
    """List every page of the whole site that has something to say, below the folder of all talks."""
    frame = _frame(catalogue, site, say)
    for kind in _made(catalogue, site):
        yield from kind.pages(catalogue, frame)
    yield from person_pages(catalogue, frame)


def render_home(catalogue: Catalogue, site: SiteFacts, say: Strings) -> str:
    """Write the home page: what the site is, and its newest talks."""
    frame = _frame(catalogue, site, say)
    more = len(catalogue.talks) > _FEW
    everything = _all_talks(len(catalogue.talks), _TALKS + anchors.LIST_URI, say)
    body = SiteBody(
        title=site.name,
        anchor="home",
        content=blocks(
            [
                render_cards(catalogue.talks[:_FEW], _TALKS, say),
                paragraph(everything, class_="more") if more else None,
            ]
        ),
        lead=paragraph(text(site.description), class_="lead"),
        data=site_data(site.name, site.description),
    )
    matter = Matter(title=site.name, description=site.description, feed=frame.feed)
    return site_frame(body, matter, site_row(frame.kinds, "", _TALKS, say), say, HOME_MARK)


def _frame(catalogue: Catalogue, site: SiteFacts, say: Strings) -> SiteFrame:
    return SiteFrame(
        lang=say.lang,
        description=site.description,
        kinds=tuple((kind.uri, say(kind.name)) for kind in _made(catalogue, site)),
        feed=anchors.FEED_FROM_ROOT if has_feed(catalogue, site) else None,
        say=say,
    )


def _made(catalogue: Catalogue, site: SiteFacts) -> list[SiteKind]:
    return [*(kind for kind in _KINDS if kind.lists(catalogue)), *([_SEARCH] if site.searched else [])]


def _all_talks(count: int, uri: str, say: Strings) -> Markdown:
    return link(text(say("all_talks", count=count)), uri)
