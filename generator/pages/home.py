"""The pages of the whole site: the talks as cards, lists of them, people, terms, and the home page.

To add one: a function that takes the catalogue and the interface words, a name for its file in `anchors`, and a
line in `_KINDS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import anchors
from generator.analysis.catalogue import Catalogue
from generator.analysis.people import Person
from generator.pages.cards import render_cards
from generator.pages.feed import FEED_FROM_ROOT, has_feed
from generator.pages.linked_data import list_data, person_data, site_data, terms_data
from generator.pages.markup import Markdown, blocks, link, paragraph, text
from generator.pages.matter import Matter
from generator.pages.page import Page
from generator.pages.site_frame import SiteBody, SiteFacts, SiteKind, site_frame, site_row
from generator.pages.site_glossary import render_terms
from generator.pages.site_lists import render_dates, render_events, render_topics
from generator.pages.site_people import render_appearances, render_people, render_who
from generator.pages.strings import Strings

HOME_MARK = Markdown(
    "<!-- Made by Talkbook. Write your own docs/index.md without this line and it stays as you wrote it. -->"
)
"""First line of a home page that was made: one without it is somebody's own and is left alone."""
_TALKS = "talks/"
"""The folder of all talks, from the home page."""
_FEW = 12
"""Talks that the home page shows; the list has them all."""


def _render_list(catalogue: Catalogue, say: Strings) -> Markdown:
    return render_cards(catalogue.talks, "", say)


_LIST = SiteKind(
    # It is there for a site without talks too, to say so.
    uri=anchors.LIST_URI,
    name="page_talks",
    lists=lambda catalogue: catalogue.talks or [None],
    render=_render_list,
    data=list_data,
)
_PEOPLE = SiteKind(
    uri=anchors.PEOPLE_URI, name="page_people", lists=lambda catalogue: catalogue.people, render=render_people
)
_KINDS = (
    _LIST,
    SiteKind(uri=anchors.DATES_URI, name="page_dates", lists=lambda it: it.years, render=render_dates),
    SiteKind(uri=anchors.EVENTS_URI, name="page_events", lists=lambda it: it.events, render=render_events),
    SiteKind(uri=anchors.TOPICS_URI, name="page_topics", lists=lambda it: it.topics, render=render_topics),
    _PEOPLE,
    SiteKind(
        uri=anchors.TERMS_URI,
        name="page_glossary",
        lists=lambda catalogue: catalogue.terms,
        render=render_terms,
        data=terms_data,
    ),
)
"""In the order they stand in the row under the title."""


def render_site(catalogue: Catalogue, site: SiteFacts, say: Strings) -> Iterator[Page]:
    """Write every page of the whole site that has something to say, below the folder of all talks."""
    made = _made(catalogue)
    feed = has_feed(catalogue, site)
    for kind in made:
        name = say(kind.name)
        body = SiteBody(
            title=name,
            anchor="talks" if kind is _LIST else kind.uri.removesuffix(".md"),
            content=blocks([kind.render(catalogue, say), _subscribe(say) if feed and kind is _LIST else None]),
            data=kind.data(catalogue, name) if kind.data else None,
            row=site_row(made, kind, "", say),
        )
        matter = Matter(
            title=name,
            description=site.description,
            # Whatever stands there stands on the pages of the talks, where a search is to lead.
            searched=False,
            feed=FEED_FROM_ROOT if feed else None,
        )
        yield Page(uri=kind.uri, markdown=site_frame(body, matter, say))
    yield from (_person_page(person, made, say) for person in catalogue.people)


def render_home(catalogue: Catalogue, site: SiteFacts, say: Strings) -> str:
    """Write the home page: what the site is, and its newest talks."""
    more = len(catalogue.talks) > _FEW
    everything = link(text(say("all_talks", count=len(catalogue.talks))), _TALKS + anchors.LIST_URI)
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
        row=site_row(_made(catalogue), None, _TALKS, say),
    )
    feed = FEED_FROM_ROOT if has_feed(catalogue, site) else None
    return site_frame(body, Matter(title=site.name, description=site.description, feed=feed), say, HOME_MARK)


def _made(catalogue: Catalogue) -> list[SiteKind]:
    return [kind for kind in _KINDS if kind.lists(catalogue)]


def _subscribe(say: Strings) -> Markdown:
    return paragraph(link(text(say("feed")), anchors.FEED_URI), class_="note")


def _person_page(person: Person, kinds: Iterable[SiteKind], say: Strings) -> Page:
    body = SiteBody(
        title=person.name,
        anchor="person",
        content=render_appearances(person, say),
        lead=render_who(person, say),
        data=person_data(person),
        row=site_row(kinds, _PEOPLE, "../", say),
    )
    talks = " · ".join(one.talk.short_title for one in person.appearances)
    matter = Matter(title=person.name, description=talks, type="profile")
    return Page(uri=anchors.person_uri(person.slug), markdown=site_frame(body, matter, say))
